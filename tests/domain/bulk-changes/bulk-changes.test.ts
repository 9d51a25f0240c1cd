import fc from 'fast-check'
import { type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeColleague } from '#app/domain/accounts/team.server.ts'
import { listAssignments } from '#app/domain/assignments/assignments.server.ts'
import { bulkRequest } from '#app/domain/bulk-changes/bulk-changes.input.server.ts'
import { listBulkChanges, undoBulkChange } from '#app/domain/bulk-changes/bulk-changes.server.ts'
import { canUndo } from '#app/domain/bulk-changes/bulk-changes.ts'
import { carryOutBulkChanges } from '#app/domain/bulk-changes/carrying-out.server.ts'
import { choose } from '#app/domain/bulk-changes/choosing.server.ts'
import { BlockCard } from '#app/domain/cards/card-blocks.input.server.ts'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { readCardRule, removeCardRule } from '#app/domain/cards/card-rules.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { archiveDriver } from '#app/domain/drivers/drivers.server.ts'
import { setGroupOfCards } from '#app/domain/rules/group-members.server.ts'
import { archiveVehicle } from '#app/domain/vehicles/vehicles.server.ts'
import { selectBulkRows } from '#db/queries/bulk-changes/bulk-changes.ts'
import { newDriver, newVehicle } from '#tests/support/fleet.ts'
import { manyCoupons } from '#tests/support/many-coupons.ts'
import { numbersBelow } from '#tests/support/numbers-below.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'
import { giveTemplate, refusedAs } from '../rules/world.ts'
import { createBulkWorld, idsOf } from './world.ts'

let world: Awaited<ReturnType<typeof createBulkWorld>>
beforeAll(async () => {
  world = await createBulkWorld()
})
afterAll(() => world.cabinet.destroy())

const BLOCK = { action: 'block', reason: 'Инвентаризация' }
const stateOf = async (id: number) => (await findCard(world.owner, world.companyId, id)).state
const cardActions = (id: number) => world.cabinet.actions({ kind: 'card', id })

async function cards(count: number, overrides = {}) {
  return bringCards(
    world.owner,
    world.companyId,
    Array.from({ length: count }, () => overrides),
  )
}

describe('a preview', () => {
  test('says from what to what each would change, what would not, and why', async () => {
    const { owner, companyId, preview } = world
    const [one, blocked] = await cards(2)
    const [over] = await cards(1, { validUntil: '2026-01-01' })
    if (!one || !blocked || !over) throw new Error('no cards')
    await blockCard(owner, companyId, blocked.id, { reason: '' })
    const { planned, leftOut } = await preview({ ...BLOCK, ids: idsOf([one, blocked, over]) })
    expect(planned).toMatchObject([
      { id: one.id, before: { status: 'active' }, after: { status: 'blocked_by_client' } },
    ])
    expect(leftOut).toMatchObject([
      { id: blocked.id, code: null, state: { status: 'blocked_by_client' } },
      { id: over.id, code: 'card_not_blockable', state: { status: 'expired' } },
    ])
    expect(await stateOf(one.id)).toBe('active')
  })

  test('goes through all that the filter of the list finds, not only through a page', async () => {
    const { companyId, owner, preview } = world
    const all = await cards(130, { holder: 'Бектұров Алмас' })
    const { planned } = await preview({ ...BLOCK, q: 'Бектұров' })
    expect(planned.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
    const chosen = await choose(owner, companyId, {
      kind: 'card',
      ids: null,
      filter: { q: 'Бектұров' } as never,
    })
    expect(chosen).toHaveLength(130)
  })

  test('of nothing, of too many, and of somebody else’s cards is refused', async () => {
    const { cabinet, owner, companyId, preview } = world
    const elsewhere = await cabinet.company()
    const [foreign] = await bringCards(owner, elsewhere, [{}])
    await expect(preview({ ...BLOCK, ticked: '1' })).rejects.toThrow(refusedAs('bulk_nothing_chosen'))
    await expect(preview({ ...BLOCK, ids: [String(foreign?.id)] })).rejects.toThrow(
      refusedAs('card_not_found'),
    )
    const many = Array.from({ length: 20_001 }, (_, at) => at + 1)
    const tooMany = choose(owner, companyId, { kind: 'card', ids: many, filter: {} as never })
    await expect(tooMany).rejects.toThrow(refusedAs('bulk_too_many'))
  })

  test('is all coupons that the filter finds or, above 20,000, none', async () => {
    const { cabinet } = world
    const large = await cabinet.company()
    const reader = (await cabinet.client(large, 'owner')).ctx
    await manyCoupons(cabinet.db, large, 20_001)
    const found = (to: string) =>
      choose(reader, large, { kind: 'coupon', ids: null, filter: { to } as never })
    expect(await found('2026-12-31')).toHaveLength(20_000)
    await expect(found('2027-01-01')).rejects.toThrow(refusedAs('bulk_too_many'))
  })

  test('is all cards that the filter finds or, above 20,000, none', async () => {
    const { cabinet } = world
    const large = await cabinet.company()
    const reader = (await cabinet.client(large, 'owner')).ctx
    await sql`insert into cards
        (company_id, number, number_reversed, holder, plate, products, scheme, status, issuer_status)
      select ${large}, number, reverse(number), '', '', if(n = 0, 'ai95', 'diesel'), 'limits', 'active', 'active'
      from (select n, cast(8700000000000000 + n as char) as number from (${numbersBelow(20_001)}) counted) made
    `.execute(cabinet.db)
    const found = (filter: object) =>
      choose(reader, large, { kind: 'card', ids: null, filter: filter as never })
    expect(await found({ product: 'diesel' })).toHaveLength(20_000)
    await expect(found({})).rejects.toThrow(refusedAs('bulk_too_many'))
  })
})

describe('a wish', () => {
  test('about drivers and vehicles names one of the two at least', () => {
    const wish = bulkRequest('card').safeParse({ action: 'holder', driver: 'keep', ids: ['1'] })
    expect(wish.error?.issues).toMatchObject([{ path: ['driver'], message: 'required' }])
  })

  test.each(['driver', 'vehicle'] as const)(
    'for a %s that was archived is refused beside it',
    async (what) => {
      const { owner, companyId, preview } = world
      const [id, archive] =
        what === 'driver'
          ? [await newDriver(owner, companyId), archiveDriver]
          : [await newVehicle(owner, companyId), archiveVehicle]
      await archive(owner, companyId, id)
      const wanted = preview({ action: 'holder', [what]: String(id), ids: idsOf(await cards(1)) })
      await expect(wanted).rejects.toThrow(
        expect.objectContaining({ code: `${what}_not_found`, field: what }),
      )
    },
  )

  test('for what is so already leaves everything out, and there is nothing to confirm', async () => {
    const { owner, companyId, preview, start, templateOf } = world
    const [card] = await cards(1)
    if (!card) throw new Error('no card')
    const template = await templateOf({ perDay: '70' }, [card])
    const wanted = { action: 'template', templateId: String(template.id), ids: idsOf([card]) }
    const { planned, leftOut } = await preview(wanted)
    expect({ planned, leftOut }).toMatchObject({ planned: [], leftOut: [{ id: card.id, code: null }] })
    await expect(start(wanted)).rejects.toThrow(refusedAs('bulk_nothing_to_do'))
    expect((await readCardRule(owner, companyId, card.id)).rule?.version).toBe(1)
  })

  test('beside five that the worker has still to go through waits for them', async () => {
    const { start, work } = world
    for (const card of await cards(5)) await start({ ...BLOCK, ids: idsOf([card]) })
    const [sixth] = await cards(1)
    const wanted = { ...BLOCK, ids: idsOf(sixth ? [sixth] : []) }
    await expect(start(wanted)).rejects.toThrow(refusedAs('bulk_in_work'))
    await work()
    expect(await start(wanted)).toBeGreaterThan(0)
    await work()
  })
})

describe('a confirmation', () => {
  test('blocks each card once, with the reason, by the person who asked', async () => {
    const { change, find, owner } = world
    const three = await cards(3)
    const id = await change({ ...BLOCK, ids: idsOf(three) })
    expect(await find(id)).toMatchObject({ status: 'done', total: 3, done: 3, refused: 0 })
    for (const card of three) {
      expect(await stateOf(card.id)).toBe('blocked_by_client')
      const logged = await world.cabinet.db
        .selectFrom('audit_log')
        .select(['action', 'actor_id', 'data'])
        .where('subject_kind', '=', 'card')
        .where('subject_id', '=', card.id)
        .execute()
      expect(logged).toMatchObject([
        { action: 'card.blocked', actor_id: 'userId' in owner.actor ? owner.actor.userId : 0 },
      ])
      expect(logged[0]?.data).toContain('Инвентаризация')
    }
  })

  test('of a set that changed since the preview is refused', async () => {
    const { owner, companyId, preview, start } = world
    const [one, other] = await cards(2, { holder: 'Серікбаев' })
    if (!one || !other) throw new Error('no cards')
    const { digest } = await preview({ ...BLOCK, q: 'Серікбаев' })
    await cards(1, { holder: 'Серікбаев' })
    await expect(start({ ...BLOCK, q: 'Серікбаев' }, { digest })).rejects.toThrow(refusedAs('bulk_changed'))
    const ids = idsOf([one, other])
    const seen = await preview({ ...BLOCK, ids })
    await blockCard(owner, companyId, one.id, { reason: '' })
    const late = start({ ...BLOCK, ids }, { digest: seen.digest })
    await expect(late).rejects.toThrow(refusedAs('bulk_changed'))
    expect(await stateOf(other.id)).toBe('active')
  })

  test('of another action, template or group than was shown is refused', async () => {
    const { preview, start, templateOf } = world
    const [card] = await cards(1)
    const ids = idsOf(card ? [card] : [])
    const [one, other] = [await templateOf({ perDay: '50' }), await templateOf({ perDay: '500' })]
    const { digest } = await preview({ action: 'template', templateId: String(one.id), ids })
    const swapped = start({ action: 'template', templateId: String(other.id), ids }, { digest })
    await expect(swapped).rejects.toThrow(refusedAs('bulk_changed'))
    const block = start({ ...BLOCK, ids }, { digest })
    await expect(block).rejects.toThrow(refusedAs('bulk_changed'))
  })

  test('a card that somebody changes before the worker comes stays as he left it', async () => {
    const { owner, companyId, start, work, find, groupOf } = world
    const [one, other] = await cards(2)
    if (!one || !other) throw new Error('no cards')
    const [wanted, his] = [await groupOf({}), await groupOf({})]
    const id = await start({ action: 'group', groupId: String(wanted.id), ids: idsOf([one, other]) })
    await setGroupOfCards(owner, companyId, his.id, { cardIds: [one.id] })
    await work()
    expect(await find(id)).toMatchObject({
      ...{ status: 'done', total: 2, done: 1, refused: 1 },
      refusedRows: [{ id: one.id, refusal: 'bulk_changed' }],
    })
    expect((await findCard(owner, companyId, one.id)).group?.id).toBe(his.id)
    expect((await findCard(owner, companyId, other.id)).group?.id).toBe(wanted.id)
  })

  test('of what somebody does himself before the worker comes is done, and not twice', async () => {
    const { owner, companyId, start, work, find } = world
    const [card] = await cards(1)
    if (!card) throw new Error('no card')
    const id = await start({ ...BLOCK, ids: idsOf([card]) })
    await blockCard(owner, companyId, card.id, { reason: '' })
    await work()
    expect(await find(id)).toMatchObject({ status: 'done', done: 1, refused: 0 })
    expect(await cardActions(card.id)).toEqual(['card.blocked'])
  })

  test.each([
    ['card', 'cards', bringCards],
    ['coupon', 'coupons', bringCoupons],
  ] as const)(
    'of a %s that goes to another company before the worker comes is refused',
    async (kind, table, bring) => {
      const { cabinet, owner, companyId, start, work, find } = world
      const [gone] = await bring(owner, companyId, [{}])
      if (!gone) throw new Error('nothing brought')
      const id = await start({ ...BLOCK, ids: idsOf([gone]) }, { kind })
      const next = await cabinet.company()
      await cabinet.db.updateTable(table).set({ company_id: next }).where('id', '=', gone.id).execute()
      await work()
      expect(await find(id)).toMatchObject({ status: 'done', done: 0, refused: 1, refusedRows: [] })
      const [row] = await selectBulkRows(cabinet.db, id, 'refused', 1)
      expect(row?.refusal).toBe(`${kind}_not_found`)
      const { status } = await cabinet.db
        .selectFrom(table)
        .select('status')
        .where('id', '=', gone.id)
        .executeTakeFirstOrThrow()
      expect(status).toBe('active')
    },
  )

  test('of a block until a moment sets that moment', async () => {
    const { change, owner, companyId } = world
    const [card] = await cards(1)
    if (!card) throw new Error('no card')
    await change({ ...BLOCK, until: '2035-01-01T18:00', ids: idsOf([card]) })
    const { client_blocked_until: until } = await findCard(owner, companyId, card.id)
    // 18:00 in Almaty.
    expect(until).toEqual(new Date('2035-01-01T13:00:00Z'))
  })

  test('of who has left the company since changes nothing', async () => {
    const { cabinet, owner, companyId, start, work, find } = world
    const manager = await cabinet.client(companyId, 'manager')
    const [card] = await cards(1)
    if (!card) throw new Error('no card')
    const id = await start({ ...BLOCK, ids: idsOf([card]) }, { ctx: manager.ctx })
    await removeColleague(owner, manager.userId)
    await work()
    expect(await find(id)).toMatchObject({ done: 0, refused: 1 })
    expect(await stateOf(card.id)).toBe('active')
  })
})

describe('the worker', () => {
  test('a worker that was told to stop begins nothing', async () => {
    const { start, work, worker, find } = world
    const id = await start({ ...BLOCK, ids: idsOf(await cards(1)) })
    expect(await carryOutBulkChanges(worker, AbortSignal.abort())).toBe(false)
    expect(await find(id)).toMatchObject({ status: 'running', done: 0 })
    await work()
    expect(await find(id)).toMatchObject({ status: 'done', done: 1 })
  })

  test('does each row once, however many of it there are', async () => {
    const { start, worker, find } = world
    const many = await cards(120)
    const id = await start({ ...BLOCK, ids: idsOf(many) })
    const turns = Array.from({ length: 4 }, async () => {
      while (await carryOutBulkChanges(worker));
    })
    await Promise.all(turns)
    expect(await find(id)).toMatchObject({ status: 'done', done: 120, refused: 0 })
    for (const card of many) expect(await cardActions(card.id)).toEqual(['card.blocked'])
  })

  test('does each row once, however often its connection is killed', async () => {
    const { cabinet, start, work, find } = world
    const many = await cards(150)
    const id = await start({ ...BLOCK, ids: idsOf(many) })
    let killed = 0
    const killer = { isDone: false }
    const killing = (async () => {
      while (!killer.isDone && killed < 6) {
        const { rows } = await sql<{ id: number }>`select id from information_schema.processlist
          where db = database() and id <> connection_id() and command <> 'Killed' limit 1`.execute(cabinet.db)
        for (const row of rows) {
          await sql`kill ${sql.lit(row.id)}`.execute(cabinet.db).catch(() => {})
          killed += 1
        }
        await new Promise((resolve) => setTimeout(resolve, 150))
      }
    })().catch(() => {})
    for (;;) {
      try {
        await work()
        break
      } catch {
        // The job begins again, as the scheduler lets it.
      }
    }
    killer.isDone = true
    await killing
    // What is left of the dead ones is found out by whoever uses it next.
    await Promise.allSettled(Array.from({ length: 50 }, () => sql`select 1`.execute(cabinet.db)))
    expect(killed).toBeGreaterThan(0)
    expect(await find(id)).toMatchObject({ status: 'done', done: 150, refused: 0 })
    for (const card of many) expect(await cardActions(card.id)).toEqual(['card.blocked'])
  })

  test('lets no company wait for another one’s long change', async () => {
    const { cabinet, start, worker, find } = world
    const long = await start({ ...BLOCK, ids: idsOf(await cards(110)) })
    const short = await start({ ...BLOCK, ids: idsOf(await cards(1)) })
    const stop = new AbortController()
    const turn = carryOutBulkChanges(worker, stop.signal)
    while ((await find(short)).status === 'running') await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await find(long)).toMatchObject({ status: 'running' })
    await turn
    while (await carryOutBulkChanges(worker));
    expect(await find(long)).toMatchObject({ status: 'done', done: 110 })
    expect(cabinet.db).toBeDefined()
  })
})

describe('what cannot be read or done', () => {
  const spoil = (id: number, text: string, what: 'params' | 'rows', instrumentId = 0) =>
    what === 'params'
      ? world.cabinet.db.updateTable('bulk_changes').set({ params: text }).where('id', '=', id).execute()
      : world.cabinet.db
          .updateTable('bulk_change_rows')
          .set({ before_state: text })
          .where('bulk_change_id', '=', id)
          .where('instrument_id', '=', instrumentId)
          .execute()

  test.each(['{"of"', 'null', '{"of":"weather"}', '[]'])(
    'a row that holds %s is refused, and all others are done',
    async (text) => {
      const { start, work, find } = world
      const [first, second] = await cards(2)
      const spoilt = await start({ ...BLOCK, ids: idsOf([first, second] as never) })
      await spoil(spoilt, text, 'rows', first?.id)
      const next = await start({ ...BLOCK, ids: idsOf(await cards(1)) })
      await work()
      expect(await find(spoilt)).toMatchObject({ status: 'done', done: 1, refused: 1 })
      expect(await find(next)).toMatchObject({ status: 'done', done: 1 })
      expect(await stateOf(first?.id ?? 0)).toBe('active')
    },
  )

  test.each(['{', 'null', '{"action":"melt","names":{}}', '{"action":"group"}'])(
    'a change whose wish is %s ends refused, and the next company’s is done',
    async (text) => {
      const { start, work, cabinet } = world
      const [card] = await cards(1)
      const spoilt = await start({ ...BLOCK, ids: idsOf([card] as never) })
      await spoil(spoilt, text, 'params')
      const next = await start({ ...BLOCK, ids: idsOf(await cards(1)) })
      await work()
      const changes = await cabinet.db
        .selectFrom('bulk_changes')
        .select(['id', 'status', 'done', 'refused'])
        .where('id', 'in', [spoilt, next])
        .orderBy('id')
        .execute()
      expect(changes).toEqual([
        { id: spoilt, status: 'done', done: 0, refused: 1 },
        { id: next, status: 'done', done: 1, refused: 0 },
      ])
      expect(await stateOf(card?.id ?? 0)).toBe('active')
      const page = await listBulkChanges(world.owner, world.companyId, undefined)
      expect(page.rows.map(({ id }) => id)).toContain(spoilt)
    },
  )
})

/** Fails once, with the statement of that number, as a fault of the program would. */
function failingAt(statement: number): { plugin: KyselyPlugin; isReached: () => boolean } {
  let sent = 0
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (++sent === statement) throw new Error('a fault of the program')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { plugin, isReached: () => sent >= statement }
}

describe('a fault of the program', () => {
  test('at any statement of the worker leaves each row done or refused, tells of it, and the next change goes on', async () => {
    const { start, work, worker, find } = world
    const refusals: number[] = []
    for (let at = 1; ; at++) {
      const two = await cards(2)
      const [id, next] = [
        await start({ ...BLOCK, ids: idsOf(two) }),
        await start({ ...BLOCK, ids: idsOf(await cards(1)) }),
      ]
      const { plugin, isReached } = failingAt(at)
      const told: unknown[] = []
      const faulty = { ...worker, db: worker.db.withPlugin(plugin) }
      await carryOutBulkChanges(faulty, undefined, (error) => told.push(error)).catch((error) => {
        told.push(error)
      })
      await work()
      if (!isReached()) break
      expect(told).toHaveLength(1)
      const found = await find(id)
      const rows = await selectBulkRows(world.cabinet.db, id, 'refused', 9)
      expect(found).toMatchObject({ status: 'done', done: 2 - rows.length, refused: rows.length })
      for (const { refusal } of rows) expect(refusal).toBe('unexpected')
      const refused = rows.map(({ instrument_id }) => instrument_id)
      for (const card of two)
        expect(await stateOf(card.id)).toBe(refused.includes(card.id) ? 'active' : 'blocked_by_client')
      refusals.push(rows.length)
      expect(await find(next)).toMatchObject({ status: 'done' })
    }
    // Nothing of it, one row of it, and the rows of a batch that could not be looked at.
    expect(new Set(refusals)).toEqual(new Set([0, 1, 2]))
  })
})

describe('every action', () => {
  test('of a rule: a template, one rule for all, and no rule; undone, each has its own again', async () => {
    const { owner, companyId, change, templateOf, work } = world
    const three = await cards(3)
    const [own, shared, bare] = three
    if (!own || !shared || !bare) throw new Error('no cards')
    const [before, after] = [await templateOf({ perDay: '70' }), await templateOf({ perDay: '90' })]
    await giveTemplate(owner, companyId, shared.id, before.id)
    await change({ action: 'rule', perFill: '33', ids: idsOf([own]) })
    const ruleOf = async (id: number) => (await readCardRule(owner, companyId, id)).rule
    expect(await ruleOf(own.id)).toMatchObject({ perFill: 33_000, template: null })

    const given = await change({ action: 'template', templateId: String(after.id), ids: idsOf(three) })
    for (const { id } of three) expect((await ruleOf(id))?.template?.id).toBe(after.id)
    const removed = await change({ action: 'no_rule', ids: idsOf(three) })
    for (const { id } of three) expect(await ruleOf(id)).toBeNull()

    await undoBulkChange(owner, companyId, removed)
    await work()
    for (const { id } of three) expect((await ruleOf(id))?.template?.id).toBe(after.id)
    expect(await world.find(given)).toMatchObject({ status: 'done' })
  })

  test('undone brings back an own rule, a template and none', async () => {
    const { owner, companyId, change, templateOf, work, find } = world
    const three = await cards(3)
    const [own, shared, bare] = three
    if (!own || !shared || !bare) throw new Error('no cards')
    const [before, after] = [await templateOf({ perDay: '70' }), await templateOf({ perDay: '90' })]
    await giveTemplate(owner, companyId, shared.id, before.id)
    await change({ action: 'rule', perFill: '33', products: ['diesel'], ids: idsOf([own]) })
    const id = await change({ action: 'template', templateId: String(after.id), ids: idsOf(three) })
    await undoBulkChange(owner, companyId, id)
    await work()
    const ruleOf = async (card: number) => (await readCardRule(owner, companyId, card)).rule
    expect(await ruleOf(own.id)).toMatchObject({ perFill: 33_000, products: ['diesel'], template: null })
    expect((await ruleOf(shared.id))?.template?.id).toBe(before.id)
    expect(await ruleOf(bare.id)).toBeNull()
    expect(await find(id)).toMatchObject({ status: 'undone', undone: 3, kept: 0 })
  })

  test('of a holder: driver and vehicle by name, one of them left as it was', async () => {
    const { owner, companyId, change, work } = world
    const two = await cards(2)
    const driver = await newDriver(owner, companyId, { name: 'Ыбырай' })
    const vehicle = await newVehicle(owner, companyId)
    const id = await change({ action: 'holder', driver: String(driver), vehicle: 'keep', ids: idsOf(two) })
    const holderOf = async (card: number) => {
      const all = await listAssignments(owner, companyId, { kind: 'card', id: card })
      return all.filter(({ ends_at }) => ends_at === null).map(({ subject, name }) => `${subject} ${name}`)
    }
    for (const card of two) expect(await holderOf(card.id)).toEqual(['driver Ыбырай'])
    await change({ action: 'holder', vehicle: String(vehicle), ids: idsOf(two.slice(0, 1)) })
    await undoBulkChange(owner, companyId, id)
    await work()
    const [one, other] = two
    // Its vehicle was changed since, so it stays.
    expect(await holderOf(one?.id ?? 0)).toContain('driver Ыбырай')
    expect(await holderOf(other?.id ?? 0)).toEqual([])
  })

  test('of nobody: who drives the card is taken away, and undone he has it again', async () => {
    const { owner, companyId, change, work } = world
    const [card] = await cards(1)
    if (!card) throw new Error('no card')
    const driver = await newDriver(owner, companyId, { name: 'Мұқағали' })
    const holders = async () => {
      const all = await listAssignments(owner, companyId, { kind: 'card', id: card.id })
      return all.filter(({ ends_at }) => ends_at === null).map(({ name }) => name)
    }
    await change({ action: 'holder', driver: String(driver), ids: idsOf([card]) })
    const id = await change({ action: 'holder', driver: 'none', ids: idsOf([card]) })
    expect(await holders()).toEqual([])
    await undoBulkChange(owner, companyId, id)
    await work()
    expect(await holders()).toEqual(['Мұқағали'])
  })

  test('of a block that is lifted: with the reason, and nothing of the issuer’s', async () => {
    const { owner, companyId, preview, change, find } = world
    const [blocked, works] = await cards(2)
    const [byIssuer] = await cards(1, { issuerStatus: 'blocked' })
    if (!blocked || !works || !byIssuer) throw new Error('no cards')
    await blockCard(owner, companyId, blocked.id, { reason: '' })
    const wanted = { action: 'unblock', reason: 'Инвентаризация окончена' }
    const ids = idsOf([blocked, works, byIssuer])
    const { planned, leftOut } = await preview({ ...wanted, ids })
    expect(planned).toMatchObject([
      { id: blocked.id, before: { status: 'blocked_by_client' }, after: { status: 'active', until: null } },
    ])
    expect(leftOut).toMatchObject([
      { id: works.id, code: null },
      { id: byIssuer.id, code: 'card_not_unblockable' },
    ])
    expect(await find(await change({ ...wanted, ids }))).toMatchObject({ status: 'done', total: 1, done: 1 })
    expect(await stateOf(blocked.id)).toBe('active')
    const { data } = await world.cabinet.db
      .selectFrom('audit_log')
      .select('data')
      .where('action', '=', 'card.unblocked')
      .where('subject_id', '=', blocked.id)
      .executeTakeFirstOrThrow()
    expect(data).toContain('Инвентаризация окончена')
  })

  test('of a block that is lifted, undone: it holds again until the moment that it had', async () => {
    const { owner, companyId, change, work, find } = world
    const [forGood, timed] = await cards(2)
    if (!forGood || !timed) throw new Error('no cards')
    const until = new Date('2035-01-01T13:00:00Z')
    await blockCard(owner, companyId, forGood.id, { reason: '' })
    await blockCard(owner, companyId, timed.id, { reason: '', until })
    const id = await change({ action: 'unblock', ids: idsOf([forGood, timed]) })
    await undoBulkChange(owner, companyId, id)
    await work()
    expect(await find(id)).toMatchObject({ status: 'undone', undone: 2, kept: 0 })
    expect(await findCard(owner, companyId, forGood.id)).toMatchObject({
      ...{ state: 'blocked_by_client', client_blocked_until: null },
    })
    expect(await findCard(owner, companyId, timed.id)).toMatchObject({
      ...{ state: 'blocked_by_client', client_blocked_until: until },
    })
  })

  test('of a block that is lifted, undone after the block would have ended: it stays lifted', async () => {
    const { cabinet, owner, companyId, change, work, find } = world
    const [card] = await cards(1)
    if (!card) throw new Error('no card')
    await blockCard(owner, companyId, card.id, { reason: '', until: new Date('2035-01-01T13:00:00Z') })
    const id = await change({ action: 'unblock', ids: idsOf([card]) })
    await cabinet.db
      .updateTable('bulk_change_rows')
      .set({ before_state: sql<string>`replace(before_state, '2035-', '2020-')` })
      .where('bulk_change_id', '=', id)
      .execute()
    await undoBulkChange(owner, companyId, id)
    await work()
    expect(await find(id)).toMatchObject({ status: 'undone', kept: 0 })
    expect(await stateOf(card.id)).toBe('active')
    expect(await cardActions(card.id)).toEqual(['card.blocked', 'card.unblocked'])
  })

  test('of coupons whose block is lifted, and undone they are blocked again', async () => {
    const { owner, companyId, preview, change, work, find } = world
    const kind = { kind: 'coupon' as const }
    const [one, issued, used] = await bringCoupons(owner, companyId, [
      {},
      { issuerStatus: 'issued' },
      { issuerStatus: 'redeemed' },
    ])
    if (!one || !issued || !used) throw new Error('no coupons')
    const two = [one, issued]
    const states = async () =>
      Promise.all(two.map(async ({ id }) => (await findCoupon(owner, companyId, id)).state))
    const before = await states()
    const ids = idsOf([...two, used])
    const block = await preview({ ...BLOCK, ids }, kind)
    expect(block.leftOut).toMatchObject([{ id: used.id, code: 'coupon_not_blockable' }])
    await change({ ...BLOCK, ids }, kind)
    expect(await states()).toEqual(['blocked_by_client', 'blocked_by_client'])
    const unblock = await preview({ action: 'unblock', ids }, kind)
    expect(unblock.leftOut).toMatchObject([{ id: used.id, code: 'coupon_not_unblockable' }])
    const id = await change({ action: 'unblock', ids }, kind)
    expect(await states()).toEqual(before)
    await undoBulkChange(owner, companyId, id)
    await work()
    expect(await find(id)).toMatchObject({ status: 'undone', undone: 2, kept: 0 })
    expect(await states()).toEqual(['blocked_by_client', 'blocked_by_client'])
  })

  test('of coupons: blocked, unblocked, and undone', async () => {
    const { owner, companyId, change, work } = world
    const coupons = await bringCoupons(owner, companyId, [{}, {}, {}])
    const kind = { kind: 'coupon' as const }
    const stateNow = async (id: number) => (await findCoupon(owner, companyId, id)).state
    const id = await change({ ...BLOCK, ids: idsOf(coupons) }, kind)
    for (const coupon of coupons) expect(await stateNow(coupon.id)).toBe('blocked_by_client')
    await undoBulkChange(owner, companyId, id)
    await work()
    for (const coupon of coupons) expect(await stateNow(coupon.id)).toBe('active')
  })

  test('template and group hold so many cards at most', async () => {
    const { owner, cabinet, companyId, preview, templateOf } = world
    const template = await templateOf({ perDay: '10' })
    const [card] = await cards(1)
    const { insertId } = await cabinet.db
      .insertInto('cards')
      .columns([
        'company_id',
        'number',
        'number_reversed',
        'holder',
        'plate',
        'products',
        'scheme',
        'limit_unit',
        'status',
        'issuer_status',
        'updated_at',
      ] as never)
      .expression(
        sql`select ${companyId}, concat('9', lpad(seq, 15, '0')), reverse(concat('9', lpad(seq, 15, '0'))), '', '', '',
        'limits', 'ml', 'active', 'active', utc_timestamp(6) from seq_1_to_5000` as never,
      )
      .executeTakeFirstOrThrow()
    await sql`insert into card_rules (card_id, company_id, unit, products, weekdays, station_codes, template_id, version)
      select id, company_id, 'ml', '', '', '', ${template.id}, 1 from cards where id >= ${Number(insertId)}
      and company_id = ${companyId} and number like '9%' limit 5000`.execute(cabinet.db)
    const full = preview({
      action: 'template',
      templateId: String(template.id),
      ids: idsOf(card ? [card] : []),
    })
    await expect(full).rejects.toThrow(refusedAs('rule_cards_too_many'))
    const give = () => giveTemplate(owner, companyId, card?.id ?? 0, template.id)
    await expect(give()).rejects.toMatchObject({ code: 'invalid', field: 'templateId' })
    // One that has it may be given it again, and where a card leaves another may come.
    expect(await giveTemplate(owner, companyId, Number(insertId), template.id)).toMatchObject({
      name: template.name,
    })
    await removeCardRule(owner, companyId, Number(insertId), { version: 1 })
    await give()
    expect((await readCardRule(owner, companyId, card?.id ?? 0)).rule?.template?.id).toBe(template.id)
    await sql`delete from card_rules where template_id = ${template.id}`.execute(cabinet.db)
    await sql`delete from cards where id >= ${Number(insertId)} and number like '9%'`.execute(cabinet.db)
    expect(owner).toBeDefined()
  })
})

describe('an undo', () => {
  test('restores what nobody changed since, and names the rest', async () => {
    const { owner, companyId, change, work, find } = world
    const three = await cards(3)
    const [one, other] = three
    if (!one || !other) throw new Error('no cards')
    const id = await change({ ...BLOCK, ids: idsOf(three) })
    // Lifted and blocked again: the same word, another block.
    await unblockCard(owner, companyId, one.id)
    await blockCard(owner, companyId, one.id, BlockCard.parse({ reason: 'Ремонт' }))
    await unblockCard(owner, companyId, other.id)
    await undoBulkChange(owner, companyId, id)
    await work()
    expect(await find(id)).toMatchObject({
      ...{ status: 'undone', undone: 1, kept: 2 },
      keptRows: [{ id: one.id }, { id: other.id }],
    })
    expect(await Promise.all(three.map((card) => stateOf(card.id)))).toEqual([
      'blocked_by_client',
      'active',
      'active',
    ])
  })

  test('of who has lost the right since restores nothing', async () => {
    const { cabinet, owner, companyId, change, work, find } = world
    const manager = await cabinet.client(companyId, 'manager')
    const [card] = await cards(1)
    if (!card) throw new Error('no card')
    const id = await change({ ...BLOCK, ids: idsOf([card]) })
    await undoBulkChange(manager.ctx, companyId, id)
    await removeColleague(owner, manager.userId)
    await work()
    expect(await find(id)).toMatchObject({ status: 'undone', undone: 0, kept: 1 })
    expect(await stateOf(card.id)).toBe('blocked_by_client')
  })

  test('of a card that has gone to another company touches it there no more', async () => {
    const { cabinet, companyId, change, work, find, owner } = world
    const [card] = await cards(1)
    if (!card) throw new Error('no card')
    const id = await change({ ...BLOCK, ids: idsOf([card]) })
    const other = await cabinet.company()
    await cabinet.db.updateTable('cards').set({ company_id: other }).where('id', '=', card.id).execute()
    await undoBulkChange(owner, companyId, id)
    await work()
    const found = await find(id)
    expect(found).toMatchObject({ status: 'undone', undone: 0, kept: 1, keptRows: [] })
    const row = await cabinet.db
      .selectFrom('cards')
      .select('client_blocked_at')
      .where('id', '=', card.id)
      .executeTakeFirstOrThrow()
    expect(row.client_blocked_at).not.toBeNull()
  })

  test.each([
    ['running', null, false],
    ['undone', 1, false],
    ['done', 23, true],
    ['done', 24, false],
  ] as const)('is offered of one that is %s, %s hours after it was: %s', (status, hours, isOffered) => {
    const now = new Date('2026-11-22T07:00:00Z')
    const finishedAt = hours === null ? null : new Date(now.getTime() - hours * 3_600_000)
    expect(canUndo({ status, finishedAt }, now)).toBe(isOffered)
  })

  test('is asked for once, within 24 hours', async () => {
    const { cabinet, owner, companyId, change, work } = world
    const id = await change({ ...BLOCK, ids: idsOf(await cards(1)) })
    const both = await Promise.allSettled([
      undoBulkChange(owner, companyId, id),
      undoBulkChange(owner, companyId, id),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await work()
    await expect(undoBulkChange(owner, companyId, id)).rejects.toThrow(refusedAs('bulk_not_undoable'))
    const late = await change({ ...BLOCK, ids: idsOf(await cards(1)) })
    await cabinet.db
      .updateTable('bulk_changes')
      .set({ finished_at: sql<Date>`utc_timestamp(6) - interval 24 hour` })
      .where('id', '=', late)
      .execute()
    await expect(undoBulkChange(owner, companyId, late)).rejects.toThrow(refusedAs('bulk_not_undoable'))
  })

  test('of random changes with random hands between leaves the hands’ work and restores the rest', async () => {
    const { owner, companyId, change, work, find, groupOf } = world
    const [one, other] = [await groupOf({}), await groupOf({})]
    const groups = [null, one.id, other.id]
    const group = fc.nat(2)
    const groupNow = async (id: number) => (await findCard(owner, companyId, id)).group?.id ?? null
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ before: group, hand: fc.option(group) }), { minLength: 1, maxLength: 6 }),
        group,
        async (rows, to) => {
          const all = await cards(rows.length)
          const put = (id: number, at: number) =>
            setGroupOfCards(owner, companyId, groups[at] ?? null, { cardIds: [id] })
          for (const [at, card] of all.entries()) await put(card.id, rows[at]?.before ?? 0)
          const changes = rows.some(({ before }) => before !== to)
          if (!changes) return
          const id = await change({ action: 'group', groupId: String(groups[to] ?? 'none'), ids: idsOf(all) })
          for (const [at, card] of all.entries()) {
            const hand = rows[at]?.hand
            if (hand !== null && hand !== undefined) await put(card.id, hand)
          }
          await undoBulkChange(owner, companyId, id)
          await work()
          const { undone, kept, done } = await find(id)
          expect(undone + kept).toBe(done)
          for (const [at, card] of all.entries()) {
            const { before, hand } = rows[at] ?? { before: 0, hand: null }
            const left = hand ?? to
            // Where the hand put it back to where the change had put it, nothing tells it from untouched.
            const expected = before !== to && left === to ? before : left
            expect(await groupNow(card.id)).toBe(groups[expected] ?? null)
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})
