import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import type { QueueLimits } from '#app/domain/kernel/bounded-queue.server.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import type { Metrics } from '#app/runtime/metrics.server.ts'
import { refusalOf } from './admission.server.ts'
import { bodyLimitOf, readBody } from './body.server.ts'
import { answerBrokenRequests } from './broken-requests.server.ts'
import type { TrustedProxies } from './client-address.server.ts'
import { type Exchange, type FrontDoorEnv, isUnsafe } from './exchange.server.ts'
import { lastResortPage } from './last-resort-page.server.ts'
import type { Services } from './load-context.server.ts'
import { addMachineEndpoints } from './machine-endpoints.server.ts'
import { answerPage, pageQueue } from './page-queue.server.ts'
import { exchangeOpener } from './request-lifecycle.server.ts'
import { respond } from './respond.server.ts'
import { securityHeaders } from './security-headers.server.ts'
import { askPage, refuse, type Site } from './site.server.ts'
import type { StaticFiles } from './static-files.server.ts'

export interface FrontDoorOptions {
  services: Services
  site: Site
  files: StaticFiles
  metrics: Metrics
  proxies: TrustedProxies
  /** Of this process, or summed over all. */
  metricsText: () => Promise<string>
  metricsToken?: string | undefined
  /** How many pages are made at once, and how long others wait; left out, as page-queue.server.ts says. */
  pages?: QueueLimits | undefined
  /** POST /webhooks/resend: proves its sender by a signature. */
  receiveWebhook: (request: Request, requestId: string) => Promise<Response>
}

/** What the machines' and the operator's side of the front door may see and change. */
export interface FrontDoor {
  server: Server
  /** True from the moment it was told to end. */
  draining: boolean
  /** Answers that are not out yet. */
  inFlight: Set<ServerResponse>
}

/** Slow senders are cut off: the headers within 15 s, everything (an upload on a bad line) within ten minutes. */
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
export function createFrontDoor(options: FrontDoorOptions): FrontDoor {
  const app = new Hono<FrontDoorEnv>()
  const openExchanges = new WeakMap<IncomingMessage, Exchange>()
  const listener = getRequestListener(
    (request, { incoming }) =>
      app.fetch(request, { exchange: openExchanges.get(incoming as IncomingMessage) as Exchange }),
    { overrideGlobalObjects: false, autoCleanupIncoming: false },
  )
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    openExchanges.set(incoming, open(incoming, outgoing))
    void listener(incoming, outgoing)
  }
  // A missing Host is refused at the gate: Node's own refusal would go out without our headers.
  const server = createServer({ ...TIME_LIMITS, requireHostHeader: false }, answer)
  // So would its 417 to somebody who expects what we do not know; that may be left unheard (RFC 9110, 10.1.1).
  server.on('checkExpectation', answer)
  const door: FrontDoor = { server, draining: false, inFlight: new Set() }
  const headers = securityHeaders(options.services.settings.publicUrl)
  const open = exchangeOpener(door, options, headers)
  server.setTimeout(SILENCE_MS)
  answerBrokenRequests(server, headers)
  furnish(app, door, options)
  return door
}

function furnish(app: Hono<FrontDoorEnv>, door: FrontDoor, options: FrontDoorOptions): void {
  const { site, files, services, metrics } = options
  const pages = pageQueue(options.pages)
  metrics.watchPages(pages)
  app.onError(async (err, { env: { exchange } }) => {
    services.log.error(
      { err, requestId: exchange.requestId, route: exchange.pattern },
      'The front door failed',
    )
    if (exchange.outgoing.headersSent) exchange.outgoing.destroy()
    else await respond(exchange, lastResortPage(exchange, 500))
    return RESPONSE_ALREADY_SENT
  })
  app.use(async ({ env: { exchange } }, next) => {
    const refusal = refusalOf(exchange, door)
    if (!refusal) return next()
    await respond(exchange, await refuse(site, exchange, new DomainError(refusal)))
    return RESPONSE_ALREADY_SENT
  })
  addMachineEndpoints(app, door, options)
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
  const body = await readBody(exchange, bodyLimitOf(exchange.pattern))
  await respond(exchange, await askPage(site, exchange, body))
  if (body.kind === 'stream') body.leave()
}
