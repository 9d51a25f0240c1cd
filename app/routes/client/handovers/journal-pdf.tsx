import type { LoaderFunctionArgs } from '@remix-run/node'
import { journalPeriod } from '#app/domain/handovers/handovers.input.server.ts'
import { exportJournal } from '#app/domain/handovers/journal.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { longPaperResponse } from '#app/http/server/file-response.server.ts'
import { nameOfCompany, requireClient } from '#app/http/session/guards.server.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { journalPdf } from '#app/views/handovers/journal-pdf.server.ts'

/** `from` and `to`: days, both inclusive. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'hand_over_coupons')
  const { companyId } = ctx.actor
  const period = journalPeriod(businessDay(ctx.now)).parse(queryOf(new URL(request.url)))
  const company = await nameOfCompany(request, context, companyId)
  const batches = exportJournal(ctx, companyId, period)
  const name = `handovers-${period.from}-${period.to}`
  return longPaperResponse(name, journalPdf(ctx, { company, period, batches }))
}
