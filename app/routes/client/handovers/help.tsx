import type { ActionFunctionArgs } from '@remix-run/node'
import { settleHelp } from '#app/domain/handovers/driver-help.server.ts'
import { HelpAnswer } from '#app/domain/handovers/handovers.input.server.ts'
import { findHandover } from '#app/domain/handovers/handovers.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfHandover } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

/** The dispatcher's answer to a driver. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const handoverId = positiveId(params.id)
  const helpId = positiveId(params.helpId)
  const ctx = await requireClientOfHandover(request, context, handoverId)
  const { companyId } = ctx.actor
  const page = `/handovers/${handoverId}`
  await findHandover(ctx, companyId, handoverId)
  return submitBack(ctx, request, HelpAnswer, page, async (input) => {
    const { name } = await settleHelp(ctx, companyId, { handoverId, helpId }, input)
    return redirectWithToast(ctx.settings, page, 'handovers:help.done', { name })
  })
}
