import { typedAddress } from '#app/domain/access/access.input.server.ts'
import type { Settings } from '#app/domain/kernel/context.ts'
import { readCookie, serializeCookie } from '#app/http/cookies.server.ts'

const NAME = 'typed_address'
const LIFE_SECONDS = 15 * 60

/** An address that goes along to the next page before sign-in: in a cookie, since addresses of pages are kept in histories. */
export function typedAddressCookie(settings: Settings, email: string): string {
  return serializeCookie(settings, NAME, encodeURIComponent(email), { maxAge: LIFE_SECONDS })
}

/** From a link (`?email=`) or from the page before; empty for what is no address. */
export function readTypedAddress(settings: Settings, request: Request): string {
  const query = new URL(request.url).searchParams
  if (query.has('email')) return typedAddress(query.get('email') ?? '')
  return typedAddress(decoded(readCookie(settings, request, NAME) ?? ''))
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
