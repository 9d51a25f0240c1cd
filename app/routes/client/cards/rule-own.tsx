import type { ActionFunctionArgs } from '@remix-run/node'
import { KnownVersion } from '#app/domain/cards/card-rules.input.server.ts'
import { readCardRule } from '#app/domain/cards/card-rules.server.ts'
import { detachTemplate } from '#app/domain/rules/template-cards.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  // Another company's card is not there, whatever is sent.
  await readCardRule(ctx, ctx.actor.companyId, id)
  return submitBack(ctx, request, KnownVersion, `/cards/${id}/rule`, async (input) => {
    const { number } = await detachTemplate(ctx, ctx.actor.companyId, id, input)
    return redirectWithToast(ctx.settings, `/cards/${id}/rule`, 'rule-templates:ownDone', { number })
  })
}
