import { randomBytes, randomInt } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { RequestContext } from '#app/http/load-context.server.ts'
import type { UrlTraits } from '#app/http/url-traits.ts'

/** One request and its answer, from the first byte to the last; Remix gets it as its load context. */
export interface Exchange extends RequestContext {
  incoming: IncomingMessage
  outgoing: ServerResponse
  /** As URLs normalise it and every reader after us will read it; never with a host. */
  pathname: string
  /** With its `?`, or empty. */
  search: string
  /** `/cards/:id`: what limits go by and what may be counted and logged. */
  pattern: string
  traits: UrlTraits
  /** The process was told to end: nothing waits any longer. */
  isEnding: () => boolean
}

/** What Hono's handlers get beside the request. */
export interface HonoEnv {
  Bindings: { exchange: Exchange }
}

// Without 0/o, 1/l/i: people read a request's number over the telephone.
const READABLE = '23456789abcdefghjkmnpqrstuvwxyz'

/** 12 readable characters (59 bits); tells requests apart, guards nothing. */
function newRequestId(): string {
  let id = ''
  while (id.length < 12) id += READABLE[randomInt(READABLE.length)]
  return id
}

/** A reverse proxy of ours may have named the request already; its name must be harmless in a log and on a page. */
export function requestIdOf(headers: IncomingHttpHeaders, behindProxy: boolean): string {
  const given = headers['x-request-id']
  return behindProxy && typeof given === 'string' && /^[A-Za-z0-9_-]{8,64}$/.test(given)
    ? given
    : newRequestId()
}

export function newCspNonce(): string {
  return randomBytes(16).toString('base64')
}

export function isUnsafe({ incoming }: Exchange): boolean {
  return incoming.method !== 'GET' && incoming.method !== 'HEAD'
}
