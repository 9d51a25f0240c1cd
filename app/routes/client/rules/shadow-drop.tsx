import type { ActionFunctionArgs } from '@remix-run/node'
import { KnownVersion } from '#app/domain/cards/card-rules.input.server.ts'
import { dropShadow } from '#app/domain/rules/shadows.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { pageOfShadow } from '#app/views/card-rules/shadow-page.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const id = positiveId(params.id)
  // What is gone by now was settled by the same press of the button: the form is answered once, before it is looked for.
  return submitBack(ctx, request, KnownVersion, '/rules', async (input) => {
    const page = pageOfShadow(await dropShadow(ctx, companyId, id, input))
    return redirectWithToast(ctx.settings, page, 'rule-shadows:dropped')
  })
}
