import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#app/domain/kernel/context.ts'
import { keepTrying } from '#app/domain/kernel/keep-trying.server.ts'
import {
  claimDelivery,
  type DueDelivery,
  type SendingEndpoint,
  selectDueDeliveries,
  selectDueEndpoints,
  updateAbandonedDeliveries,
  updateDeliveriesPostponed,
} from '#db/queries/webhooks/claims.ts'
import { databaseNow } from '#db/sql/now.ts'
import { Flight } from './flight.ts'
import { type Attempt, settleDelivery, type WebhookLog } from './settlement.server.ts'
import { signedHeaders } from './signature.server.ts'
import type { Transport, WebhookAnswer } from './transport.server.ts'

export interface WebhookSender {
  transport: Transport
  log: WebhookLog
  /** By which deliveries are due and the retries counted; left out, the database's clock. */
  clock?: () => Promise<Date>
}

/** What an attempt can take, and its mark, with room to spare; also how soon another worker takes over a dead one's. */
const LEASE_MS = 60_000
const MAX_ENDPOINTS = 1_000
/** Of one endpoint, at one look. */
const MAX_LOOKED_AT = 50
const LOOK_AGAIN_MS = 500

/**
 * Sends what is due until nothing is, or until `signal`. Looks again while slow endpoints are being waited for: nobody
 * else waits for them.
 * @returns how many attempts were made.
 */
export async function sendDueWebhooks(
  ctx: Context,
  sender: WebhookSender,
  signal?: AbortSignal,
): Promise<number> {
  const flight = new Flight()
  let attempts = 0
  while (!signal?.aborted && !flight.failure) {
    const { landings } = flight
    const started = await startDue(ctx, sender, flight)
    attempts += started
    // What landed during the look has made room.
    if (started > 0 || flight.landings > landings) continue
    if (flight.size === 0) break
    await Promise.race([flight.next(), sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {})])
  }
  await flight.landed()
  if (flight.failure) throw flight.failure
  return attempts
}

async function startDue(ctx: Context, sender: WebhookSender, flight: Flight): Promise<number> {
  const at = await timeOf(ctx, sender)
  await updateAbandonedDeliveries(ctx.db, at)
  let started = 0
  for (const endpoint of await selectDueEndpoints(ctx.db, at, MAX_ENDPOINTS)) {
    const isSlow = endpoint.is_slow === 1
    let room = flight.roomFor(endpoint.id, isSlow)
    if (room === 0) continue
    for (const delivery of await dueTo(ctx, endpoint, at)) {
      if (room === 0) break
      const leaseToken = randomBytes(16)
      const lease = { token: leaseToken, until: new Date(at.getTime() + LEASE_MS) }
      if (!(await claimDelivery(ctx.db, delivery, lease))) continue
      flight.add(endpoint.id, isSlow, deliver(ctx, sender, { endpoint, delivery, leaseToken }))
      started++
      room--
    }
  }
  return started
}

/** What can go now: nothing that has to come after another about the same card or coupon. */
async function dueTo({ db }: Context, endpoint: SendingEndpoint, at: Date): Promise<DueDelivery[]> {
  const due = await selectDueDeliveries(db, endpoint.id, at, MAX_LOOKED_AT)
  const waiting = due.flatMap(({ id, blocked_until: until }) => (until && until > at ? [{ id, until }] : []))
  await updateDeliveriesPostponed(db, waiting)
  return due.filter(({ blocked_by }) => blocked_by === null)
}

interface Sent extends Pick<Attempt, 'endpoint' | 'leaseToken'> {
  delivery: DueDelivery
}

async function deliver(ctx: Context, sender: WebhookSender, sent: Sent): Promise<void> {
  const began = performance.now()
  const answer = await attempt(ctx, sender, sent)
  const ms = Math.round(performance.now() - began)
  const mark = async () =>
    settleDelivery(ctx, sender.log, { ...sent, answer, ms, at: await timeOf(ctx, sender) })
  await mark().catch((error: unknown) => {
    // A database that is back hears what the endpoint said, instead of the next worker asking it again.
    void keepTrying(mark, LEASE_MS)
    throw error
  })
}

async function attempt(
  ctx: Context,
  sender: WebhookSender,
  { endpoint, delivery }: Sent,
): Promise<WebhookAnswer> {
  const { webhook_id: id, body } = delivery
  const at = await timeOf(ctx, sender)
  let headers: Record<string, string>
  try {
    headers = signedHeaders(ctx.keyring, endpoint, { id, at, body })
  } catch {
    return { error: 'secret_unreadable', status: null, response: '', retryAfter: null }
  }
  return sender.transport.post(endpoint.url, headers, body)
}

/** The driver cuts microseconds off: a millisecond more, so that what was written a moment ago is due. */
async function timeOf({ db }: Context, { clock }: WebhookSender): Promise<Date> {
  return clock ? clock() : new Date((await databaseNow(db)).getTime() + 1)
}
