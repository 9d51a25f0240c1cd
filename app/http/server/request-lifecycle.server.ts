import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorCode } from '#app/domain/kernel/errors.ts'
import { Outcome } from '#app/http/outcome.server.ts'
import { UploadMemory } from '#app/http/upload-memory.server.ts'
import { classifyUrl, holdsSecret, UNMATCHED } from '#app/http/url-traits.ts'
import { isLoopback } from '#app/runtime/trusted-proxies.server.ts'
import { clientAddress } from './client-address.server.ts'
import { type Exchange, newCspNonce, requestIdOf } from './exchange.server.ts'
import { lingerAfterAnswer } from './lingering-close.server.ts'
import { readTarget } from './request-target.server.ts'
import {
  OF_SECRET_ADDRESS,
  pagePolicy,
  setAll,
  WITH_CAMERA,
  WITH_WAKE_LOCK,
} from './security-headers.server.ts'
import { ALLOWANCES, TransferWatch } from './transfer-watch.server.ts'
import type { WebServer, WebServerOptions } from './web-server-options.server.ts'

/**
 * What happens at the beginning of each request (who asks, what for, under which number, the headers of every answer) and
 * when its answer is out (metrics and the log).
 */
export function requestLifecycle(web: WebServer, options: WebServerOptions, headers: Record<string, string>) {
  const watch = new TransferWatch(web.server, options.allowances ?? ALLOWANCES)
  const uploadMemory = new UploadMemory(options.uploadMemory)
  const { services, proxies, metrics, site } = options
  const behindProxy = 'networks' in proxies || proxies.hops > 0

  return (incoming: IncomingMessage, outgoing: ServerResponse): Exchange => {
    const startedAt = performance.now()
    const target = readTarget(services.settings.publicUrl, incoming.url ?? '')
    const { pathname, search } = target ?? { pathname: '', search: '' }
    const { remoteAddress } = incoming.socket
    const forwarded = incoming.headers['x-forwarded-for']
    const exchange: Exchange = {
      services,
      incoming,
      outgoing,
      pathname,
      search,
      ...classifyUrl(pathname, site.patternOf),
      requestId: requestIdOf(incoming.headers, behindProxy),
      ip: clientAddress(proxies, remoteAddress, Array.isArray(forwarded) ? forwarded.join(',') : forwarded),
      fromLoopback: isLoopback(remoteAddress) && !isForwarded(incoming) && namesThisMachine(incoming),
      cspNonce: newCspNonce(),
      announcedBytes: announcedBytes(incoming),
      disconnected: () => abortedByClose(outgoing),
      isEnding: () => web.draining,
      uploadMemory,
      outcome: new Outcome(),
    }
    // Hono reads the address too: it shall not stumble over what somebody writes into Host or the request line.
    incoming.headers.host = 'cabinet'
    incoming.url = `${pathname || '/'}${search}`
    setAll(outgoing, headers)
    outgoing.setHeader('Content-Security-Policy', pagePolicy(exchange))
    if (exchange.traits.camera) setAll(outgoing, WITH_CAMERA)
    if (exchange.traits.wakeful) setAll(outgoing, WITH_WAKE_LOCK)
    outgoing.setHeader('X-Request-Id', exchange.requestId)
    if (holdsSecret(pathname)) setAll(outgoing, OF_SECRET_ADDRESS)
    if (web.draining) outgoing.setHeader('Connection', 'close')
    web.inFlight.add(outgoing)
    watch.begin(exchange)
    lingerAfterAnswer(incoming, web.lingering)
    metrics.begun()
    outgoing.once('close', () => {
      web.inFlight.delete(outgoing)
      const seconds = (performance.now() - startedAt) / 1000
      metrics.ended(
        METHODS.has(incoming.method ?? '') ? (incoming.method ?? '') : 'other',
        exchange.pattern,
        outgoing.statusCode,
        seconds,
      )
      report(exchange, seconds)
    })
    return exchange
  }
}

function announcedBytes({ headers }: IncomingMessage): number | undefined {
  const length = headers['content-length']
  return length === undefined ? undefined : Number(length)
}

/** Anybody can make up a method, and each would be a time series of its own. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * By its headers; or by the version, for no browser, curl or Prometheus speaks HTTP/1.0: a proxy that was told nothing
 * does, nginx for one, and such a one sends none of the headers either.
 */
function isForwarded({ headers, httpVersion }: IncomingMessage): boolean {
  if (httpVersion === '1.0') return true
  return ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-host'].some(
    (name) => name in headers,
  )
}

/**
 * A page of another site whose name was made to lead to this machine (DNS rebinding) is let through by the browser as
 * that site's own, and says its name. Nor does the name in PUBLIC_URL do: a proxy that says nothing of itself hands on
 * that one.
 */
function namesThisMachine({ headers: { host = '' } }: IncomingMessage): boolean {
  const hostname = URL.parse(`http://${host}`)?.hostname
  if (!hostname) return false
  return /(?:^|\.)localhost$/.test(hostname) || isLoopback(hostname.replace(/^\[|\]$/g, ''))
}

/** What the router refuses by itself: no page there, a form for a page that takes none, a page asked for that only acts. */
const UNSAID: Record<number, ErrorCode> = { 400: 'invalid', 404: 'not_found', 405: 'method_not_allowed' }

/** One line a request. No query, no headers, no body; a path only where it holds no secret: many a link is a key. */
function report(
  { services, incoming, outgoing, pathname, pattern, traits, requestId, ip, outcome }: Exchange,
  seconds: number,
): void {
  const { statusCode: status } = outgoing
  const line = {
    requestId,
    method: incoming.method,
    route: pattern,
    path: pattern === UNMATCHED || traits.secret ? undefined : pathname,
    status,
    // Who was refused what, to follow one person or one kind of attempt through the log.
    user: outcome.userId,
    refused: status >= 400 ? (outcome.errorCode ?? outcome.rejection?.code ?? UNSAID[status]) : undefined,
    ms: Math.round(seconds * 1e4) / 10,
    ip,
    // The client went away before the answer was out.
    aborted: outgoing.writableFinished ? undefined : true,
  }
  if (status >= 500) services.log.warn(line, 'request')
  else if (traits.machine === 'probe') services.log.debug(line, 'request')
  else services.log.info(line, 'request')
}

function abortedByClose(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController()
  if (outgoing.closed) gone.abort()
  else outgoing.once('close', () => gone.abort())
  return gone.signal
}
