import type { LoaderFunctionArgs } from '@remix-run/node'
import { findJournalEntry } from '#app/domain/handovers/journal.server.ts'
import { longPaperResponse } from '#app/http/server/file-response.server.ts'
import { requireClientOfHandover } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { journalPdf } from '#app/views/handovers/journal-pdf.server.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfHandover(request, context, id)
  const entry = await findJournalEntry(ctx, ctx.actor.companyId, id)
  const batches = (async function* () {
    yield [entry]
  })()
  const company = entry.company_name
  return longPaperResponse(`handover-${id}`, journalPdf(ctx, { company, period: null, batches }))
}
