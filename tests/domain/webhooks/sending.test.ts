import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { tellUsedLimits } from '#app/domain/cards/limit-watch.server.ts'
import { closeCompany, reopenCompany } from '#app/domain/companies/companies.server.ts'
import { type WebhookType, webhookTypes } from '#app/domain/events/webhook-types.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  authorize,
  completeAuthorization,
  redeem,
  reverseAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import {
  findWebhookDelivery,
  listWebhookDeliveries,
  purgeWebhooks,
  resendWebhookDelivery,
  sendTestWebhook,
} from '#app/domain/webhooks/deliveries.server.ts'
import { sendDueWebhooks } from '#app/domain/webhooks/dispatch.server.ts'
import {
  disableWebhook,
  editWebhook,
  enableWebhook,
  findWebhook,
  listWebhooks,
  rotateWebhookSecret,
} from '#app/domain/webhooks/endpoints.server.ts'
import { resealWebhookSecrets } from '#app/domain/webhooks/resealing.server.ts'
import { testSecret, withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, csv } from '#tests/support/imports.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'
import { WebhookReceiver, webhookSender, webhookTo } from '#tests/support/webhooks.ts'

let cabinet: Cabinet
let receiver: WebhookReceiver
let companyId: CompanyId
let owner: Person
let administrator: Person
let worker: Context
let cardIds: number[]
let spare = 0

/** The time by which retries are counted; the database's own when a test has not moved it. */
let clock: Date | undefined
const sender = webhookSender()

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId, 'owner')
  administrator = await cabinet.staff('administrator')
  worker = await cabinet.system()
  const cards = await bringCards(
    owner.ctx,
    companyId,
    Array.from({ length: 60 }, () => ({ dailyLimit: 100_000 })),
  )
  cardIds = cards.map(({ id }) => id)
})
beforeEach(async () => {
  receiver = await WebhookReceiver.start()
  clock = undefined
})
afterEach(async () => {
  vi.useRealTimers()
  await receiver.stop()
  await cabinet.db.deleteFrom('webhook_deliveries').execute()
  await cabinet.db.deleteFrom('webhook_endpoints').execute()
})
afterAll(() => cabinet.destroy())

/** A card that no other test has touched. */
function newCard(): number {
  return cardIds[spare++] ?? 0
}

function send(signal?: AbortSignal) {
  const moved = clock
  return sendDueWebhooks(worker, moved ? { ...sender, clock: async () => moved } : sender, signal)
}

async function endpoint(
  types: readonly WebhookType[] = webhookTypes,
  by: Context = owner.ctx,
  path = '/hook',
) {
  const chosen = by === administrator.ctx ? types : types.filter((type) => type !== 'import.committed')
  return webhookTo(by, receiver.url(path), chosen)
}

function endpointOf({ ctx }: Person) {
  return webhookTo(ctx, receiver.url(), ['card.blocked'])
}

async function deliveriesOf(id: number) {
  const { rows } = await listWebhookDeliveries(owner.ctx, id, {})
  return rows.toReversed()
}

describe('what is told', () => {
  test('a block arrives signed, and the specification’s own library takes it', async () => {
    const { secret } = await endpoint()
    const card = newCard()
    await blockCard(owner.ctx, companyId, card, { reason: '' })
    expect(await send()).toBe(1)
    const [one] = receiver.received
    expect(new Webhook(secret).verify(one?.body ?? '', one?.headers ?? {})).toEqual({
      type: 'card.blocked',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: { company_bin: expect.stringMatching(/^\d{12}$/), card_id: String(card), coupon_id: null },
    })
    expect(one?.all).toMatchObject({ 'content-type': 'application/json', host: `127.0.0.1:${receiver.port}` })
    expect(() => new Webhook(secret).verify(`${one?.body} `, one?.headers ?? {})).toThrow('signature')
    expect(await send()).toBe(0)
  })

  test('the signature is HMAC-SHA256 over id, timestamp and body, by Node as well', async () => {
    const { secret } = await endpoint()
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await send()
    const [one] = receiver.received
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = one?.headers ?? {}
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    expect(key).toHaveLength(32)
    const expected = createHmac('sha256', key).update(`${id}.${at}.${one?.body}`).digest('base64')
    expect(signature).toBe(`v1,${expected}`)
  })

  test('fills, refusals, limits and reversals, without a payload, a PIN or a price', async () => {
    const { id } = await endpoint()
    const pump = await pumpOf(cabinet)
    const station = await cabinet.station()
    const [card] = await bringCards(owner.ctx, companyId, [{ dailyLimit: 30_000 }])
    await bringCoupons(owner.ctx, companyId, [{ product: 'diesel', volume: 20_000, qr: 'WEBHOOK-PAYLOAD' }])
    const ask = () => fuelAsked(station, { by: 'card', number: card?.number ?? '' })
    const filled = ask()
    await authorize(pump, { ...filled, volume: 20_000 })
    await completeAuthorization(pump, filled.operationId, { volume: 20_000, amount: 500_000, receipt: '1' })
    await authorize(pump, { ...ask(), volume: 40_000, acceptPartial: false })
    await redeem(pump, { ...fuelAsked(station, { by: 'qr', payload: 'WEBHOOK-PAYLOAD' }), volume: 20_000 })
    await reverseAuthorization(pump, filled.operationId, { reason: 'wrong pump' })
    await send()
    const told = (await deliveriesOf(id)).map(({ type, body }) => [type, JSON.parse(body).data])
    expect(told).toEqual([
      [
        'transaction.recorded',
        expect.objectContaining({ operation_id: filled.operationId, station, volume_ml: 20_000 }),
      ],
      ['authorization.declined', expect.objectContaining({ code: 'limit_day', whose: 'issuer' })],
      ['limit.reached', expect.objectContaining({ card_id: String(card?.id), code: 'limit_day' })],
      ['transaction.recorded', expect.objectContaining({ volume_ml: 20_000, card_id: null })],
      ['coupon.redeemed', expect.objectContaining({ volume_ml: 20_000 })],
      ['transaction.reversed', expect.objectContaining({ operation_id: filled.operationId })],
    ])
    expect(receiver.received).toHaveLength(6)
    const all = receiver.received.map(({ body }) => body).join()
    expect(all).not.toMatch(/WEBHOOK-PAYLOAD|pin|price|charged/i)
    expect(Math.max(...receiver.received.map(({ body }) => body.length))).toBeLessThan(20_000)
  })

  test('a fill that a limit cut short says so once', async () => {
    const { id } = await endpoint(['limit.reached'])
    const pump = await pumpOf(cabinet)
    const [card] = await bringCards(owner.ctx, companyId, [{ dailyLimit: 30_000 }])
    const asked = fuelAsked(await cabinet.station(), { by: 'card', number: card?.number ?? '' })
    await authorize(pump, { ...asked, volume: 50_000, acceptPartial: true })
    await completeAuthorization(pump, asked.operationId, { volume: 30_000, amount: 1, receipt: '2' })
    expect((await deliveriesOf(id)).map(({ type }) => type)).toEqual(['limit.reached'])
  })

  test('a limit that is used to 80 and to 100 per cent: of which card, whose, of what time', async () => {
    while (await tellUsedLimits(worker, 0));
    const { id } = await endpoint(['limit.used'])
    const pump = await pumpOf(cabinet)
    const [card] = await bringCards(owner.ctx, companyId, [{ dailyLimit: 100_000 }])
    const station = await cabinet.station()
    for (const volume of [85_000, 15_000]) {
      await redeem(pump, { ...fuelAsked(station, { by: 'card', number: card?.number ?? '' }), volume })
      while (await tellUsedLimits(worker, 0));
    }
    const told = (await deliveriesOf(id)).map(({ body }) => JSON.parse(body).data)
    const about = { card_id: String(card?.id), coupon_id: null, company_bin: expect.any(String) }
    expect(told).toEqual([
      { ...about, period: 'day', percent: 80, whose: 'issuer', of: 'card' },
      { ...about, period: 'day', percent: 100, whose: 'issuer', of: 'card' },
    ])
  })

  test('systems of a company that is closed hear nothing until it is opened again', async () => {
    const closing = await cabinet.company()
    const theirs = await cabinet.client(closing, 'owner')
    const own = await endpoint(['card.blocked'], theirs.ctx, '/closed')
    const cards = await bringCards(theirs.ctx, closing, [{}, {}])
    const messages = async () => {
      const rows = await cabinet.db
        .selectFrom('webhook_deliveries')
        .select('endpoint_id')
        .where('endpoint_id', '=', own.id)
        .execute()
      return rows.length
    }
    await closeCompany(administrator.ctx, closing)
    await blockCard(administrator.ctx, closing, cards[0]?.id ?? 0, { reason: '' })
    expect(await messages()).toBe(0)
    await reopenCompany(administrator.ctx, closing)
    await blockCard(administrator.ctx, closing, cards[1]?.id ?? 0, { reason: '' })
    expect(await messages()).toBe(1)
  })

  test('an endpoint hears what it chose', async () => {
    await endpoint(['card.unblocked'])
    const card = newCard()
    await blockCard(owner.ctx, companyId, card, { reason: '' })
    await unblockCard(owner.ctx, companyId, card)
    await send()
    expect(receiver.received.map(({ message }) => message.type)).toEqual(['card.unblocked'])
  })

  test('a company hears of itself only; the retailer’s own system of all, with the same id', async () => {
    const other = await cabinet.company()
    const stranger = await cabinet.client(other, 'owner')
    await endpoint(webhookTypes, owner.ctx, '/own')
    await endpoint(webhookTypes, stranger.ctx, '/stranger')
    await endpoint(webhookTypes, administrator.ctx, '/retailer')
    const [foreign] = await bringCards(stranger.ctx, other, [{}])
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await blockCard(stranger.ctx, other, foreign?.id ?? 0, { reason: '' })
    await send()
    const heard = (path: string) => receiver.received.filter((one) => one.path === path)
    expect(heard('/own')).toHaveLength(1)
    expect(heard('/stranger')).toHaveLength(1)
    expect(heard('/retailer')).toHaveLength(2)
    const ids = (path: string) => heard(path).map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids('/retailer'))).toEqual(new Set([...ids('/own'), ...ids('/stranger')]))
    expect(heard('/stranger')[0]?.message.data.card_id).toBe(String(foreign?.id))
  })

  test('an import is told to the retailer’s own systems', async () => {
    const { id } = await endpoint(['import.committed'], administrator.ctx)
    const register = csv('БИН;Наименование', [[newBin(), 'ТОО «Вебхук»']])
    await bringIn(administrator.ctx, 'companies', register)
    await send()
    expect(receiver.received.map(({ message }) => message)).toEqual([
      expect.objectContaining({
        type: 'import.committed',
        data: expect.objectContaining({ register: 'companies', added: 1, changed: 0 }),
      }),
    ])
    expect(id).toBeGreaterThan(0)
  })

  test('nothing is told while the API is switched off', async () => {
    const { id } = await endpoint()
    await blockCard(withSettings(owner.ctx, { modules: [] }), companyId, newCard(), { reason: '' })
    expect(await deliveriesOf(id)).toEqual([])
  })

  test('nothing is told of what was rolled back', async () => {
    const { id } = await endpoint()
    const failed = transact(owner.ctx, async (ctx) => {
      await blockCard(ctx, companyId, newCard(), { reason: '' })
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect(await deliveriesOf(id)).toEqual([])
  })
})

describe('retries', () => {
  const START = new Date('2027-03-01T06:00:00Z')

  beforeEach(() => {
    clock = START
  })

  async function failOnce(): Promise<number> {
    const { id } = await endpoint(['card.blocked'])
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    return id
  }

  test('ten attempts by the schedule of Standard Webhooks, then the endpoint is off and its owners know', async () => {
    receiver.answer = () => ({ status: 500, body: 'not today' })
    const id = await failOnce()
    let now = START.getTime()
    expect(await send()).toBe(1)
    for (const seconds of [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]) {
      clock = new Date(now + seconds * 1_000 - 1)
      expect(await send()).toBe(0)
      now += seconds * 1_000
      clock = new Date(now)
      expect(await send()).toBe(1)
    }
    const [row] = await deliveriesOf(id)
    expect(row).toMatchObject({
      status: 'failed',
      attempts: 10,
      last_error: 'status_refused',
      last_status: 500,
    })
    const { attempts } = await findWebhookDelivery(owner.ctx, id, row?.id ?? 0)
    expect(attempts).toHaveLength(10)
    expect(attempts[0]).toMatchObject({ error: 'status_refused', status_code: 500, response: 'not today' })
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(await findWebhook(owner.ctx, id)).toMatchObject({ status: 'disabled', disabledReason: 'failing' })
    const letters = await cabinet.lettersTo(owner.email)
    expect(letters.filter(({ template }) => template === 'webhook_disabled')).toHaveLength(1)
    expect(await cabinet.actions({ kind: 'webhook', id })).toEqual(['webhook.created', 'webhook.disabled'])
  })

  test('each attempt is signed with its own time', async () => {
    receiver.answer = () => ({ status: receiver.received.length === 1 ? 503 : 200 })
    const { secret } = await endpoint(['card.blocked'])
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await send()
    clock = new Date(START.getTime() + 5_000)
    await send()
    const [first, second] = receiver.received
    expect(second?.body).toBe(first?.body)
    expect(Number(second?.headers['webhook-timestamp']) - Number(first?.headers['webhook-timestamp'])).toBe(5)
    vi.useFakeTimers({ now: clock, toFake: ['Date'] })
    expect(new Webhook(secret).verify(second?.body ?? '', second?.headers ?? {})).toMatchObject({
      type: 'card.blocked',
    })
  })

  test('an endpoint that asks for a pause gets it, an hour at most', async () => {
    receiver.answer = () => ({ status: 429, headers: { 'Retry-After': '86400' } })
    const id = await failOnce()
    await send()
    const [row] = await deliveriesOf(id)
    expect(row?.due_at.getTime()).toBe(START.getTime() + 3_600_000)
  })

  test('410 switches off at once; what waits is not delivered; a resend needs it on', async () => {
    receiver.answer = () => ({ status: 410 })
    const id = await failOnce()
    await sql`update webhook_deliveries set thing = 'card:0'`.execute(cabinet.db)
    await send()
    expect(await findWebhook(owner.ctx, id)).toMatchObject({ status: 'disabled', disabledReason: 'gone' })
    const [row] = await deliveriesOf(id)
    expect(row).toMatchObject({ status: 'failed', last_error: 'gone', attempts: 1 })
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    expect(await deliveriesOf(id)).toHaveLength(1)
    await expect(resendWebhookDelivery(owner.ctx, id, row?.id ?? 0)).rejects.toThrow('conflict_try_again')
    receiver.answer = () => ({})
    await enableWebhook(owner.ctx, id)
    await resendWebhookDelivery(owner.ctx, id, row?.id ?? 0)
    expect(await send()).toBe(1)
    expect(receiver.received[0]?.headers['webhook-id']).toBe(receiver.received[1]?.headers['webhook-id'])
    expect((await deliveriesOf(id))[0]).toMatchObject({ status: 'delivered' })
  })

  test('a success begins the days of failure anew', async () => {
    receiver.answer = () => ({ status: 500 })
    const id = await failOnce()
    await send()
    expect((await findWebhook(owner.ctx, id)).failingSince).toEqual(START)
    receiver.answer = () => ({})
    clock = new Date(START.getTime() + 5_000)
    await send()
    expect((await findWebhook(owner.ctx, id)).failingSince).toBeNull()
  })

  test('a test is tried once, whatever comes of it', async () => {
    receiver.answer = () => ({ status: 500 })
    const { id } = await endpoint(['card.blocked'])
    await sendTestWebhook(owner.ctx, id)
    await send()
    expect((await deliveriesOf(id))[0]).toMatchObject({ type: 'webhook.test', status: 'failed', attempts: 1 })
    expect((await findWebhook(owner.ctx, id)).failingSince).toBeNull()
  })
})

describe('order and losses', () => {
  test('what is about one card waits for what is earlier about it; another card does not', async () => {
    clock = new Date('2027-03-01T06:00:00Z')
    const { id } = await endpoint(['card.blocked', 'card.unblocked'])
    const [one, two] = [newCard(), newCard()]
    receiver.answer = ({ message }) => ({ status: message.data.card_id === String(one) ? 500 : 200 })
    await blockCard(owner.ctx, companyId, one, { reason: '' })
    await unblockCard(owner.ctx, companyId, one)
    await blockCard(owner.ctx, companyId, two, { reason: '' })
    expect(await send()).toBe(2)
    receiver.answer = () => ({})
    expect(await send()).toBe(0)
    clock = new Date(clock.getTime() + 5_000)
    expect(await send()).toBe(2)
    const told = receiver.received.map(({ message }) => [message.type, message.data.card_id])
    expect(told.filter(([, card]) => card === String(one))).toEqual([
      ['card.blocked', String(one)],
      ['card.blocked', String(one)],
      ['card.unblocked', String(one)],
    ])
    expect((await deliveriesOf(id)).every(({ status }) => status === 'delivered')).toBe(true)
  })

  test('a worker that dies between sending and marking leaves it to the next, with the same id', async () => {
    clock = new Date('2027-03-01T06:00:00Z')
    const { id } = await endpoint(['card.blocked'])
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    const dying = { ...sender, clock: async () => clock ?? new Date() }
    const { transport } = sender
    // Sent, and then nothing is heard of this worker any more.
    const gone = Promise.withResolvers<never>()
    const sent = new Promise<void>((done) => {
      dying.transport = {
        async post(...message) {
          await transport.post(...message)
          done()
          return gone.promise
        },
      }
    })
    const stop = new AbortController()
    void sendDueWebhooks(worker, dying, stop.signal)
    await sent
    stop.abort()
    expect(await send()).toBe(0)
    clock = new Date(clock.getTime() + 61_000)
    expect(await send()).toBe(1)
    expect(receiver.received).toHaveLength(2)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect((await deliveriesOf(id))[0]).toMatchObject({ status: 'delivered', attempts: 2 })
  })

  test('two workers send each message once', async () => {
    await endpoint(['card.blocked'])
    for (let n = 0; n < 12; n++) await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    receiver.answer = () => ({ delayMs: 20 })
    const attempts = await Promise.all([send(), send(), send()])
    expect(attempts.reduce((sum, one) => sum + one)).toBe(12)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(12)
  })

  test('a slow endpoint delays nobody else', async () => {
    const slow = await endpoint(['card.blocked'], owner.ctx, '/slow')
    await endpoint(['card.blocked', 'card.unblocked'], owner.ctx, '/quick')
    const { promise: until, resolve: answer } = Promise.withResolvers<void>()
    const arrived: string[] = []
    receiver.answer = ({ path }) => {
      arrived.push(path)
      return path === '/slow' ? { until } : {}
    }
    const cards = Array.from({ length: 6 }, newCard)
    for (const card of cards) await blockCard(owner.ctx, companyId, card, { reason: '' })
    const sending = send()
    // Changed while the slow one is being waited for.
    await unblockCard(owner.ctx, companyId, cards[0] ?? 0)
    await expect.poll(() => arrived.filter((path) => path === '/quick').length).toBe(7)
    // Four at once, and the others when these have been answered.
    expect(arrived.filter((path) => path === '/slow')).toHaveLength(4)
    answer()
    await sending
    expect((await deliveriesOf(slow.id)).map(({ status }) => status)).toEqual(cards.map(() => 'delivered'))
  })

  test('switched off, nothing goes out, and what waited stands as not delivered', async () => {
    const { id } = await endpoint(['card.blocked'])
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await disableWebhook(owner.ctx, id)
    expect(await send()).toBe(0)
    expect((await deliveriesOf(id))[0]).toMatchObject({ status: 'failed', last_error: 'endpoint_disabled' })
  })

  test('what is settled goes after thirty days, with its attempts', async () => {
    const { id } = await endpoint(['card.blocked'])
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await send()
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    const old = new Date(Date.now() - 31 * 86_400_000)
    await sql`update webhook_deliveries set created_at = ${old}`.execute(cabinet.db)
    expect(await purgeWebhooks(cabinet.db)).toBe(1)
    expect(await purgeWebhooks(cabinet.db)).toBe(0)
    expect((await deliveriesOf(id)).map(({ status }) => status)).toEqual(['pending'])
    const left = await cabinet.db.selectFrom('webhook_attempts').selectAll().execute()
    expect(left).toEqual([])
  })
})

describe('an endpoint', () => {
  test('hears only what its owner may hear: an import is the retailer’s', async () => {
    const types: WebhookType[] = ['card.blocked', 'import.committed']
    const refused = expect.objectContaining({ code: 'invalid', field: 'typeIds' })
    expect(() => webhookTo(owner.ctx, receiver.url(), types)).toThrow(refused)
    const { id } = await endpointOf(owner)
    const input = { name: '1C', url: receiver.url(), typeIds: types }
    expect(() => editWebhook(owner.ctx, id, input)).toThrow(refused)
    expect((await findWebhook(owner.ctx, id)).types).toEqual(['card.blocked'])
    const own = await webhookTo(administrator.ctx, receiver.url(), types)
    expect((await findWebhook(administrator.ctx, own.id)).types).toEqual(types)
  })

  test('is one of twenty at most, of each company for itself', async () => {
    for (let at = 0; at < 20; at++) await endpointOf(owner)
    await expect(endpointOf(owner)).rejects.toMatchObject({ code: 'conflict_try_again' })
    const other = await cabinet.client(await cabinet.company(), 'owner')
    expect(await endpointOf(other)).toMatchObject({ id: expect.any(Number) })
  })

  test('is changed, switched off and on once: what changes nothing leaves no trace', async () => {
    const { id } = await endpointOf(owner)
    const same = { name: '1C', url: receiver.url(), typeIds: ['card.blocked' as const] }
    await editWebhook(owner.ctx, id, same)
    for (const verb of [disableWebhook, disableWebhook, enableWebhook, enableWebhook])
      expect(await verb(owner.ctx, id)).toEqual({ name: '1C' })
    await editWebhook(owner.ctx, id, { ...same, name: 'SAP' })
    expect(await cabinet.actions({ kind: 'webhook', id })).toEqual([
      ...['webhook.created', 'webhook.disabled', 'webhook.enabled', 'webhook.edited'],
    ])
  })

  test('of the retailer that is switched off is told to staff who can mend it, with the way there', async () => {
    receiver.answer = () => ({ status: 410 })
    const support = await cabinet.staff('support')
    const { id } = await endpointOf(administrator)
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await send()
    expect(await findWebhook(administrator.ctx, id)).toMatchObject({ disabledReason: 'gone', company: null })
    const told = async (email: string) =>
      (await cabinet.lettersTo(email)).filter(({ template }) => template === 'webhook_disabled')
    const [letter] = await told(administrator.email)
    expect(letter?.text).toContain(`/admin/webhooks/${id}`)
    expect(await told(support.email)).toEqual([])
    const mine = await endpointOf(owner)
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await send()
    expect((await told(owner.email)).at(-1)?.text).toContain(`/integrations/webhooks/${mine.id}`)
    expect(await told(administrator.email)).toHaveLength(1)
  })

  test('of a company is not to be read with a key that has none', async () => {
    const key = await pumpOf(cabinet, { scopes: ['manage'] })
    await expect(listWebhooks(key)).rejects.toMatchObject({ code: 'key_without_company' })
    const { id } = await endpointOf(owner)
    const its = await pumpOf(cabinet, { scopes: ['manage'], companyId })
    expect((await listWebhooks(its)).endpoints.map((one) => one.id)).toEqual([id])
  })

  test('an endpoint with a secret that nobody can open any more is told nothing, and its owner why', async () => {
    const { id } = await endpointOf(owner)
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    const keyring = new Keyring(['another secret, that knows no other key'])
    expect(await sendDueWebhooks({ ...worker, keyring }, sender)).toBe(1)
    expect(receiver.received).toEqual([])
    expect(await deliveriesOf(id)).toMatchObject([
      { status: 'pending', attempts: 1, last_error: 'secret_unreadable', last_status: null },
    ])
  })
})

describe('rotation', () => {
  test('for a day both secrets sign, then the new one alone', async () => {
    const { id, secret: before } = await endpoint(['card.blocked'])
    const { secret: after } = await rotateWebhookSecret(owner.ctx, id)
    expect(after).not.toBe(before)
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await send()
    const [one] = receiver.received
    for (const secret of [before, after])
      expect(new Webhook(secret).verify(one?.body ?? '', one?.headers ?? {})).toBeTruthy()
    clock = new Date(Date.now() + 24 * 3_600_000 + 5_000)
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await send()
    const two = receiver.received[1]
    vi.useFakeTimers({ now: clock, toFake: ['Date'] })
    expect(new Webhook(after).verify(two?.body ?? '', two?.headers ?? {})).toBeTruthy()
    expect(() => new Webhook(before).verify(two?.body ?? '', two?.headers ?? {})).toThrow('signature')
  })

  test('after a rotation of SECRET_KEYS both secrets are sealed anew, and the old key can go', async () => {
    const { id, secret: before } = await endpoint(['card.blocked'])
    const { secret: after } = await rotateWebhookSecret(owner.ctx, id)
    const rotated = {
      ...worker,
      keyring: new Keyring(['a new secret that is long enough for a key', testSecret]),
    }
    // A process that does not know the new key yet leaves everything as it is.
    await resealWebhookSecrets(worker)
    await resealWebhookSecrets(rotated)
    const row = () => cabinet.db.selectFrom('webhook_endpoints').selectAll().executeTakeFirstOrThrow()
    expect(await row()).toMatchObject({
      secret_key_id: rotated.keyring.keyId,
      previous_key_id: rotated.keyring.keyId,
    })
    const only = { ...worker, keyring: new Keyring(['a new secret that is long enough for a key']) }
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await sendDueWebhooks(only, sender)
    const [one] = receiver.received
    for (const secret of [before, after])
      expect(new Webhook(secret).verify(one?.body ?? '', one?.headers ?? {})).toBeTruthy()
    // Nothing is left to do, and what nobody can open stays.
    const sealed = await row()
    expect(await resealWebhookSecrets(only)).toBe(false)
    expect(
      await resealWebhookSecrets({
        ...worker,
        keyring: new Keyring(['a third secret, that knows no other']),
      }),
    ).toBe(false)
    expect(await row()).toEqual(sealed)
  })

  test('secrets are sealed in the table, and the log of the worker holds none', async () => {
    const { secret } = await endpoint(['card.blocked'])
    await blockCard(owner.ctx, companyId, newCard(), { reason: '' })
    await send()
    const row = await cabinet.db.selectFrom('webhook_endpoints').selectAll().executeTakeFirstOrThrow()
    expect(row.secret.includes(secret.slice(6))).toBe(false)
    expect(JSON.stringify(sender.logged)).not.toMatch(/whsec_|\/hook/)
    expect(sender.logged.at(-1)).toMatchObject({ level: 'info', words: 'Webhook delivered' })
  })
})
