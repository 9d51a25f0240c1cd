import type { ActionFunctionArgs } from '@remix-run/node'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { printCoupons } from '#app/domain/prints/printing.server.ts'
import { PrintCoupons } from '#app/domain/prints/prints.input.server.ts'
import { queryOfForm } from '#app/http/forms/preview-redirect.server.ts'
import { readInput } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { longPaperResponse } from '#app/http/server/file-response.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { couponSheetPdf } from '#app/views/prints/coupon-sheet-pdf.server.ts'

/** A POST, so that no reload and no prefetch prints. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'show_coupon_qr')
  const input = await readInput(request, PrintCoupons)
  const batches = printCoupons(ctx, ctx.actor.companyId, input)
  const name = `coupons-${businessDay(ctx.now)}`
  try {
    return await longPaperResponse(name, couponSheetPdf(ctx, input.layout, batches))
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'too_many_requests') throw error
    // The form again, as it was.
    const page = `/coupons/print?${await queryOfForm(request)}`
    return redirectWithToast(ctx.settings, page, `errors:${error.code}`, error.params)
  }
}
