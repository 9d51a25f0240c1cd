import type { ActionFunctionArgs } from '@remix-run/node'
import { findGroup } from '#app/domain/rules/group-lists.server.ts'
import { setGroupOfCards } from '#app/domain/rules/group-members.server.ts'
import { GroupOfCards } from '#app/domain/rules/groups.input.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const { id } = await findGroup(ctx, companyId, positiveId(params.id))
  return submitBack(ctx, request, GroupOfCards, `/groups/${id}`, async (input) => {
    const { cards } = await setGroupOfCards(ctx, companyId, null, input)
    return redirectWithToast(ctx.settings, `/groups/${id}`, 'groups:takenOut', { n: cards })
  })
}
