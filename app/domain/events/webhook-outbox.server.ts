import { randomBytes } from 'node:crypto'
import type { Context } from '#app/domain/kernel/context.ts'
import {
  insertWebhookDeliveries,
  selectWebhookFacts,
  selectWebhookSubscribers,
  type WebhookFacts,
  type WebhookSubscriber,
} from '#db/queries/events/webhook-outbox.ts'
import { databaseNow } from '#db/sql/now.ts'
import type { NewEvent } from './event.ts'
import { TEST_TYPE, type WebhookType, webhookTypesIn } from './webhook-types.ts'

interface Message {
  type: WebhookType | typeof TEST_TYPE
  at: Date
  /** Ids and codes: whoever may know more asks the API. Never a QR payload, a PIN or a price. */
  data: Record<string, string | number | null>
  /** Messages about one thing arrive one after another. */
  thing: string
}

type Db = Pick<Context, 'db'>
type ToldContext = Pick<Context, 'db' | 'settings'>

/** A step of whatever makes it happen, in the same transaction, so that nothing is lost and nothing is made up. */
export async function queueWebhooks({ db, settings }: ToldContext, event: NewEvent): Promise<void> {
  const possible = typesOf(event)
  if (possible.length === 0 || !settings.modules.includes('webhooks')) return
  const subscribers = (await selectWebhookSubscribers(db, event.companyId)).filter(({ types }) =>
    webhookTypesIn(types).some((type) => possible.includes(type)),
  )
  if (subscribers.length === 0) return
  const facts = await selectWebhookFacts(db, event.companyId, event.authorizationId ?? null)
  if (!facts || facts.is_closed) return
  // What is tried with a test key is not of the retailer's business.
  const told = subscribers.filter(({ company_id }) => company_id !== null || !facts.is_test)
  for (const message of messagesOf(event, possible, facts)) await queue({ db }, told, message)
}

export interface CommittedImport {
  id: number
  register: string
  added: number
  changed: number
  same: number
}

/** A register of all companies: told to the retailer's own systems. */
export async function queueImportWebhooks(
  { db, settings }: ToldContext,
  committed: CommittedImport,
): Promise<void> {
  if (!settings.modules.includes('webhooks')) return
  const subscribers = await selectWebhookSubscribers(db, null)
  if (subscribers.length === 0) return
  const { id, register, added, changed, same: unchanged } = committed
  await queue({ db }, subscribers, {
    type: 'import.committed',
    at: await databaseNow(db),
    data: { import_id: String(id), register, added, changed, unchanged },
    thing: `import:${id}`,
  })
}

/** To one endpoint, whatever it chose. */
export async function queueTestWebhook({ db }: Db, endpointId: number): Promise<void> {
  const endpoint = { id: endpointId, company_id: null, types: TEST_TYPE }
  const thing = `test:${randomBytes(12).toString('hex')}`
  await queue({ db }, [endpoint], { type: TEST_TYPE, at: await databaseNow(db), data: {}, thing })
}

/** What may follow of it; the facts decide. */
function typesOf({ kind, couponId }: NewEvent): WebhookType[] {
  switch (kind) {
    case 'authorization.held':
      return ['limit.reached']
    case 'authorization.declined':
      return ['authorization.declined', 'limit.reached']
    case 'transaction.recorded':
      return ['transaction.recorded', ...(couponId ? (['coupon.redeemed'] as const) : []), 'limit.reached']
    case 'authorization.voided':
    case 'handover.changed':
    case 'coupon.changed':
    case 'instrument.processed':
      return []
    default:
      return [kind]
  }
}

function messagesOf(event: NewEvent, possible: readonly WebhookType[], facts: WebhookFacts): Message[] {
  const { cardId = null, couponId = null } = event
  const about = {
    company_bin: facts.company_bin,
    card_id: cardId === null ? null : String(cardId),
    coupon_id: couponId === null ? null : String(couponId),
  }
  const operation = {
    operation_id: facts.operation_id,
    station: facts.station_code,
    product: facts.product,
  }
  const thing = thingOf(event)
  return possible.flatMap((type): Message[] => {
    const message = (data: Message['data']) => [{ type, at: facts.at, thing, data: { ...about, ...data } }]
    switch (type) {
      case 'authorization.declined':
        return message({ ...operation, code: facts.code, whose: facts.whose })
      case 'limit.reached': {
        const code = limitOf(event, facts)
        return code ? message({ ...operation, code }) : []
      }
      case 'limit.used':
        return message({ ...event.limit })
      case 'transaction.recorded':
      case 'coupon.redeemed':
        return message({
          ...operation,
          volume_ml: facts.billed,
          occurred_at: facts.occurred_at?.toISOString() ?? null,
          ...(type === 'coupon.redeemed' && {
            remainder_ml: facts.remainder,
            remainder_becomes: facts.remainder_becomes,
          }),
        })
      case 'transaction.reversed':
        return message(operation)
      default:
        return message({})
    }
  })
}

function thingOf({ companyId, cardId, couponId }: NewEvent): string {
  if (cardId) return `card:${cardId}`
  return couponId ? `coupon:${couponId}` : `account:${companyId}`
}

/** The limit that refused a fill or cut it short. A hold was told of when it was made, not again when it is completed. */
function limitOf({ kind }: NewEvent, { kind: asked, code, limited_by }: WebhookFacts): string | null {
  if (kind === 'transaction.recorded' && asked !== 'redemption') return null
  const limiter: { by?: string } | null = limited_by === null ? null : JSON.parse(limited_by)
  const by = kind === 'authorization.declined' ? code : (limiter?.by ?? null)
  return by?.startsWith('limit_') ? by : null
}

async function queue({ db }: Db, subscribers: readonly WebhookSubscriber[], message: Message): Promise<void> {
  const { type, at, data, thing } = message
  const told = subscribers.filter(({ types }) => types.split(' ').includes(type))
  if (told.length === 0) return
  const webhookId = `msg_${randomBytes(16).toString('base64url')}`
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data })
  await insertWebhookDeliveries(
    db,
    told.map(({ id }) => ({ endpoint_id: id, webhook_id: webhookId, type, thing, body })),
  )
}
