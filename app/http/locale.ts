/**
 * Which language a visitor gets before signing in: the cookie that the switch wrote, then what the browser
 * accepts, then Russian. Whoever is signed in has a language of their own (guards.server.ts).
 */
import { defaultLocale, isLocale, type Locale } from '#locales/index.ts'

export const LOCALE_COOKIE = 'locale'

export function negotiateLocale(request: Request): Locale {
  return (
    localeOfCookie(request.headers.get('Cookie')) ??
    localeOfAcceptLanguage(request.headers.get('Accept-Language')) ??
    defaultLocale
  )
}

export function localeOfCookie(header: string | null): Locale | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=')
    if (name?.replace('__Host-', '') === LOCALE_COOKIE && isLocale(value)) return value
  }
  return undefined
}

/**
 * The best accepted language that the cabinet speaks, by RFC 9110's q-values; equal ones by their order.
 * `kk-KZ`, `kk-Cyrl` and the often mistaken `kz` are Kazakh. A broken header is no preference, never an error.
 */
export function localeOfAcceptLanguage(header: string | null): Locale | undefined {
  const preferences = (header ?? '')
    .slice(0, 1_000)
    .split(',')
    .map(toPreference)
    .filter((preference) => preference !== undefined)
  return preferences.sort((a, b) => b.quality - a.quality)[0]?.locale
}

function toPreference(range: string): { locale: Locale; quality: number } | undefined {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  const language = tag.split('-')[0]
  const locale = language === 'kz' ? 'kk' : language
  const q = parameters.find((parameter) => parameter.startsWith('q='))
  const quality = q === undefined ? 1 : Number.parseFloat(q.slice(2))
  return isLocale(locale) && quality > 0 && quality <= 1 ? { locale, quality } : undefined
}
