import type { ErrorCode } from '#app/domain/kernel/errors.ts'
import { localeOfAcceptLanguage, localeOfCookie } from '#app/http/locale.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import { defaultLocale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'
import type { Exchange } from './exchange.server.ts'

const CODES: Record<number, ErrorCode> = { 408: 'too_slow', 503: 'database_away' }

/** When the error page cannot be drawn, or would cost too much: plain words, no style, no script. */
export function lastResortPage(
  { incoming, requestId }: Exchange,
  status: number,
  code: ErrorCode = CODES[status] ?? (status < 500 ? 'not_found' : 'unexpected'),
): Response {
  const { cookie = '', 'accept-language': languages = '' } = incoming.headers
  const locale = localeOfCookie(cookie) ?? localeOfAcceptLanguage(languages) ?? defaultLocale
  const i18n = i18nFor(locale)
  const say = (key: string) => escaped(sayByKey(i18n, key))
  // An empty address is the one that was asked for.
  const links = `<p><a href="">${say('common:action.tryAgain')}</a></p><p><a href="/">${say('common:goHome')}</a></p>`
  const page = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${status}</title></head><body><main><h1>${say(`errors:${code}`)}</h1>${links}<p>${requestId}</p></main></body></html>`
  return new Response(page, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
