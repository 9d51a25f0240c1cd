import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { journalPeriod } from '#app/domain/handovers/handovers.input.server.ts'
import { readJournal } from '#app/domain/handovers/journal.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { nameOfCompany, requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { JournalPage } from '#app/views/handovers/journal-page.tsx'
import { periodJournal } from '#app/views/handovers/journal-view.server.ts'

export const handle: PageHandle = { title: 'handovers:journalOf.title' }

/** `from` and `to`: days, both inclusive. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'hand_over_coupons')
  const { companyId } = ctx.actor
  const period = journalPeriod(businessDay(ctx.now)).parse(queryOf(new URL(request.url)))
  const name = await nameOfCompany(request, context, companyId)
  return periodJournal(name, period, await readJournal(ctx, companyId, period))
}

export default function PeriodJournal() {
  return <JournalPage journal={useLoaderData<typeof loader>()} />
}
