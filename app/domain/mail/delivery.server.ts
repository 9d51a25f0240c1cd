import { Resend } from 'resend'
import { z } from 'zod'
import type { Context } from '#app/domain/kernel/context.ts'
import { rowIdIn } from '#app/domain/kernel/id.input.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  insertWebhookEvent,
  selectLetterByProviderId,
  updateDelivery,
  updateLetterSent,
} from '#db/queries/mail/delivery.ts'
import { selectLetter } from '#db/queries/mail/outbox.ts'
import type { DeliveryStatus } from '#db/schema/index.ts'
import { withoutTokens } from './letter.server.ts'
import { deliveries } from './mail.ts'

/** What each event proves. A letter that the provider dropped or suppressed came as little as one that bounced. */
const deliveryOf: Record<string, DeliveryStatus> = {
  'email.sent': 'sent',
  'email.delivery_delayed': 'delayed',
  'email.delivered': 'delivered',
  'email.bounced': 'bounced',
  'email.failed': 'bounced',
  'email.suppressed': 'bounced',
  'email.complained': 'complained',
}

/** Before it there was no cabinet; a column of moments does not hold any year. */
const EARLIEST_EVENT = new Date('2020-01-01T00:00:00Z')

const words = z.string().catch('')
const Tags = z
  .union([
    z.record(z.string(), z.unknown()),
    z.array(z.object({ name: z.string(), value: z.unknown() })).transform((tags) => {
      return Object.fromEntries(tags.map(({ name, value }) => [name, value]))
    }),
  ])
  .catch({})

const DeliveryEvent = z.object({
  type: z.string(),
  created_at: z.string().optional().catch(undefined),
  data: z
    .object({
      email_id: z.string().optional().catch(undefined),
      to: z
        .union([z.array(z.string()), z.string().transform((one) => [one])])
        .optional()
        .catch(undefined),
      tags: Tags.optional(),
      bounce: z.object({ type: words, subType: words, message: words }).optional().catch(undefined),
      failed: z.object({ reason: words }).optional().catch(undefined),
      suppressed: z.object({ message: words }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})
export type DeliveryEvent = z.output<typeof DeliveryEvent>

export interface SvixHeaders {
  id: string
  timestamp: string
  signature: string
}

/**
 * The event, if the provider signed exactly these bytes within the last five minutes; null when not. A signed body that
 * is no event at all is `{ type: '' }`, to be ignored.
 */
export function verifyDeliveryEvent(
  secret: string,
  rawBody: string,
  headers: SvixHeaders,
): DeliveryEvent | null {
  // Verifying needs no API key, but the SDK's constructor wants one.
  const { webhooks } = new Resend('re_unused')
  try {
    const payload: unknown = webhooks.verify({ payload: rawBody, headers, webhookSecret: secret })
    const parsed = DeliveryEvent.safeParse(payload)
    return parsed.success ? parsed.data : { type: '' }
  } catch {
    return null
  }
}

/** `repeated`: this event was recorded before. `ignored`: it is about nothing that a letter here should know. */
export type Recorded = 'recorded' | 'repeated' | 'ignored'

/**
 * What the provider tells of a letter's way, once for each event id, in one transaction with its effect. Events come in
 * any order, several times, and before the answer to the sending itself.
 */
export async function recordDelivery(ctx: Context, svixId: string, event: DeliveryEvent): Promise<Recorded> {
  const delivery = deliveryOf[event.type]
  if (!delivery || !event.data) return 'ignored'
  const { data } = event
  return transact(ctx, async ({ db }) => {
    const letter = await findLetterOf({ ...ctx, db }, data)
    if (!letter) return 'ignored'
    const detail = [
      data.bounce?.type,
      data.bounce?.subType,
      data.bounce?.message,
      data.failed?.reason,
      data.suppressed?.message,
    ]
    const said = withoutTokens(detail.filter(Boolean).join(': '))
    if (!(await insertWebhookEvent(db, { svixId, type: event.type, outboxId: letter.id, detail: said })))
      return 'repeated'
    await updateLetterSent(db, letter.id, data.email_id || null)
    await updateDelivery(
      db,
      letter.id,
      delivery,
      deliveries.slice(0, deliveries.indexOf(delivery)),
      momentOf(ctx, event),
    )
    return 'recorded'
  })
}

/**
 * By our own tag, else by the provider's id. One account at the provider may serve several cabinets, each with a letter
 * of this number: the address has to be the letter's own.
 */
async function findLetterOf({ db }: Context, data: NonNullable<DeliveryEvent['data']>) {
  const tag = data.tags?.outbox_id
  const id = typeof tag === 'string' ? rowIdIn(tag) : undefined
  const byTag = id ? await selectLetter(db, id) : undefined
  const letter = byTag ?? (data.email_id ? await selectLetterByProviderId(db, data.email_id) : undefined)
  if (!letter || !data.to) return letter
  return data.to.some((to) => to.toLowerCase().includes(letter.to_email.toLowerCase())) ? letter : undefined
}

function momentOf({ now }: Context, { created_at }: DeliveryEvent): Date {
  const at = new Date(created_at ?? Number.NaN)
  return at >= EARLIEST_EVENT && at <= now ? at : now
}
