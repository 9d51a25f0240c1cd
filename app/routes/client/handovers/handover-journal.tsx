import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findJournalEntry } from '#app/domain/handovers/journal.server.ts'
import { requireClientOfHandover } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { JournalPage } from '#app/views/handovers/journal-page.tsx'
import { handoverJournal } from '#app/views/handovers/journal-view.server.ts'

export const handle: PageHandle = { title: 'handovers:journalOf.title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfHandover(request, context, id)
  return handoverJournal(await findJournalEntry(ctx, ctx.actor.companyId, id))
}

export default function HandoverJournal() {
  return <JournalPage journal={useLoaderData<typeof loader>()} />
}
