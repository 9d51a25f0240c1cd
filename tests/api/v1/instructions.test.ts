import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { purgeInstructions } from '#app/domain/instructions/feed.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { apiKey, apiOf, binOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { CALM, chanceOf, Processor } from '#tests/support/processor.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

const settings = { processing: { card: 'outside', coupon: 'outside' } } as const
const feed = '/api/v1/instructions'
const reason = { reason: '' }

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let ctx: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet, { settings })
  companyId = await cabinet.company()
  ctx = withSettings((await cabinet.client(companyId)).ctx, settings)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** Each test has a processor of its own that finds nothing of the tests before. */
async function processor() {
  await cabinet.db.deleteFrom('instructions').execute()
  return apiOf(app, await apiKey(cabinet, { scopes: ['instructions'] }))
}
async function newCards(count = 1, company = companyId) {
  return bringCards(
    await cabinet.system(),
    company,
    Array.from({ length: count }, () => ({})),
  )
}
async function newCard() {
  const [card] = await newCards()
  if (!card) throw new Error('no card')
  return card
}
const outcomeOf = (id: unknown) => `${feed}/${id}/outcome`
const statusOf = async (id: unknown) =>
  (
    await cabinet.db
      .selectFrom('instructions')
      .select('status')
      .where('id', '=', Number(id))
      .executeTakeFirstOrThrow()
  ).status

describe('the feed', () => {
  test('hands out the whole state once, and again until its cursor is sent', async () => {
    const api = await processor()
    const card = await newCard()
    await blockCard(ctx, companyId, card.id, reason)
    const first = await api.get(feed)
    expect(first.body.data).toEqual([
      {
        id: expect.any(String),
        instrument: 'card',
        number: card.number,
        company_bin: await binOf(cabinet, companyId),
        version: 1,
        asked_at: expect.stringMatching(/\+05:00$/),
        state: expect.objectContaining({ blocked: true, blocked_by: ['client'], products: ['diesel'] }),
      },
    ])
    expect((await api.get(feed)).body).toEqual(first.body)
    const later = await api.get(`${feed}?after=${first.body.next_cursor}`)
    expect(later.body).toEqual({ data: [], next_cursor: first.body.next_cursor })
    // A processor that has lost its cursor asks without one.
    expect((await api.get(feed)).body.data).toHaveLength(1)
    expect((await api.post(outcomeOf(first.body.data?.[0]?.id), { outcome: 'in_force' })).status).toBe(200)
    expect((await api.get(feed)).body.data).toEqual([])
  })

  test('an instruction that is committed late is handed out after those that overtook it', async () => {
    const api = await processor()
    const [early, late] = await newCards(2)
    const blocking = ctx.db.transaction().execute(async (db) => {
      await blockCard({ ...ctx, db }, companyId, early?.id ?? 0, reason)
      await sleep(400)
    })
    await sleep(100)
    await blockCard(ctx, companyId, late?.id ?? 0, reason)
    const first = await api.get(feed)
    expect(first.body.data).toMatchObject([{ number: late?.number }])
    await blocking
    const second = await api.get(`${feed}?after=${first.body.next_cursor}`)
    expect(second.body.data).toMatchObject([{ number: early?.number }])
  })

  test('what has no outcome yet does not hold up what is new', async () => {
    const api = await processor()
    const [first, second] = await newCards(2)
    await blockCard(ctx, companyId, first?.id ?? 0, reason)
    await api.get(feed)
    await blockCard(ctx, companyId, second?.id ?? 0, reason)
    expect((await api.get(feed)).body.data).toMatchObject([
      { number: first?.number },
      { number: second?.number },
    ])
  })

  test('what was superseded is handed to nobody', async () => {
    const api = await processor()
    const card = await newCard()
    await blockCard(ctx, companyId, card.id, reason)
    await unblockCard(ctx, companyId, card.id)
    expect((await api.get(feed)).body.data).toMatchObject([{ version: 2, state: { blocked: false } }])
  })

  test('two that ask at once for one processor miss nothing', async () => {
    const api = await processor()
    const cards = await newCards(30)
    for (const { id } of cards) await blockCard(ctx, companyId, id, reason)
    const answers = await Promise.all([1, 2, 3, 4].map(() => api.get(feed)))
    for (const { body } of answers) {
      const numbers = body.data?.map(({ number }) => number)
      expect(new Set(numbers).size).toBe(numbers?.length)
    }
    expect((await api.get(feed)).body.data).toHaveLength(30)
  })

  test('a hundred at most, and the rest by the cursor', async () => {
    const api = await processor()
    for (const { id } of await newCards(103)) await blockCard(ctx, companyId, id, reason)
    const first = await api.get(feed)
    expect(first.body.data).toHaveLength(100)
    expect((await api.get(`${feed}?after=${first.body.next_cursor}`)).body.data).toHaveLength(3)
  })

  test('of one kind, where another processor has the other', async () => {
    const api = await processor()
    const [coupon] = await bringCoupons(await cabinet.system(), companyId, [{}])
    await blockCoupon(ctx, companyId, coupon?.id ?? 0, reason)
    expect((await api.get(`${feed}?instrument=card`)).body.data).toEqual([])
    expect((await api.get(`${feed}?instrument=coupon`)).body.data).toMatchObject([{ number: coupon?.number }])
    expect((await api.get(`${feed}?instrument=till`)).status).toBe(422)
  })

  test('after five minutes of silence it is handed out again, to whoever asks', async () => {
    const [silent, other] = [await processor(), await processor()]
    const card = await newCard()
    await blockCard(ctx, companyId, card.id, reason)
    const { body } = await silent.get(feed)
    expect((await other.get(feed)).body.data).toEqual([])
    await cabinet.db
      .updateTable('instructions')
      .set({ delivered_at: new Date(Date.now() - 301_000) })
      .execute()
    expect((await silent.get(`${feed}?after=${body.next_cursor}`)).body.data).toHaveLength(1)
    await cabinet.db
      .updateTable('instructions')
      .set({ delivered_at: new Date(Date.now() - 301_000) })
      .execute()
    expect((await other.get(feed)).body.data).toMatchObject([{ id: body.data?.[0]?.id }])
  })

  test('another company, a test key and another scope see nothing of it', async () => {
    const api = await processor()
    const card = await newCard()
    await blockCard(ctx, companyId, card.id, reason)
    const company = await binOf(cabinet, await cabinet.company())
    const strangers = [
      await apiKey(cabinet, { scopes: ['instructions'], company }),
      await apiKey(cabinet, { scopes: ['instructions'], test: true }),
    ]
    for (const key of strangers) expect((await apiOf(app, key).get(feed)).body.data).toEqual([])
    const pump = apiOf(app, await apiKey(cabinet, { scopes: ['pump'] }))
    expect((await pump.get(feed)).body.code).toBe('scope_missing')
    const id = (await api.get(feed)).body.data?.[0]?.id
    for (const key of strangers) {
      const answers = [outcomeOf(id), outcomeOf(987654321)].map((path) =>
        apiOf(app, key).post(path, { outcome: 'in_force' }),
      )
      for (const { status, body } of await Promise.all(answers))
        expect([status, body.code]).toEqual([404, 'not_found'])
    }
    expect(await statusOf(id)).toBe('delivered')
  })
})

describe('waiting', () => {
  test('ends as soon as something is there', async () => {
    const api = await processor()
    const card = await newCard()
    const began = performance.now()
    const answer = api.get(`${feed}?wait=20`)
    await sleep(300)
    await blockCard(ctx, companyId, card.id, reason)
    expect((await answer).body.data).toMatchObject([{ number: card.number }])
    expect(performance.now() - began).toBeLessThan(8_000)
  })

  test('ends with nothing when its time is over', async () => {
    const api = await processor()
    expect((await api.get(`${feed}?wait=1`)).body).toEqual({ data: [], next_cursor: null })
    for (const wait of ['26', '-1', 'x']) expect((await api.get(`${feed}?wait=${wait}`)).status).toBe(422)
  })

  test('a third of one processor is told to come later, and whoever goes away leaves its place', async () => {
    const key = await apiKey(cabinet, { scopes: ['instructions'] })
    await cabinet.db.deleteFrom('instructions').execute()
    const gone = new AbortController()
    const headers = { authorization: `Bearer ${key}` }
    // Each waits again, however slow the machine is: the third one never finds a free place.
    const waits = [1, 2].map(async () => {
      while (!gone.signal.aborted)
        await fetch(`${app.url}${feed}?wait=20`, { headers, signal: gone.signal }).catch(() => null)
    })
    const third = () => apiOf(app, key).get(`${feed}?wait=1`)
    await expect.poll(async () => (await third()).status).toBe(429)
    expect((await third()).headers.get('retry-after')).toBe('5')
    expect((await apiOf(app, key).get(feed)).status).toBe(200)
    gone.abort()
    await Promise.all(waits)
    await expect.poll(async () => (await third()).status).toBe(200)
  })

  test('ends at once, with an answer, when the process is told to end', async () => {
    const other = await startApp(cabinet, { settings })
    await cabinet.db.deleteFrom('instructions').execute()
    const api = apiOf(other, await apiKey(cabinet, { scopes: ['instructions'] }))
    const answer = api.get(`${feed}?wait=25`)
    // It waits by then; an earlier end of the process is answered as well.
    await sleep(1_000)
    const began = performance.now()
    const [{ status, body }] = await Promise.all([answer, other.stop()])
    expect([status, body.data]).toEqual([200, []])
    // Without the end of the process it would take 24.
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})

describe('an outcome', () => {
  const refused = { outcome: 'refused', reason: 'not our card' }

  test('is kept once, and repeated with the same answer', async () => {
    const api = await processor()
    await blockCard(ctx, companyId, (await newCard()).id, reason)
    const id = (await api.get(feed)).body.data?.[0]?.id
    const first = await api.post(outcomeOf(id), refused)
    expect(first).toMatchObject({ status: 200, body: { id, version: 1, status: 'refused' } })
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    const again = await api.post(outcomeOf(id), refused)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect((await api.post(outcomeOf(id), { outcome: 'in_force' })).body.code).toBe('operation_differs')
    expect(await statusOf(id)).toBe('refused')
  })

  test('tells the open pages of the company that there is something new, once', async () => {
    const api = await processor()
    const card = await newCard()
    await blockCard(ctx, companyId, card.id, reason)
    const id = (await api.get(feed)).body.data?.[0]?.id
    for (const _ of [1, 2]) await api.post(outcomeOf(id), { outcome: 'in_force' })
    const events = await cabinet.db
      .selectFrom('company_events')
      .select('company_id')
      .where('card_id', '=', card.id)
      .where('kind', '=', 'instrument.processed')
      .execute()
    expect(events).toEqual([{ company_id: companyId }])
  })

  test('an old one that a newer one followed is deleted after 90 days; the last one of a card never is', async () => {
    const api = await processor()
    const card = await newCard()
    for (const _ of [1, 2]) {
      await blockCard(ctx, companyId, card.id, reason)
      await unblockCard(ctx, companyId, card.id)
    }
    const id = (await api.get(feed)).body.data?.[0]?.id
    await api.post(outcomeOf(id), { outcome: 'in_force' })
    const removedAfter = async (minutes: number) => {
      const settled_at = new Date(Date.now() - minutes * 60_000)
      await cabinet.db.updateTable('instructions').set({ settled_at }).execute()
      return purgeInstructions(cabinet.db)
    }
    expect(await removedAfter(90 * 24 * 60 - 1)).toBe(0)
    expect(await removedAfter(90 * 24 * 60 + 1)).toBe(3)
    expect(await purgeInstructions(cabinet.db)).toBe(0)
    expect(await cabinet.db.selectFrom('instructions').select(['version', 'status']).execute()).toEqual([
      { version: 4, status: 'in_force' },
    ])
  })

  test('needs its reason, and none that cannot be read', async () => {
    const api = await processor()
    await blockCard(ctx, companyId, (await newCard()).id, reason)
    const id = (await api.get(feed)).body.data?.[0]?.id
    for (const body of [
      { outcome: 'refused' },
      { outcome: 'done' },
      {},
      { ...refused, reason: 'x'.repeat(501) },
    ])
      expect((await api.post(outcomeOf(id), body)).status).toBe(422)
    expect(await statusOf(id)).toBe('delivered')
  })

  test('of a superseded version changes nothing', async () => {
    const api = await processor()
    const card = await newCard()
    await blockCard(ctx, companyId, card.id, reason)
    const old = (await api.get(feed)).body.data?.[0]?.id
    await unblockCard(ctx, companyId, card.id)
    for (const body of [{ outcome: 'in_force' }, refused])
      expect((await api.post(outcomeOf(old), body)).body).toMatchObject({ version: 1, status: 'superseded' })
    const [next] = (await api.get(feed)).body.data ?? []
    expect(next).toMatchObject({ version: 2, state: { blocked: false } })
  })

  test('of what was handed to another processor is not found', async () => {
    const [mine, theirs] = [await processor(), await processor()]
    await blockCard(ctx, companyId, (await newCard()).id, reason)
    const id = (await mine.get(feed)).body.data?.[0]?.id
    expect((await theirs.post(outcomeOf(id), { outcome: 'in_force' })).status).toBe(404)
    expect((await mine.post(outcomeOf(id), { outcome: 'in_force' })).status).toBe(200)
  })
})

test.each([11, 23, 42])(
  'a processor in a bad world ends with what is wanted (seed %i)',
  async (seed) => {
    const api = await processor()
    const chance = chanceOf(seed)
    const cards = await newCards(12)
    const machine = new Processor(api, chance)
    const bad = { lost: 0.2, doubled: 0.3, dropped: 0.2, killed: 0.05, refused: 0 }
    for (let round = 0; round < 25; round++) {
      for (const { id } of cards) {
        const what = chance()
        if (what < 0.3) await blockCard(ctx, companyId, id, reason)
        else if (what < 0.5) await unblockCard(ctx, companyId, id).catch(() => undefined)
      }
      await machine.turn(bad)
    }
    // The world is at rest: what was dropped comes again after the silence.
    await machine.turn(CALM)
    await cabinet.db
      .updateTable('instructions')
      .set({ delivered_at: new Date(Date.now() - 301_000) })
      .where('status', '=', 'delivered')
      .execute()
    while ((await machine.turn(CALM)) > 0);

    const rows = await cabinet.db
      .selectFrom('instructions')
      .innerJoin('cards', 'cards.id', 'instrument_id')
      .select(['number', 'instructions.status', 'version', 'is_blocked', 'client_blocked_at'])
      .orderBy('version')
      .execute()
    expect(rows.filter(({ status }) => status === 'waiting' || status === 'delivered')).toEqual([])
    const last = new Map(rows.map((row) => [row.number, row]))
    expect(last.size).toBeGreaterThan(8)
    for (const [number, row] of last) {
      expect(row).toMatchObject({ status: 'in_force', is_blocked: row.client_blocked_at === null ? 0 : 1 })
      expect(machine.kept.get(`card:${number}`)).toEqual({
        ...{ version: row.version, blocked: row.client_blocked_at !== null },
      })
    }
  },
  60_000,
)
