import { localeOfLink } from '#app/domain/handovers/driver-link.server.ts'
import { DAY_SECONDS } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { readPartCookie, serializeCookie } from '#app/http/cookies.server.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { decodedSegment, pagePath } from '#app/http/url-traits.ts'
import { isLocale } from '#locales/index.ts'
import { contextOf } from './guards.server.ts'

/** Binds a driver's link to the phone that opened it: one cookie a link, so that two of them do not mix. */
function cookieName(token: string): string {
  return `driver_${sha256(token).toString('hex').slice(0, 12)}`
}

/** As long as browsers keep one; the link ends with its coupons. */
const MAX_AGE_SECONDS = 400 * DAY_SECONDS

/** The token in the address of a driver's page; undefined on any other. */
function tokenIn(request: Request): string | undefined {
  const [, area = '', token = ''] = pagePath(new URL(request.url).pathname).split('/').map(decodedSegment)
  return area.toLowerCase() === 'd' && token !== '' ? token : undefined
}

/** Which phone asks; undefined: it has opened nothing here. */
export function driversPhone(
  { settings }: Pick<Context, 'settings'>,
  request: Request,
  token: string,
): string | undefined {
  return readPartCookie(settings, request, cookieName(token))
}

/** Sent with this link's pages only, and so never to another's. */
export function driversPhoneCookie(
  { settings }: Pick<Context, 'settings'>,
  token: string,
  phone: string,
): HeadersInit {
  const options = { maxAge: MAX_AGE_SECONDS, path: `/d/${token}` }
  return { 'Set-Cookie': serializeCookie(settings, cookieName(token), phone, options) }
}

/** On a driver's page the language is the driver's, or the one that he chose there (`lang`), whoever is signed in. */
export async function inDriversLanguage(ctx: Context, request: Request): Promise<Context> {
  const token = tokenIn(request)
  if (token === undefined) return ctx
  const chosen = new URL(request.url).searchParams.get('lang')
  const locale = isLocale(chosen) ? chosen : ((await localeOfLink(ctx, token)) ?? ctx.locale)
  return { ...ctx, locale }
}

/** Of whoever holds the link: nobody's account counts there. */
export async function driverContext(request: Request, context: RequestContext): Promise<Context> {
  const ctx = await inDriversLanguage(await contextOf(request, context), request)
  return { ...ctx, actor: { kind: 'guest' } }
}
