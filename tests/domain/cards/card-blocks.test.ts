import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BlockCard, PlanBlocks } from '#app/domain/cards/card-blocks.input.server.ts'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { asBlockedAt, clientBlockAt } from '#app/domain/cards/card-blocks.ts'
import { findCardsByNumbers } from '#app/domain/cards/card-register.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import {
  applyDueBlocks,
  cancelPlannedBlock,
  listPlannedBlocks,
  planBlocks,
} from '#app/domain/cards/planned-blocks.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { authorize } from '#app/domain/pump-operations/pump-operations.server.ts'
import { reportCardLost } from '#app/domain/service-requests/lost-cards.server.ts'
import {
  findServiceRequest,
  sendServiceRequest,
} from '#app/domain/service-requests/service-requests.server.ts'
import { openRequestStatuses } from '#app/domain/service-requests/service-requests.ts'
import { selectServiceRequestOf } from '#db/queries/service-requests/service-requests.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, changeCard, newCardNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let viewer: Context
let pump: Context
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId)).ctx
  viewer = (await cabinet.client(companyId, 'viewer')).ctx
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
})
afterAll(() => cabinet.destroy())

const HOUR = 3_600_000
const inHours = (hours: number) => new Date(Math.floor(owner.now.getTime() / 60_000) * 60_000 + hours * HOUR)
/** As the form sends it. */
const typed = (moment: Date) => almatyWallClock(moment).slice(0, 16)
const plan = (id: number, fields: Record<string, unknown>) =>
  planBlocks(owner, companyId, id, PlanBlocks.parse(fields))
const plannedOf = async (id: number) => (await listPlannedBlocks(owner, companyId, id)).blocks

async function card(overrides = {}) {
  const [made] = await bringCards(owner, companyId, [overrides])
  if (!made) throw new Error('no card')
  const ask = (moment = owner.now) =>
    authorize(
      { ...pump, now: moment },
      { ...fuelAsked(station, { by: 'card', number: made.number }), volume: 1_000 },
    )
  const at = (moment: Date) => findCard({ ...owner, now: moment }, companyId, made.id)
  return { ...made, ask, at }
}

/** Lets time pass for one card: moments of its blocks are so many hours earlier. */
async function pass(id: number, hours: number): Promise<void> {
  const { db } = cabinet
  const earlier = (moment: Date | null) => moment && new Date(moment.getTime() - hours * HOUR)
  for (const block of await db
    .selectFrom('planned_card_blocks')
    .selectAll()
    .where('card_id', '=', id)
    .execute()) {
    await db
      .updateTable('planned_card_blocks')
      .set({ begins_at: earlier(block.begins_at) ?? block.begins_at, ends_at: earlier(block.ends_at) })
      .where('id', '=', block.id)
      .execute()
  }
  const row = await db.selectFrom('cards').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await db
    .updateTable('cards')
    .set({ client_blocked_until: earlier(row.client_blocked_until) })
    .where('id', '=', id)
    .execute()
}

const storedStatus = async (id: number) => {
  const query = cabinet.db.selectFrom('cards').select(['status', 'client_blocked_until']).where('id', '=', id)
  return query.executeTakeFirstOrThrow()
}

describe('a block with an end', () => {
  test('ends at the pump with its last instant, before the worker has written it', async () => {
    const { id, ask, at } = await card()
    const until = inHours(2)
    const input = BlockCard.parse({ reason: 'ремонт', cause: 'in_repair', until: typed(until) })
    await blockCard(owner, companyId, id, input)
    expect(await ask()).toMatchObject({ code: 'card_blocked_by_client', figures: { until } })
    expect(await ask(new Date(until.getTime() - 1))).toMatchObject({ code: 'card_blocked_by_client' })
    expect(await ask(until)).toMatchObject({ volume: 1_000 })
    expect(await at(owner.now)).toMatchObject({ state: 'blocked_by_client', client_blocked_until: until })
    expect(await at(until)).toMatchObject({ state: 'active', canBlock: true, canUnblock: false })
  })

  test('is written as over by the worker, once, and told', async () => {
    const { id } = await card()
    await blockCard(owner, companyId, id, { reason: '', until: inHours(2) })
    await applyDueBlocks(await cabinet.system())
    expect((await storedStatus(id)).status).toBe('blocked_by_client')
    await pass(id, 3)
    await applyDueBlocks(await cabinet.system())
    expect(await storedStatus(id)).toEqual({ status: 'active', client_blocked_until: null })
    expect(await applyDueBlocks(await cabinet.system())).toBe(0)
    expect(await cabinet.actions({ kind: 'card', id })).toEqual(['card.blocked', 'card.unblocked'])
    const { history } = await findCard(owner, companyId, id)
    expect(history[0]).toMatchObject({ what: 'unblocked', by: { kind: 'date' } })
  })

  test('has not passed already', async () => {
    const { id } = await card()
    await expect(blockCard(owner, companyId, id, { reason: '', until: inHours(-1) })).rejects.toMatchObject({
      ...{ code: 'block_end_past', field: 'until' },
    })
    expect((await storedStatus(id)).status).toBe('active')
  })
})

describe('a planned block', () => {
  test('is in force at the pump from its first instant to its last', async () => {
    const { id, ask, at } = await card()
    const [from, until] = [inHours(1), inHours(3)]
    await plan(id, { from: typed(from), until: typed(until), cause: 'driver_away', reason: 'отпуск' })
    expect(await ask()).toMatchObject({ volume: 1_000 })
    expect(await ask(new Date(from.getTime() - 1))).toMatchObject({ volume: 1_000 })
    expect(await ask(from)).toMatchObject({ code: 'card_blocked_by_client', figures: { until } })
    expect(await ask(until)).toMatchObject({ volume: 1_000 })
    expect(await at(owner.now)).toMatchObject({ state: 'active' })
    expect(await plannedOf(id)).toMatchObject([{ begins_at: from, ends_at: until, cause: 'driver_away' }])
  })

  test('is written into the card when it begins and when it ends', async () => {
    const { id } = await card()
    await plan(id, { from: typed(inHours(1)), until: typed(inHours(3)), reason: 'отпуск' })
    await pass(id, 2)
    await applyDueBlocks(await cabinet.system())
    expect(await storedStatus(id)).toMatchObject({ status: 'blocked_by_client' })
    expect(await plannedOf(id)).toEqual([])
    await pass(id, 2)
    await applyDueBlocks(await cabinet.system())
    expect(await storedStatus(id)).toEqual({ status: 'active', client_blocked_until: null })
    const { history } = await findCard(owner, companyId, id)
    expect(history.map(({ what, reason }) => [what, reason])).toEqual([
      ['unblocked', null],
      ['blocked', 'отпуск'],
      ['block_planned', 'отпуск'],
    ])
  })

  test('a block that ran out while no worker ran leaves no trace but its plan', async () => {
    const { id } = await card()
    await plan(id, { from: typed(inHours(1)), until: typed(inHours(2)) })
    await pass(id, 5)
    await applyDueBlocks(await cabinet.system())
    expect((await storedStatus(id)).status).toBe('active')
    expect(await plannedOf(id)).toEqual([])
    expect(await cabinet.actions({ kind: 'card', id })).toEqual(['card.block_planned'])
  })

  test('without an end stays until somebody lifts it', async () => {
    const { id, ask } = await card()
    await plan(id, { from: typed(inHours(1)) })
    expect(await ask(inHours(9_000))).toMatchObject({ code: 'card_blocked_by_client' })
    await pass(id, 2)
    // Nobody has written it yet, and it can be lifted.
    await unblockCard(owner, companyId, id)
    expect(await plannedOf(id)).toEqual([])
    expect(await ask()).toMatchObject({ volume: 1_000 })
  })

  test('of a blocked card does not end the block before its own end', async () => {
    const { id } = await card()
    await plan(id, { from: typed(inHours(1)), until: typed(inHours(2)) })
    await blockCard(owner, companyId, id, { reason: '' })
    await pass(id, 3)
    await applyDueBlocks(await cabinet.system())
    expect(await storedStatus(id)).toEqual({ status: 'blocked_by_client', client_blocked_until: null })
  })

  test('of a blocked card that lasts longer takes over, and one that ends with it changes nothing', async () => {
    const [longer, equal] = [await card(), await card()]
    for (const { id } of [longer, equal]) {
      await plan(id, { from: typed(inHours(1)), until: typed(inHours(8)), reason: 'отпуск' })
    }
    await blockCard(owner, companyId, longer.id, { reason: 'ремонт', until: inHours(6) })
    await blockCard(owner, companyId, equal.id, { reason: 'ремонт', until: inHours(8) })
    for (const { id } of [longer, equal]) await pass(id, 2)
    await applyDueBlocks(await cabinet.system())
    for (const { id } of [longer, equal]) {
      expect((await storedStatus(id)).client_blocked_until).toEqual(inHours(6))
      expect(await plannedOf(id)).toEqual([])
    }
    const eventsOf = async (id: number) => {
      const { history } = await findCard(owner, companyId, id)
      return history.map(({ what, reason }) => `${what} ${reason}`)
    }
    expect((await eventsOf(longer.id))[0]).toBe('blocked отпуск')
    expect((await eventsOf(equal.id))[0]).toBe('blocked ремонт')
  })

  test('comes for each holiday, from midnight to midnight', async () => {
    const { id } = await card()
    await plan(id, { holidays: ['2097-12-16', '2098-03-21/2098-03-23'], cause: 'holiday' })
    expect(await plannedOf(id)).toMatchObject([
      { begins_at: new Date('2097-12-15T19:00:00Z'), ends_at: new Date('2097-12-16T19:00:00Z') },
      { begins_at: new Date('2098-03-20T19:00:00Z'), ends_at: new Date('2098-03-23T19:00:00Z') },
    ])
  })

  test('never overlaps another one, and lies ahead', async () => {
    const { id } = await card()
    await plan(id, { from: typed(inHours(2)), until: typed(inHours(4)) })
    for (const [from, until] of [
      [3, 5],
      [1, 3],
      [1, 9],
      [3, null],
    ] as const) {
      const fields = { from: typed(inHours(from)), until: until === null ? '' : typed(inHours(until)) }
      await expect(plan(id, fields)).rejects.toMatchObject({ code: 'block_overlaps' })
    }
    await plan(id, { from: typed(inHours(4)), until: typed(inHours(5)) })
    await expect(plan(id, { from: typed(inHours(-1)) })).rejects.toMatchObject({ code: 'block_start_past' })
    const twice = ['2097-12-16', '2097-12-16']
    await expect(plan(id, { holidays: twice })).rejects.toMatchObject({ code: 'block_overlaps' })
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => plan(id, { from: typed(inHours(8)), until: typed(inHours(9)) })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('is one of sixty of a card at most', async () => {
    const { id } = await card()
    const holidays = (year: number) =>
      Array.from({ length: 30 }, (_, at) => `${year}-01-${String(at + 1).padStart(2, '0')}`)
    await plan(id, { holidays: holidays(2096) })
    await plan(id, { holidays: holidays(2097) })
    await expect(plan(id, { holidays: ['2098-01-01'] })).rejects.toMatchObject({
      code: 'too_many_planned_blocks',
    })
    expect(await plannedOf(id)).toHaveLength(60)
  })

  test('can be taken back, by who may block', async () => {
    const { id, ask } = await card()
    await plan(id, { from: typed(inHours(1)) })
    const [block] = await plannedOf(id)
    const byViewer = async () => cancelPlannedBlock(viewer, companyId, id, block?.id ?? 0)
    await expect(byViewer).rejects.toMatchObject({
      code: 'not_allowed',
    })
    const { id: otherId } = await card()
    await expect(cancelPlannedBlock(owner, companyId, otherId, block?.id ?? 0)).rejects.toMatchObject({
      code: 'planned_block_not_found',
    })
    await cancelPlannedBlock(owner, companyId, id, block?.id ?? 0)
    expect(await ask(inHours(2))).toMatchObject({ volume: 1_000 })
  })

  test("goes with the card that takes this one's place, and not to another company", async () => {
    const { id, number } = await card()
    await plan(id, { from: typed(inHours(1)), until: typed(inHours(2)) })
    const next = newCardNumber()
    await bringCards(owner, companyId, [{ number: next }])
    const other = await cabinet.company()
    await changeCard(owner, number, { replacedBy: next })
    const [heir] = await findCardsByNumbers(owner, [next])
    expect(await plannedOf(heir?.id ?? 0)).toHaveLength(1)
    await changeCard(owner, next, { companyId: other })
    const asked = { ...fuelAsked(station, { by: 'card', number: next }), volume: 1_000 }
    expect(await authorize({ ...pump, now: inHours(1.5) }, asked)).toMatchObject({ volume: 1_000 })
  })
})

describe('a lost card', () => {
  test('is declined for good, whatever a register says, and another one is asked for', async () => {
    const { id, number, ask } = await card()
    const { requestId } = await reportCardLost(owner, companyId, id, { cause: 'stolen', reason: 'Алматы' })
    expect(await ask()).toMatchObject({ code: 'card_lost' })
    expect(await findServiceRequest(owner, companyId, requestId ?? 0)).toMatchObject({
      ...{ kind: 'replacement', card_id: id, cause: 'stolen', comment: 'Алматы', status: 'sent' },
    })
    await changeCard(owner, number, { issuerStatus: 'active' })
    expect(await ask()).toMatchObject({ code: 'card_lost' })
    expect((await storedStatus(id)).status).toBe('lost')
    await expect(unblockCard(owner, companyId, id)).rejects.toMatchObject({ code: 'card_not_unblockable' })
    const again = reportCardLost(owner, companyId, id, { cause: 'lost', reason: '' })
    await expect(again).rejects.toMatchObject({ code: 'card_lost_already' })
  })

  test('is no request where requests are switched off: nobody would read one', async () => {
    const { id, ask } = await card()
    const { modules, ...settings } = owner.settings
    const without = { ...settings, modules: modules.filter((module) => module !== 'requests') }
    const reported = await reportCardLost({ ...owner, settings: without }, companyId, id, {
      ...{ cause: 'lost', reason: '' },
    })
    expect(reported.requestId).toBeNull()
    expect(await ask()).toMatchObject({ code: 'card_lost' })
    expect(
      await selectServiceRequestOf(cabinet.db, companyId, id, 'replacement', openRequestStatuses),
    ).toBeFalsy()
  })

  test('keeps the request for another one that waits already, and has no blocks to come', async () => {
    const { id, number } = await card()
    await plan(id, { from: typed(inHours(1)) })
    const waiting = await sendServiceRequest(owner, companyId, {
      ...{ kind: 'replacement', number, cause: 'damaged', comment: '' },
    })
    expect(await reportCardLost(owner, companyId, id, { cause: 'lost', reason: '' })).toMatchObject({
      requestId: waiting,
    })
    expect(await plannedOf(id)).toEqual([])
    await expect(plan(id, { from: typed(inHours(1)) })).rejects.toMatchObject({ code: 'card_not_blockable' })
  })
})

test('of two blocks the one that ends later counts', () => {
  const [early, late] = [new Date(1_000), new Date(2_000)]
  const row = (own: Date | null, planned: Date | null) => ({
    ...{ client_blocked_at: new Date(1), client_blocked_until: own },
    ...{ planned_from: new Date(2), planned_until: planned },
    ...{ status: 'active' as const, issuer_status: 'active' as const, client_lost_at: null },
  })
  const at = new Date(500)
  expect(clientBlockAt(row(early, late), at)?.until).toEqual(late)
  expect(clientBlockAt(row(late, early), at)?.until).toEqual(late)
  expect(clientBlockAt(row(null, early), at)?.until).toBeNull()
  expect(clientBlockAt(row(early, null), at)?.until).toBeNull()
  expect(asBlockedAt(row(early, null), at)).toMatchObject({ status: 'blocked_by_client' })
  const over = { ...row(early, null), planned_from: null }
  expect(asBlockedAt(over, late)).toMatchObject({ status: 'active', client_blocked_at: null })
})

test.each([
  [{}, ['from']],
  [{ until: '2030-01-01T10:00' }, ['from']],
  [{ from: '2030-01-01T10:00', until: '2030-01-01T10:00' }, ['until']],
  [{ from: '2030-02-30T10:00' }, ['from']],
  [{ holidays: ['yesterday'] }, ['holidays']],
  [{ from: '2030-01-01T10:00', cause: 'whim' }, ['cause']],
])('a plan of %j is refused at %j', (fields, where) => {
  expect(PlanBlocks.safeParse(fields).error?.issues.map(({ path }) => String(path[0]))).toEqual(where)
})
