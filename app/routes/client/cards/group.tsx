import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findCardRule } from '#app/domain/cards/card-rules.server.ts'
import { groupChoices } from '#app/domain/rules/group-lists.server.ts'
import { setGroupOfCards } from '#app/domain/rules/group-members.server.ts'
import { GroupOfCard } from '#app/domain/rules/groups.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { GroupChoice } from '#app/views/card-rules/group-choice.tsx'

export const handle: PageHandle = { title: 'rules:group.ofCard' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const { number, group } = await findCardRule(ctx, ctx.actor.companyId, id)
  const groups = await groupChoices(ctx, ctx.actor.companyId)
  return { id, number, groups, groupId: group?.id ?? null }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  // Another company's card is not there, whatever is sent.
  const { number } = await findCardRule(ctx, ctx.actor.companyId, id)
  return submit(ctx, request, GroupOfCard, async ({ groupId }) => {
    const { name } = await setGroupOfCards(ctx, ctx.actor.companyId, groupId, { cardIds: [id] })
    return name === null
      ? redirectWithToast(ctx.settings, `/cards/${id}`, 'groups:unsetDone', { number })
      : redirectWithToast(ctx.settings, `/cards/${id}`, 'groups:setDone', { number, name })
  })
}

export default function GroupOfCardPage() {
  const { id, number, groups, groupId } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const crumbs = [
    { label: t('cards:title'), href: '/cards' },
    { label: t('cards:numbered', { number }), href: `/cards/${id}` },
  ]
  return (
    <>
      <PageHead title={t('rules:group.ofCard')} crumbs={crumbs} lead={t('groups:lead')} />
      <GroupChoice {...{ id, groups, groupId }} answer={useActionData<typeof action>()} />
    </>
  )
}
