import type { ActionFunctionArgs } from '@remix-run/node'
import { KnownVersion } from '#app/domain/cards/card-rules.input.server.ts'
import { removeTemplate } from '#app/domain/rules/templates.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  // What is gone by now was removed by the same press of the button: the form is answered once, before it is looked for.
  const id = positiveId(params.id)
  return submitBack(ctx, request, KnownVersion, `/rules/${id}`, async (input) => {
    const { name } = await removeTemplate(ctx, companyId, id, input)
    return redirectWithToast(ctx.settings, '/rules', 'rule-templates:removed', { name })
  })
}
