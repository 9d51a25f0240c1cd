import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { CallersReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { blockToast } from '#app/http/forms/block-toast.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireCardForClient } from '#app/http/session/company-resource.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { BlockPage } from '#app/ui/form/block-form.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { cardBlockQuestion } from '#app/views/cards/card-block.ts'
import { blockForClient } from '#app/views/companies/block-for-client.ts'

export const handle: PageHandle = { title: 'cards:block.action' }

/** The question as a page: for a link, and for an answer that was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'block_for_clients')
  const company = await findCompany(ctx, positiveId(params.id))
  const card = await findCard(ctx, asCompanyId(company.id), positiveId(params.cardId))
  const href = `/admin/companies/${company.id}/cards/${card.id}`
  return { href, number: maskedNumber(card.number), reach: card.reach, can: card.canBlock }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx, companyId, id } = await requireCardForClient(request, context, params)
  return submit(ctx, request, CallersReason, async (input) => {
    const { number } = await blockCard(ctx, companyId, id, input)
    const href = `/admin/companies/${companyId}/cards/${id}`
    return redirectWithToast(ctx.settings, href, blockToast(ctx.settings, 'card', 'blocked'), { number })
  })
}

export default function BlockCardForClient() {
  const { href, number, reach, can } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <BlockPage
      question={blockForClient(t, cardBlockQuestion(t, 'block', number, reach))}
      of={{ label: t('cards:numbered', { number }), href }}
      answer={useActionData<typeof action>()}
      refusal={can ? undefined : t('errors:card_not_blockable')}
    />
  )
}
