import type { LoaderFunctionArgs } from '@remix-run/node'
import { renderSample } from '#app/domain/mail/mailbox.server.ts'
import { letterPage } from '#app/http/server/letter-frame.server.ts'
import { refuse } from '#app/http/session/guards.server.ts'
import { requireLocalMailbox } from '#app/http/session/local-mailbox.server.ts'
import { isLocale } from '#locales/index.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireLocalMailbox(request, context)
  if (!isLocale(params.locale)) throw refuse('not_found')
  return letterPage(renderSample(ctx, params.template ?? '', params.locale).html, { links: false })
}
