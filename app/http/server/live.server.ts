import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Hono } from 'hono'
import { isSessionLive, resumeSession } from '#app/domain/access/sessions.server.ts'
import { type CompanyEvent, recentEvents } from '#app/domain/events/events.server.ts'
import { readCookie } from '#app/http/cookies.server.ts'
import { SESSION_COOKIE } from '#app/http/session/guards.server.ts'
import type { Exchange, HonoEnv } from './exchange.server.ts'
import { LiveHub, type LiveNews } from './live-hub.server.ts'
import type { WebServer, WebServerOptions } from './web-server-options.server.ts'

/** Streams of one process; a page without one shows what happened when it is opened again. */
const MAX_STREAMS = 2_000
/** Of one session: a browser has one for each page in view. */
const MAX_STREAMS_OF_SESSION = 6
/** Then the browser asks anew, and who it is is looked at again. */
const LIFETIME_MS = 300_000
/** Something moves before a proxy takes the connection for a dead one. */
const HEARTBEAT_MS = 20_000
const RETRY_MS = 3_000

/** For proxies that would collect an answer before they pass it on. */
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
}

interface Stream {
  token: string
  exchange: Exchange
  end: () => void
}

/**
 * `GET /live?company=` (server-sent events): which cards and coupons of the company something happened to, never what.
 * The page asks for its data again, by the rights that it has then. 204 ends it for whoever has no company to hear of.
 */
export function addLive(app: Hono<HonoEnv>, web: WebServer, { services, metrics }: WebServerOptions): void {
  const { db, log, settings } = services
  const streams = new Set<Stream>()
  const hub = new LiveHub({
    read: (seconds) => recentEvents(db, seconds),
    onError: (err) => log.warn({ err }, 'Events cannot be read'),
  })
  metrics.watchStreams(() => streams.size)
  const tick = setInterval(() => {
    for (const stream of streams) if (web.draining) stream.end()
  }, 200).unref()
  web.server.once('close', () => clearInterval(tick))

  app.get('/live', async (c) => {
    const { exchange } = c.env
    const token = readCookie(settings, c.req.raw, SESSION_COOKIE)
    const session = token ? await resumeSession(db, token, { prolong: false }) : null
    const companyId = Number(c.req.query('company'))
    const isOwn = session?.companies.some(({ id }) => id === companyId) ?? false
    if (!token || !session || !isOwn || exchange.incoming.method === 'HEAD') return c.body(null, 204)
    if (exchange.outgoing.closed) return RESPONSE_ALREADY_SENT
    exchange.outcome.identify(session.user.id)
    if (streams.size >= MAX_STREAMS || web.draining) {
      exchange.outcome.retryIn(30)
      return c.body(null, 503, { 'Retry-After': '30' })
    }
    const own = [...streams].filter((stream) => stream.token === token)
    const surplus = Math.max(0, own.length + 1 - MAX_STREAMS_OF_SESSION)
    for (const stream of own.slice(0, surplus)) stream.end()
    const stream = open(exchange, token, () => streams.delete(stream))
    streams.add(stream)
    const leave = hub.listen(companyId, (news) => void tell(stream, news))
    exchange.outgoing.once('close', leave)
    return RESPONSE_ALREADY_SENT
  })

  async function tell(stream: Stream, news: LiveNews): Promise<void> {
    if (!(await isSessionLive(db, stream.token).catch(() => false))) return stream.end()
    const things = news === 'missed' ? ['everything'] : [...new Set(news.flatMap(thingsOf))]
    stream.exchange.outgoing.write(`data: ${JSON.stringify(things)}\n\n`)
  }
}

/** An event that names nothing is about anything of the company. */
function thingsOf({ card_id: card, coupon_id: coupon }: CompanyEvent): string[] {
  if (card === null && coupon === null) return ['everything']
  return [...(card === null ? [] : [`card:${card}`]), ...(coupon === null ? [] : [`coupon:${coupon}`])]
}

function open(exchange: Exchange, token: string, onClose: () => void): Stream {
  const { outgoing } = exchange
  outgoing.writeHead(200, HEADERS)
  outgoing.write(`retry: ${RETRY_MS}\n\n`)
  const heartbeat = setInterval(() => outgoing.write(':\n\n'), HEARTBEAT_MS)
  const end = () => {
    if (!outgoing.writableEnded) outgoing.end()
  }
  const lifetime = setTimeout(end, LIFETIME_MS)
  outgoing.once('close', () => {
    clearInterval(heartbeat)
    clearTimeout(lifetime)
    onClose()
  })
  return { token, exchange, end }
}
