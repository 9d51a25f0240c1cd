import type { ActionFunctionArgs } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { undoPayment } from '#app/domain/payments/deciding.server.ts'
import { SettlePayment } from '#app/domain/payments/payments.input.server.ts'
import { findAnyPayment } from '#app/domain/payments/payments.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id } = await findAnyPayment(ctx, positiveId(params.id))
  requireRight(ctx, 'manage_payments')
  const page = `/admin/payments/${id}`
  return submitBack(ctx, request, SettlePayment, page, async (input) => {
    await undoPayment(ctx, id, input)
    return redirectWithToast(ctx.settings, page, 'payments:done.undone')
  })
}
