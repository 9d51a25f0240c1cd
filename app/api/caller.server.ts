import { actorOfKey } from '#app/domain/integrations/bearer.server.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { guestContext } from '#app/domain/kernel/system-context.server.ts'
import { countHit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { localeOfAcceptLanguage } from '#app/http/locale.ts'
import { bearerOf } from '#app/http/server/bearer.server.ts'
import type { Exchange } from '#app/http/server/exchange.server.ts'
import type { ApiContext } from './v1/endpoint.server.ts'

/**
 * Who asks, by the key in `Authorization: Bearer`. It is read anew for each request, so that a revoked one ends at once.
 * @throws DomainError api_key_invalid; too_many_requests for an address that tries key after key
 */
export async function callerOf(exchange: Exchange): Promise<ApiContext> {
  const { services, requestId, ip, incoming } = exchange
  const locale = localeOfAcceptLanguage(incoming.headers['accept-language'] ?? null) ?? 'ru'
  const guest = await guestContext(services, { locale, requestId, ip })
  const key = bearerOf(incoming)
  const actor = key ? await actorOfKey(guest, key) : null
  if (actor) return { ...guest, actor }
  if (key) {
    const { refused, retryAfter } = await countHit(guest, 'api_key_guess')
    if (refused) reject('too_many_requests', { retryAfter })
  }
  return reject('api_key_invalid')
}

/** Counts the request for the key's integration. @throws DomainError too_many_requests */
export async function rateLimitHeaders(ctx: ApiContext, headers: Headers): Promise<void> {
  const { refused, left, retryAfter, limit, seconds } = await countHit(ctx, 'api')
  headers.set('RateLimit-Policy', `"default";q=${limit};w=${seconds}`)
  headers.set('RateLimit', `"default";r=${left};t=${refused ? retryAfter : seconds}`)
  if (refused) throw new DomainError('too_many_requests', { retryAfter })
}
