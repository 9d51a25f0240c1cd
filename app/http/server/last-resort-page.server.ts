import { localeOfAcceptLanguage, localeOfCookie } from '#app/http/locale.ts'
import { defaultLocale, sayByKey } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'
import type { Exchange } from './exchange.server.ts'

/** When not even the error page could be drawn: plain words, no style, no script. */
export function lastResortPage({ incoming, requestId }: Exchange, status: number): Response {
  const { cookie = '', 'accept-language': languages = '' } = incoming.headers
  const locale = localeOfCookie(cookie) ?? localeOfAcceptLanguage(languages) ?? defaultLocale
  const i18n = i18nFor(locale)
  const title = sayByKey(
    i18n,
    status === 503 ? 'errors:database_away' : status < 500 ? 'errors:not_found' : 'errors:unexpected',
  )
  const page = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${status}</title></head><body><main><h1>${escaped(title)}</h1><p>${requestId}</p><p><a href="/">${escaped(sayByKey(i18n, 'common:goHome'))}</a></p></main></body></html>`
  return new Response(page, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
