import type { IncomingMessage } from 'node:http'
import type { ErrorCode } from '#app/domain/kernel/errors.ts'
import { modulesOf } from '#app/http/url-traits.ts'
import { discardRest } from './body.server.ts'
import { type Exchange, isUnsafe } from './exchange.server.ts'
import { arePlacesTaken } from './places.server.ts'
import { isExempt, isSameOrigin } from './same-origin.server.ts'
import type { WebServer } from './web-server-options.server.ts'

const MAX_ADDRESS_LENGTH = 8 * 1024
/**
 * The deepest page has five, and what a browser asks about the site map at once some dozens. Remix looks for a page at
 * each of them, and each look takes as long as what is before it: two thousand would hold the process for a second.
 */
const MAX_SEGMENTS = 32
const MAX_SEGMENTS_ASKED = 256

export const PAGE_METHODS = 'GET, HEAD, POST'
/** The API itself says which of them each of its paths has. */
const API_METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'

/** Why a request comes no further, if it does not. Whoever is turned away may first send what he began to send. */
export function admissionError(exchange: Exchange, web: WebServer): ErrorCode | undefined {
  const code = findAdmissionError(exchange, web)
  if (code && isUnsafe(exchange)) discardRest(exchange.incoming)
  return code
}

function findAdmissionError(exchange: Exchange, web: WebServer): ErrorCode | undefined {
  const { incoming, outgoing, outcome, pathname, pattern, search, services, traits } = exchange
  // Monitoring must not take a busy process for a dead one.
  if (traits.machine !== 'probe' && arePlacesTaken(web.inFlight)) {
    outcome.retryIn(5)
    return 'overloaded'
  }
  // `_data` is the protocol of an older Remix, which answers with a loader's bare data.
  if (pathname === '' || !namesOneHost(incoming) || new URLSearchParams(search).has('_data')) return 'invalid'
  if (pathname.length + search.length > MAX_ADDRESS_LENGTH || isTooDeep(exchange)) return 'address_too_long'
  const allowed = traits.machine === 'api' ? API_METHODS : PAGE_METHODS
  if (!allowed.split(', ').includes(incoming.method ?? '')) {
    outgoing.setHeader('Allow', allowed)
    return 'method_not_allowed'
  }
  const { modules } = services.settings
  if (!modulesOf(pattern, traits).every((module) => modules.includes(module))) return 'not_found'
  const mustBeOurs = isUnsafe(exchange) && !isExempt(traits)
  if (mustBeOurs && !isSameOrigin(incoming.headers, services.settings.publicUrl)) return 'form_cross_site'
  return undefined
}

function isTooDeep({ pathname, search, traits }: Exchange): boolean {
  if (traits.machine === 'script') return search.split(/\/|%2f/i).length > MAX_SEGMENTS_ASKED
  return pathname.split('/').length > MAX_SEGMENTS
}

/** Which host is of no concern to us; but a proxy before us might go by another line than whoever comes after it (RFC 9112, 3.2). */
function namesOneHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0')
}
