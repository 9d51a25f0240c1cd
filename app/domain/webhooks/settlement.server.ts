import { TEST_TYPE } from '#app/domain/events/webhook-types.ts'
import { DAY_MS, DAY_SECONDS } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { readable } from '#app/domain/kernel/plain-text.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { DueDelivery, SendingEndpoint } from '#db/queries/webhooks/claims.ts'
import {
  type DeliverySettlement,
  insertWebhookAttempt,
  updateDeliverySettled,
  updateFollowersDue,
} from '#db/queries/webhooks/deliveries.ts'
import { selectWebhookEndpoint, updateWebhookHealth } from '#db/queries/webhooks/endpoints.ts'
import { shutEndpoint } from './shutting.server.ts'
import type { WebhookAnswer } from './transport.server.ts'

export type WebhookLog = Record<'info' | 'warn' | 'error', (facts: object, words: string) => void>

export interface Attempt {
  endpoint: SendingEndpoint
  delivery: Pick<DueDelivery, 'id' | 'type' | 'thing' | 'attempts'>
  leaseToken: Buffer
  answer: WebhookAnswer
  ms: number
  /** When it was answered. */
  at: Date
}

/** Seconds after the first attempt, the second and so on: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h. */
const RETRY_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, DAY_SECONDS] as const
/** About when the first message that failed is given up, with nothing delivered since. */
const FAILING_MS = 3 * DAY_MS
const SLOW_MS = 5_000
const MAX_RETRY_AFTER_SECONDS = 3_600

/** Marks the delivery, writes the attempt down and switches off an endpoint that keeps failing, in one transaction. */
export async function settleDelivery(ctx: Context, log: WebhookLog, attempt: Attempt): Promise<void> {
  const { endpoint, delivery, answer, ms, at } = attempt
  const settlement = settlementOf(attempt)
  const shut = await transact(ctx, async (ctx) => {
    if (!(await updateDeliverySettled(ctx.db, { ...delivery, leaseToken: attempt.leaseToken }, settlement)))
      return undefined
    const { error, status: statusCode } = answer
    const response = readable(answer.response)
    await insertWebhookAttempt(ctx.db, { deliveryId: delivery.id, error, statusCode, ms, response })
    if (settlement.status !== 'pending') await updateFollowersDue(ctx.db, endpoint.id, delivery.thing, at)
    return shutIfFailing(ctx, attempt)
  })
  const facts = {
    deliveryId: delivery.id,
    endpointId: endpoint.id,
    host: new URL(endpoint.url).host,
    type: delivery.type,
    attempt: delivery.attempts + 1,
    error: answer.error ?? undefined,
    status: answer.status ?? undefined,
    ms,
  }
  if (!answer.error) log.info(facts, 'Webhook delivered')
  else if (settlement.status === 'failed') log.error(facts, 'Webhook not delivered')
  else log.warn(facts, 'Webhook not delivered yet')
  if (shut) log.error({ ...facts, reason: shut }, 'A webhook endpoint was switched off')
}

function settlementOf({ delivery, answer, at }: Attempt): DeliverySettlement {
  const { error, status: statusCode, retryAfter } = answer
  if (!error) return { status: 'delivered', error, statusCode }
  const wait = RETRY_SECONDS[delivery.attempts]
  // A test shows what happens now; nobody waits for it for days.
  if (wait === undefined || error === 'gone' || delivery.type === TEST_TYPE)
    return { status: 'failed', error, statusCode }
  const seconds = Math.max(wait, Math.min(retryAfter ?? 0, MAX_RETRY_AFTER_SECONDS))
  return { status: 'pending', dueAt: new Date(at.getTime() + seconds * 1_000), error, statusCode }
}

/** @returns why the endpoint was switched off, if it was. */
async function shutIfFailing(ctx: Context, attempt: Attempt): Promise<'gone' | 'failing' | undefined> {
  const { endpoint, delivery, answer, ms, at } = attempt
  const failed = answer.error !== null
  if (answer.error === 'gone') return shutEndpoint(ctx, endpoint.id, 'gone')
  if (failed && delivery.type === TEST_TYPE) return undefined
  await updateWebhookHealth(ctx.db, endpoint.id, { failed, isSlow: failed || ms > SLOW_MS, at })
  if (!failed) return undefined
  const since = (await selectWebhookEndpoint(ctx.db, endpoint.id, { companyId: undefined }))?.failing_since
  return since && at.getTime() - since.getTime() >= FAILING_MS
    ? shutEndpoint(ctx, endpoint.id, 'failing')
    : undefined
}
