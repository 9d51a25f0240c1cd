import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { admissionError } from './admission.server.ts'
import { addApi } from './api-endpoint.server.ts'
import { bodyLimitOf, hangUp, readBody } from './body.server.ts'
import { answerBrokenRequests } from './broken-requests.server.ts'
import { type Exchange, type HonoEnv, isUnsafe } from './exchange.server.ts'
import { lastResortPage } from './last-resort-page.server.ts'
import { addLive } from './live.server.ts'
import { addMachineEndpoints } from './machine-endpoints.server.ts'
import { answerPage, pageQueue } from './page-queue.server.ts'
import { problemResponse, unexpectedProblem } from './problem.server.ts'
import { requestLifecycle } from './request-lifecycle.server.ts'
import { respond } from './respond.server.ts'
import { securityHeaders } from './security-headers.server.ts'
import { askPage, refuse, type Site } from './site.server.ts'
import type { WebServer, WebServerOptions } from './web-server-options.server.ts'

/** Headers come within 15 s; how slowly a body may come, and an answer be read, see transfer-watch.server.ts. */
const TIME_LIMITS = {
  headersTimeout: 15_000,
  requestTimeout: 600_000,
  connectionsCheckingInterval: 5_000,
  // Longer than the 60 s for which a load balancer keeps an idle connection.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
}
/** A connection on which nothing moves at all. */
const SILENCE_MS = 120_000

/**
 * The web server in front of Remix. Each request gets its number, its client's address and the security headers
 * before anything looks at it; what no page should see is turned away; then machines, files and pages, in this order.
 */
export function createWebServer(options: WebServerOptions): WebServer {
  const app = new Hono<HonoEnv>()
  const openExchanges = new WeakMap<IncomingMessage, Exchange>()
  const listener = getRequestListener(
    (request, { incoming }) =>
      app.fetch(request, { exchange: openExchanges.get(incoming as IncomingMessage) as Exchange }),
    { overrideGlobalObjects: false, autoCleanupIncoming: false },
  )
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    openExchanges.set(incoming, beginExchange(incoming, outgoing))
    void listener(incoming, outgoing)
  }
  // A missing Host is refused by admission: Node's own refusal would go out without our headers.
  const server = createServer({ ...TIME_LIMITS, requireHostHeader: false }, answer)
  // So would its 417 to somebody who expects what we do not know; that may be left unheard (RFC 9110, 10.1.1).
  server.on('checkExpectation', answer)
  const web: WebServer = { server, draining: false, inFlight: new Set(), lingering: new Set() }
  const headers = securityHeaders(options.services.settings.publicUrl)
  const beginExchange = requestLifecycle(web, options, headers)
  server.setTimeout(SILENCE_MS)
  answerBrokenRequests(server, headers)
  registerRoutes(app, web, options)
  return web
}

function registerRoutes(app: Hono<HonoEnv>, web: WebServer, options: WebServerOptions): void {
  const { site, files, services, metrics } = options
  const pages = pageQueue(options.pages)
  metrics.watchPages(pages)
  app.onError(async (err, { env: { exchange } }) => {
    services.log.error(
      { err, requestId: exchange.requestId, route: exchange.pattern },
      'The web server failed',
    )
    if (exchange.outgoing.headersSent) exchange.outgoing.destroy()
    else if (exchange.traits.machine === 'api') await respond(exchange, unexpectedProblem(exchange.requestId))
    else await respond(exchange, lastResortPage(exchange, 500))
    return RESPONSE_ALREADY_SENT
  })
  app.use(async ({ env: { exchange } }, next) => {
    const code = admissionError(exchange, web)
    if (!code) return next()
    const error = new DomainError(code, { retryAfter: exchange.outcome.retryAfter ?? 0 })
    if (exchange.traits.machine === 'api') {
      exchange.outcome.noteError(code)
      await respond(exchange, problemResponse(error, exchange.requestId))
    } else await respond(exchange, await refuse(site, exchange, error))
    return RESPONSE_ALREADY_SENT
  })
  addMachineEndpoints(app, web, options)
  addLive(app, web, options)
  addApi(app, options)
  app.use(async ({ env: { exchange } }, next) => {
    const file = isUnsafe(exchange) ? undefined : files.find(exchange.pathname)
    if (!file) return next()
    await file.send(exchange)
    return RESPONSE_ALREADY_SENT
  })
  app.all('*', async ({ env: { exchange } }) => {
    if (isUnsafe(exchange)) await answerForm(site, exchange)
    else await answerPage(pages, site, exchange)
    return RESPONSE_ALREADY_SENT
  })
}

async function answerForm(site: Site, exchange: Exchange): Promise<void> {
  const body = await readBody(exchange, bodyLimitOf(exchange.traits))
  if (body.kind === 'cut') return hangUp(exchange)
  await respond(exchange, await askPage(site, exchange, body))
  if (body.kind === 'stream') body.leave()
}
