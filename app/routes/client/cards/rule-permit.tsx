import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PermitMore } from '#app/domain/cards/card-rules.input.server.ts'
import { findCardRule, permitMore } from '#app/domain/cards/card-rules.server.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { permissionToast } from '#app/http/forms/block-toast.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { PermitForm } from '#app/views/card-rules/permit-form.tsx'

export const handle: PageHandle = { title: 'rules:more' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const { number, rule } = await findCardRule(ctx, ctx.actor.companyId, id)
  // Without a rule there is nothing to widen.
  return rule ? { id, number, unit: rule.unit } : reject('not_found')
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  await findCardRule(ctx, ctx.actor.companyId, id)
  return submit(ctx, request, PermitMore, async (input) => {
    const { number } = await permitMore(ctx, ctx.actor.companyId, id, input)
    return redirectWithToast(ctx.settings, `/cards/${id}`, permissionToast(ctx.settings, 'allowed'), {
      number,
    })
  })
}

export default function PermitMorePage() {
  const { id, number, unit } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const crumbs = [
    { label: t('cards:title'), href: '/cards' },
    { label: t('cards:numbered', { number }), href: `/cards/${id}` },
  ]
  return (
    <>
      <PageHead title={t('rules:more')} crumbs={crumbs} lead={t('rules:moreHint')} />
      <PermitForm {...{ id, unit }} answer={useActionData<typeof action>()} />
    </>
  )
}
