import type { LoaderFunctionArgs } from '@remix-run/node'
import { openMailboxLetter } from '#app/domain/mail/mailbox.server.ts'
import { letterPage } from '#app/http/server/letter-frame.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { requireLocalMailbox } from '#app/http/session/local-mailbox.server.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireLocalMailbox(request, context)
  const { html } = await openMailboxLetter(ctx, positiveId(params.id))
  return letterPage(html, { links: true })
}
