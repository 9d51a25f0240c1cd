import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import {
  findDiscrepancy,
  listDiscrepancies,
  settleDiscrepancy,
} from '#app/domain/discrepancies/discrepancies.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { HOUR_MS } from '#app/domain/kernel/durations.ts'
import { compareStateRegisters } from '#app/domain/state-registers/comparing.server.ts'
import {
  listStateRegisters,
  purgeProcessorStates,
  watchStateRegisters,
} from '#app/domain/state-registers/watching.server.ts'
import { apiKey, apiOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { CALM, chanceOf, Processor } from '#tests/support/processor.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

const settings = { processing: { card: 'outside', coupon: 'outside' } } as const

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let ctx: Context
let staff: Context
let system: Context
let api: ReturnType<typeof apiOf>

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet, { settings })
  companyId = await cabinet.company()
  ctx = withSettings((await cabinet.client(companyId)).ctx, settings)
  staff = withSettings((await cabinet.staff('operator')).ctx, settings)
  system = withSettings(await cabinet.system(), settings)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})
beforeEach(async () => {
  for (const table of ['fuel_exceptions', 'instructions', 'state_registers', 'processor_states'] as const)
    await cabinet.db.deleteFrom(table).execute()
  await cabinet.db.updateTable('cards').set({ issuer_status: 'expired', updated_at: longAgo() }).execute()
  api = apiOf(app, await apiKey(cabinet, { scopes: ['instructions'] }))
})

const longAgo = () => new Date(Date.now() - 90 * 86_400_000)
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

/** Nothing of it is newer than any register of these tests. */
async function cardsFromBefore(count: number) {
  const cards = await bringCards(
    await cabinet.system(),
    companyId,
    Array.from({ length: count }, () => ({})),
  )
  await settled()
  return cards
}
/** As if what was done had been done a day ago. */
async function settled() {
  for (const table of ['cards', 'coupons'] as const)
    await cabinet.db.updateTable(table).set({ updated_at: longAgo() }).execute()
  await sql`update cards set created_at = ${longAgo()}`.execute(cabinet.db)
  await sql`update coupons set created_at = ${longAgo()}`.execute(cabinet.db)
  await sql`update instructions set created_at = ${longAgo()}, settled_at = if(settled_at is null, null, ${longAgo()})`.execute(
    cabinet.db,
  )
}
function send(rows: readonly object[] | string, { at = minutesAgo(5), kind = 'card', by = api } = {}) {
  const raw = typeof rows === 'string' ? rows : rows.map((row) => JSON.stringify(row)).join('\n')
  const query = new URLSearchParams({ instrument: kind, as_of: at.toISOString() })
  const headers = { 'content-type': 'application/x-ndjson' }
  return by.post(`/api/v1/state-registers?${query}`, undefined, { raw, headers })
}
async function compared(...sent: Parameters<typeof send>) {
  const { status, body } = await send(...sent)
  expect([status, body.code]).toEqual([201, undefined])
  while (await compareStateRegisters(system));
  return (await (sent[1]?.by ?? api).get(`/api/v1/state-registers/${body.id}`)).body
}
const open = async () => (await listDiscrepancies(staff, { status: 'open', cursor: undefined })).discrepancies
const ended = async () =>
  (await listDiscrepancies(staff, { status: 'settled', cursor: undefined })).discrepancies

describe('a register of states', () => {
  test('a row that agrees is counted, and opens no discrepancy', async () => {
    const cards = await cardsFromBefore(3)
    const register = await compared(
      cards.map(({ number }) => ({ number, blocked: false, products: ['diesel'] })),
    )
    expect(register).toMatchObject({
      status: 'compared',
      rows: 3,
      agreeing: 3,
      differing: 0,
      missing_there: 0,
    })
    expect(await open()).toEqual([])
  })

  test('of thousands of rows is kept whole', async () => {
    const numbers = Array.from({ length: 2_001 }, (_, at) => `9999${String(at).padStart(12, '0')}`)
    const { status } = await send(numbers.map((number) => ({ number, blocked: false })))
    expect(status).toBe(201)
    const rows = await cabinet.db.selectFrom('processor_states').select('number').execute()
    expect(rows.map(({ number }) => String(number)).toSorted()).toEqual(numbers)
  })

  test('shows both sides of what differs, on either side missing too', async () => {
    const [same, blocked, limited, absent] = await cardsFromBefore(4)
    await cabinet.db
      .updateTable('cards')
      .set({ daily_limit: 100_000, limit_unit: 'ml' })
      .where('id', '=', limited?.id ?? 0)
      .execute()
    const limits = [{ period: 'daily', limit: 200_000, unit: 'ml' }]
    const register = await compared([
      { number: same?.number, blocked: false },
      { number: blocked?.number, blocked: true, valid_until: null },
      { number: limited?.number, blocked: false, limits },
      { number: '9999000000000001', blocked: false },
      { number: '9999000000000002', blocked: true, in_service: false },
    ])
    expect(register).toMatchObject({ agreeing: 2, differing: 2, missing_here: 1, missing_there: 1 })
    const found = new Map((await open()).map((one) => [one.instrument?.number, one]))
    expect([...found.keys()].sort()).toEqual(
      [blocked?.number, limited?.number, absent?.number, '9999000000000001'].sort(),
    )
    const of = (number = '') => found.get(number)
    expect(of(blocked?.number)).toMatchObject({ ours: { blocked: 'no' }, theirs: { blocked: 'yes' } })
    expect(of(limited?.number)).toMatchObject({
      ours: { dailyVolume: 100_000 },
      theirs: { dailyVolume: 200_000 },
    })
    expect(of(absent?.number)).toMatchObject({ ours: { known: 'yes' }, theirs: { known: 'no' } })
    expect(of('9999000000000001')).toMatchObject({
      company: null,
      ours: { known: 'no' },
      theirs: { known: 'yes' },
    })
    expect((await findDiscrepancy(staff, of('9999000000000001')?.id ?? 0)).askable).toBe(false)
  })

  test('what is on its way is no difference, and what is open stays open meanwhile', async () => {
    const [card] = await cardsFromBefore(1)
    const row = { number: card?.number, blocked: true }
    await compared([row], { at: minutesAgo(50) })
    expect(await open()).toHaveLength(1)
    await blockCard(ctx, companyId, card?.id ?? 0, { reason: '' })
    const register = await compared([{ ...row, blocked: false }], { at: minutesAgo(40) })
    expect(register).toMatchObject({ in_flight: 1, differing: 0 })
    expect(await open()).toHaveLength(1)
    // An outcome after the moment of the register says no more about it.
    const { body } = await api.get('/api/v1/instructions')
    await api.post(`/api/v1/instructions/${body.data?.[0]?.id}/outcome`, { outcome: 'in_force' })
    expect(await compared([row], { at: minutesAgo(30) })).toMatchObject({ in_flight: 1 })
    await settled()
    expect(await compared([row], { at: minutesAgo(20) })).toMatchObject({ agreeing: 1 })
    expect(await open()).toEqual([])
  })

  test('what the issuer’s data change every night is a difference once it has lasted a night', async () => {
    const [card] = await cardsFromBefore(1)
    const cards = cabinet.db.updateTable('cards').where('id', '=', card?.id ?? 0)
    // The data come between the moment of the register and its comparison.
    const night = async (limit: number, row: object, at: Date) => {
      await cards.set({ daily_limit: limit, limit_unit: 'ml', updated_at: new Date() }).execute()
      const register = await compared([{ number: card?.number, ...row }], { at })
      await sql`update processor_states set differed = json_set(differed, '$.at', ${longAgo().toISOString()})`.execute(
        cabinet.db,
      )
      return register
    }
    const told = (limit: number, blocked: boolean) => ({
      ...{ blocked, limits: [{ period: 'daily', limit, unit: 'ml' }] },
    })
    expect(await night(110_000, told(100_000, true), minutesAgo(50))).toMatchObject({ in_flight: 1 })
    expect(await open()).toEqual([])
    // Its limit is another one by now, the block has been there all the time.
    expect(await night(120_000, told(110_000, true), minutesAgo(40))).toMatchObject({ differing: 1 })
    const [found, ...more] = await open()
    expect([found?.ours, found?.theirs, more]).toEqual([{ blocked: 'no' }, { blocked: 'yes' }, []])
    // The processor follows a night later: nothing of it has lasted.
    expect(await night(130_000, told(120_000, false), minutesAgo(30))).toMatchObject({ in_flight: 1 })
    expect(await night(130_000, told(120_000, false), minutesAgo(20))).toMatchObject({ differing: 1 })
    expect((await open()).map(({ ours }) => ours)).toContainEqual({ dailyVolume: 130_000 })
  })

  test('a change while the register before was compared does not count as lasting', async () => {
    const [card] = await cardsFromBefore(1)
    const cards = cabinet.db.updateTable('cards').where('id', '=', card?.id ?? 0)
    await cards.set({ updated_at: new Date() }).execute()
    const row = { number: card?.number, blocked: true }
    // Both moments are before the first comparison.
    expect(await compared([row], { at: minutesAgo(50) })).toMatchObject({ in_flight: 1 })
    expect(await compared([row], { at: minutesAgo(40) })).toMatchObject({ in_flight: 1 })
    expect(await open()).toEqual([])
  })

  test('a difference that is gone is closed by itself, and one that comes again is a new one', async () => {
    const [card] = await cardsFromBefore(1)
    const row = (blocked: boolean) => [{ number: card?.number, blocked }]
    await compared(row(true), { at: minutesAgo(50) })
    await compared(row(true), { at: minutesAgo(40) })
    const [first, ...more] = await open()
    expect(more).toEqual([])
    await compared(row(false), { at: minutesAgo(30) })
    expect(await open()).toEqual([])
    expect(await ended()).toMatchObject([{ id: first?.id, settled: { as: 'agrees', by: '' } }])
    await compared(row(true), { at: minutesAgo(20) })
    expect(await open()).toHaveLength(1)
    expect((await open())[0]?.id).not.toBe(first?.id)
  })

  test('what staff left as it is with a reason stays quiet until its figures change', async () => {
    const [card] = await cardsFromBefore(1)
    const row = { number: card?.number, blocked: true }
    await compared([row], { at: minutesAgo(50) })
    await settleDiscrepancy(staff, (await open())[0]?.id ?? 0, { reason: 'Known', charge: 0, ask: 'stay' })
    await compared([row], { at: minutesAgo(40) })
    expect(await open()).toEqual([])
    await compared([{ ...row, valid_until: '2031-01-01' }], { at: minutesAgo(30) })
    expect(await open()).toHaveLength(1)
  })

  test('staff ask again, and the next register shows what became of it', async () => {
    const [card] = await cardsFromBefore(1)
    const row = { number: card?.number, blocked: true }
    await compared([row], { at: minutesAgo(50) })
    const [found] = await open()
    expect((await findDiscrepancy(staff, found?.id ?? 0)).askable).toBe(true)
    await settleDiscrepancy(staff, found?.id ?? 0, { reason: 'Ours counts', charge: 0, ask: 'again' })
    expect(await ended()).toMatchObject([{ settled: { as: 'asked', reason: 'Ours counts' } }])
    const { body } = await api.get('/api/v1/instructions')
    expect(body.data).toMatchObject([{ number: card?.number, version: 1, state: { blocked: false } }])
    expect(await cabinet.actions({ kind: 'card', id: card?.id ?? 0 })).toContain('card.asked_again')
    await api.post(`/api/v1/instructions/${body.data?.[0]?.id}/outcome`, { outcome: 'in_force' })
    await settled()
    // Said to be in force, and still not: it is open again.
    await compared([row], { at: minutesAgo(40) })
    expect(await open()).toHaveLength(1)
  })

  test('a processor that lost an instruction is found out by the version', async () => {
    const [card] = await cardsFromBefore(1)
    for (const _ of [1, 2]) {
      await blockCard(ctx, companyId, card?.id ?? 0, { reason: '' })
      await unblockCard(ctx, companyId, card?.id ?? 0)
    }
    const { body } = await api.get('/api/v1/instructions')
    await api.post(`/api/v1/instructions/${body.data?.[0]?.id}/outcome`, { outcome: 'in_force' })
    await settled()
    await compared([{ number: card?.number, blocked: false, version: 2 }])
    expect(await open()).toMatchObject([{ ours: { version: 4 }, theirs: { version: 2 } }])
  })

  test('the balance is the processor’s own, unless a later one is known', async () => {
    const [card] = await cardsFromBefore(1)
    const balanceOf = () =>
      cabinet.db
        .selectFrom('processor_balances')
        .select(['balance', 'unit'])
        .where('instrument_id', '=', card?.id ?? 0)
        .executeTakeFirst()
    const row = { number: card?.number, blocked: false, unit: 'tiyn' }
    await compared([{ ...row, balance: 500 }], { at: minutesAgo(50) })
    expect(await balanceOf()).toEqual({ balance: 500, unit: 'tiyn' })
    const event = { type: 'balance', instrument: 'card', number: card?.number, unit: 'tiyn', balance: 300 }
    const told = { ...event, id: 'b-1', as_of: minutesAgo(20).toISOString() }
    await api.post('/api/v1/processor-events', { events: [told] })
    await compared([{ ...row, balance: 400 }], { at: minutesAgo(40) })
    expect(await balanceOf()).toMatchObject({ balance: 300 })
    expect(await open()).toEqual([])
  })

  test('coupons, those that were used too', async () => {
    const [one, used, alive] = await bringCoupons(await cabinet.system(), companyId, [{}, {}, {}])
    await cabinet.db
      .updateTable('coupons')
      .set({ open: 0 })
      .where('id', '=', used?.id ?? 0)
      .execute()
    await settled()
    const volume_ml = (
      await cabinet.db
        .selectFrom('coupons')
        .select('volume')
        .where('id', '=', one?.id ?? 0)
        .executeTakeFirst()
    )?.volume
    const register = await compared(
      [
        { number: one?.number, blocked: false, volume_ml },
        { number: used?.number, blocked: false, in_service: true },
      ],
      { kind: 'coupon' },
    )
    expect(register).toMatchObject({ agreeing: 1, differing: 1, missing_there: 1 })
    const found = await open()
    expect(found.map(({ instrument }) => instrument?.number).sort()).toEqual(
      [used?.number, alive?.number].sort(),
    )
  })

  test('cards of a company that was closed are wanted blocked', async () => {
    const [card] = await cardsFromBefore(1)
    await cabinet.db
      .updateTable('companies')
      .set({ closed_at: longAgo() })
      .where('id', '=', companyId)
      .execute()
    await compared([{ number: card?.number, blocked: false }])
    await cabinet.db.updateTable('companies').set({ closed_at: null }).where('id', '=', companyId).execute()
    expect(await open()).toMatchObject([{ ours: { blocked: 'yes' }, theirs: { blocked: 'no' } }])
  })
})

describe('sending one', () => {
  test('the same again is answered again, another one of the moment is refused', async () => {
    const [card] = await cardsFromBefore(1)
    const at = minutesAgo(5)
    const rows = [{ number: card?.number, blocked: false }]
    const first = await send(rows, { at })
    const again = await send(rows, { at })
    expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id])
    expect((await send([{ ...rows[0], blocked: true }], { at })).body.code).toBe('operation_differs')
  })

  test.each([
    ['no JSON', '{"number":"1","blocked":false}\nnot json', '/2'],
    ['an unknown field', '{"number":"1","blocked":false,"colour":1}', '/1/colour'],
    ['a number twice', '{"number":"1","blocked":false}\n\n{"number":"1","blocked":true}', '/3/number'],
    ['a balance without its unit', '{"number":"1","blocked":false,"balance":1}', '/1/unit'],
    ['a long line', `{"number":"1","blocked":false,"x":"${'x'.repeat(9_000)}"}`, '/1'],
  ])('%s is named by its line, and nothing is kept', async (_, raw, field) => {
    const { status, body } = await send(raw)
    expect([status, body.detail]).toEqual([422, field])
    expect(await cabinet.db.selectFrom('processor_states').selectAll().execute()).toEqual([])
    expect(await cabinet.db.selectFrom('state_registers').selectAll().execute()).toEqual([])
  })

  test('an empty file, a moment to come and one of long ago are refused', async () => {
    expect((await send('\n\n')).status).toBeGreaterThanOrEqual(400)
    for (const at of [minutesAgo(-60), minutesAgo(8 * 24 * 60)])
      expect((await send([{ number: '1', blocked: false }], { at })).status).toBe(422)
  })

  test('one of a moment before the last is overtaken, and another system’s is not found', async () => {
    const [card] = await cardsFromBefore(1)
    await compared([{ number: card?.number, blocked: false }], { at: minutesAgo(10) })
    const late = await compared([{ number: card?.number, blocked: true }], { at: minutesAgo(20) })
    expect(late).toMatchObject({ status: 'overtaken' })
    expect(await open()).toEqual([])
    const other = apiOf(app, await apiKey(cabinet, { scopes: ['instructions'] }))
    expect((await other.get(`/api/v1/state-registers/${late.id}`)).status).toBe(404)
  })

  test('of a test key concerns nobody', async () => {
    const [card] = await cardsFromBefore(1)
    const by = apiOf(app, await apiKey(cabinet, { scopes: ['instructions'], test: true }))
    const register = await compared([{ number: card?.number, blocked: true }], { by })
    expect(register).toMatchObject({ missing_here: 1 })
    expect(await open()).toEqual([])
    expect(await listStateRegisters(staff)).toEqual([])
  })
})

test('a comparison that is killed at any step goes on, each row once', async () => {
  const cards = await cardsFromBefore(1_200)
  const rows = cards.slice(0, 1_100).map(({ number }, at) => ({ number, blocked: at % 100 === 0 }))
  await send(rows)
  // Each step fails once after its work, before its commit.
  for (let steps = 0; ; steps++) {
    const dying = system.db.transaction().execute(async (db) => {
      await compareStateRegisters({ ...system, db })
      throw new Error('killed')
    })
    await expect(dying).rejects.toThrow('killed')
    if (!(await compareStateRegisters(system))) break
    expect(steps).toBeLessThan(20)
  }
  const [register] = await listStateRegisters(staff)
  expect(register?.register).toMatchObject({
    status: 'compared',
    differing: 11,
    agreeing: 1_089,
    missing_there: 100,
  })
  expect((await cabinet.db.selectFrom('fuel_exceptions').select('id').execute()).length).toBe(111)
})

test('a register that does not come is told once, and closed by the next', async () => {
  const [card] = await cardsFromBefore(1)
  await watchStateRegisters(system)
  expect(await open()).toEqual([])
  await compared([{ number: card?.number, blocked: false }], { at: minutesAgo(37 * 60) })
  for (const _ of [1, 2]) await watchStateRegisters(system)
  expect(await open()).toMatchObject([
    { kind: 'state_register_late', instrument: { kind: 'card', number: null } },
  ])
  expect(await listStateRegisters(staff)).toMatchObject([{ kind: 'card', isLate: true }])
  const [last] = await listStateRegisters(staff)
  const afterHours = (hours: number, ms = 0) => ({
    ...staff,
    now: new Date((last?.register.as_of.getTime() ?? 0) + hours * HOUR_MS + ms),
  })
  expect(await listStateRegisters(afterHours(36))).toMatchObject([{ isLate: false }])
  expect(await listStateRegisters(afterHours(36, 1))).toMatchObject([{ isLate: true }])
  await compared([{ number: card?.number, blocked: false }])
  expect(await open()).toEqual([])
})

test('rows go three days after they were compared, the register and its figures stay', async () => {
  const [card] = await cardsFromBefore(1)
  await compared([{ number: card?.number, blocked: false }])
  const removedAfter = async (minutes: number) => {
    await cabinet.db
      .updateTable('state_registers')
      .set({ compared_at: minutesAgo(minutes) })
      .execute()
    return purgeProcessorStates(system.db)
  }
  expect(await removedAfter(3 * 24 * 60 - 1)).toBe(0)
  expect(await removedAfter(3 * 24 * 60 + 1)).toBe(1)
  expect(await purgeProcessorStates(system.db)).toBe(0)
  expect(await listStateRegisters(staff)).toHaveLength(1)
})

test.each([5, 17])(
  'a processor that loses, doubles and reorders agrees in the end (seed %i)',
  async (seed) => {
    const chance = chanceOf(seed)
    const cards = await cardsFromBefore(20)
    const machine = new Processor(api, chance)
    for (const { number } of cards) machine.kept.set(`card:${number}`, { version: 0, blocked: false })
    const bad = { lost: 0.3, doubled: 0.3, dropped: 0.3, killed: 0.1, refused: 0.1 }
    for (let round = 0; round < 8; round++) {
      for (const { id } of cards) {
        if (chance() < 0.3) await blockCard(ctx, companyId, id, { reason: '' }).catch(() => undefined)
        else if (chance() < 0.2) await unblockCard(ctx, companyId, id).catch(() => undefined)
      }
      await machine.turn(bad)
      // At night: what is on its way is nobody's difference, lost lines are.
      const night = await machine.tellStates(minutesAgo(120 - round), { lostLines: 0.1, doubled: true })
      expect([200, 201]).toContain(night?.status)
      while (await compareStateRegisters(system));
      const now = await open()
      expect(new Set(now.map(({ instrument }) => instrument?.number)).size).toBe(now.length)
    }
    // Staff ask again for whatever is open or was refused, and the world is at rest.
    for (let night = 0; night < 4; night++) {
      await cabinet.db
        .updateTable('instructions')
        .set({ delivered_at: minutesAgo(10) })
        .where('status', '=', 'delivered')
        .execute()
      while ((await machine.turn(CALM)) > 0);
      await settled()
      await machine.tellStates(minutesAgo(60 - night))
      while (await compareStateRegisters(system));
      for (const { id } of await open())
        await settleDiscrepancy(staff, id, { reason: 'Again', charge: 0, ask: 'again' })
    }
    expect(await open()).toEqual([])
    const blocked = await cabinet.db
      .selectFrom('cards')
      .select('number')
      .where('client_blocked_at', 'is not', null)
      .where(
        'id',
        'in',
        cards.map(({ id }) => id),
      )
      .execute()
    const kept = [...machine.kept].flatMap(([key, { blocked }]) => (blocked ? [key.slice(5)] : []))
    expect(kept.sort()).toEqual(blocked.map(({ number }) => number).sort())
  },
)
