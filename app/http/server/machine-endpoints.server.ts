import { timingSafeEqual } from 'node:crypto'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Hono } from 'hono'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import { isMigrated } from '#db/migrate.ts'
import { bearerOf } from './bearer.server.ts'
import { bodyLimitOf, hangUp, readBody } from './body.server.ts'
import { COUPON_KEYS, COUPON_KEYS_AGE, couponKeys } from './coupon-keys.server.ts'
import type { Exchange, HonoEnv } from './exchange.server.ts'
import type { WebServer, WebServerOptions } from './web-server-options.server.ts'

const READY_TIMEOUT_MS = 3_000
const READY_AGE_MS = 500

/** For load balancers, monitoring and the mail provider: short answers in plain text. */
export function addMachineEndpoints(app: Hono<HonoEnv>, web: WebServer, options: WebServerOptions): void {
  const readiness = readinessOf(options.services.db)

  app.get('/healthz', (c) => c.text('ok'))

  app.get('/readyz', async (c) => {
    const state = web.draining ? 'draining' : await readiness()
    return c.text(state, state === 'ready' ? 200 : 503)
  })

  app.get('/metrics', async (c) => {
    const permission = mayMeasure(c.env.exchange, options.metricsToken)
    if (permission === 'unknown') return c.text('Not found', 404)
    if (permission === 'no') return c.text('Unauthorized', 401, { 'WWW-Authenticate': 'Bearer' })
    return c.text(await options.metricsText(), 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
    })
  })

  app.get(COUPON_KEYS, async (c) => {
    return c.json(await couponKeys(options.services), 200, { 'Cache-Control': COUPON_KEYS_AGE })
  })

  app.post('/webhooks/resend', async (c) => {
    const { exchange } = c.env
    const body = await readBody(exchange, bodyLimitOf(exchange.traits))
    if (body.kind === 'cut') {
      hangUp(exchange)
      return RESPONSE_ALREADY_SENT
    }
    if (body.kind === 'too_large') return c.text('Too large', 413)
    const { url, headers } = c.req.raw
    const bytes = body.kind === 'whole' ? new Uint8Array(body.bytes) : null
    return options.receiveWebhook(
      new Request(url, { method: 'POST', headers, body: bytes }),
      exchange.requestId,
    )
  })
}

/** Somebody on this machine whom no proxy sent, or who knows the token. Without a token nobody is told of it. */
function mayMeasure(
  { incoming, fromLoopback }: Exchange,
  token: string | undefined,
): 'yes' | 'no' | 'unknown' {
  const given = bearerOf(incoming)
  if (token && given && timingSafeEqual(sha256(given), sha256(token))) return 'yes'
  if (fromLoopback) return 'yes'
  return token ? 'no' : 'unknown'
}

type Readiness = 'ready' | 'database away' | 'not migrated'

/** Reads a table: a node without quorum answers `select 1` all the same. Many who ask at once share one look-up. */
function readinessOf(db: Db): () => Promise<Readiness> {
  let latest: { at: number; state: Promise<Readiness> } | undefined
  return () => {
    if (!latest || performance.now() - latest.at > READY_AGE_MS)
      latest = { at: performance.now(), state: look(db) }
    return latest.state
  }
}

async function look(db: Db): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve('database away'), READY_TIMEOUT_MS)
  })
  const answer = isMigrated(db).then(
    (migrated): Readiness => (migrated ? 'ready' : 'not migrated'),
    (): Readiness => 'database away',
  )
  try {
    return await Promise.race([answer, silence])
  } finally {
    clearTimeout(timer)
  }
}
