import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { removeCardPin, setCardPin } from '#app/domain/cards/card-pins.server.ts'
import { PermitMore, SaveRule } from '#app/domain/cards/card-rules.input.server.ts'
import {
  endPermission,
  permitMore,
  removeCardRule,
  saveCardRule,
} from '#app/domain/cards/card-rules.server.ts'
import { closeCompany, findCompany, reopenCompany } from '#app/domain/companies/companies.server.ts'
import { showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { blockCoupon, unblockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import { asksOf } from '#app/domain/instructions/instructions.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { authorize, completeAuthorization } from '#app/domain/pump-operations/pump-operations.server.ts'
import { setSuspicion } from '#app/domain/signals/suspicions.server.ts'
import { setIssuerStations } from '#app/domain/stations/station-rules.server.ts'
import { withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'
import { recordStatements, stoppingAfter } from '#tests/support/statement-recorder.ts'

const OUTSIDE = { processing: { card: 'outside', coupon: 'outside' } } as const
const reason = { reason: 'stolen' }

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person
let ctx: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  ctx = withSettings(owner.ctx, OUTSIDE)
})
afterAll(() => cabinet.destroy())

test.each([
  ['card.unblocked', 'card'],
  ['coupon.unblocked', 'coupon'],
] as const)('%s of one that is not there is refused, and nothing is recorded', async (action, kind) => {
  const data = { number: '9900000000000017', reason: 'found' }
  const gone = { kind, id: 2 ** 31, companyId }
  const change = transact(ctx, (inner) => recordInstrumentChange(inner, action, gone, data))
  await expect(change).rejects.toMatchObject({ code: `${kind}_not_found` })
  expect(await cabinet.actions({ kind, id: gone.id })).toEqual([])
})

async function newCard() {
  const [card] = await bringCards(await cabinet.system(), companyId, [{}])
  if (!card) throw new Error('no card')
  return card.id
}
async function newCoupon() {
  const [coupon] = await bringCoupons(await cabinet.system(), companyId, [{}])
  if (!coupon) throw new Error('no coupon')
  return coupon.id
}
async function instructionsOf(kind: 'card' | 'coupon', id: number) {
  const rows = await cabinet.db
    .selectFrom('instructions')
    .selectAll()
    .where('instrument_kind', '=', kind)
    .where('instrument_id', '=', id)
    .orderBy('version')
    .execute()
  return rows.map((row) => ({ ...row, state: JSON.parse(row.state) }))
}

describe('a company that is closed', () => {
  test('asks for a block of each card and coupon that can be fuelled with, and takes it back on reopening', async () => {
    const company = await cabinet.company()
    const system = await cabinet.system()
    const staff = (await cabinet.staff('operator')).ctx
    const outside = withSettings(staff, OUTSIDE)
    const cards = await bringCards(system, company, [{}, {}, { issuerStatus: 'expired' }])
    const coupons = await bringCoupons(system, company, [
      {},
      { validUntil: '2026-01-31' },
      { issuerStatus: 'redeemed' },
    ])
    const client = await cabinet.client(company)
    await blockCard(withSettings(client.ctx, OUTSIDE), company, cards[1]?.id ?? 0, reason)
    const asked = async () => ({
      cards: await Promise.all(cards.map(({ id }) => instructionsOf('card', id))),
      coupons: await Promise.all(coupons.map(({ id }) => instructionsOf('coupon', id))),
    })
    const wanted = async () => {
      const { cards, coupons } = await asked()
      return [...cards, ...coupons].map((rows) => rows.at(-1)?.state.blocked_by)
    }
    await closeCompany(outside, company)
    expect(await wanted()).toEqual([
      ...[['supplier'], ['client', 'supplier'], undefined],
      ...[['supplier'], undefined, undefined],
    ])
    const closed = await asked()
    expect(closed.cards[0]).toMatchObject([{ version: 1, asks: 'block', is_blocked: 1, status: 'waiting' }])
    expect(closed.cards[1]).toMatchObject([{ status: 'superseded' }, { version: 2, asks: 'block' }])
    await reopenCompany(outside, company)
    expect(await wanted()).toEqual([[], ['client'], undefined, [], undefined, undefined])
    const { cards: reopened } = await asked()
    expect(reopened[0]).toMatchObject([{ status: 'superseded' }, { version: 2, asks: 'unblock' }])
    expect(reopened[1]?.at(-1)).toMatchObject({ version: 3, is_blocked: 1 })
    // Where the cabinet decides itself, nobody has to be asked.
    await closeCompany(staff, company)
    expect((await asked()).cards[0]).toHaveLength(2)
  })

  test('asks for as many as it has, some at a time', async () => {
    const company = await cabinet.company()
    const system = await cabinet.system()
    const cards = await bringCards(
      system,
      company,
      Array.from({ length: 1_001 }, () => ({})),
    )
    const { ctx } = await cabinet.staff('operator')
    const recorder = recordStatements(ctx.db)
    const closing = withSettings({ ...ctx, db: recorder.db }, OUTSIDE)
    const { statements } = await recorder.during(() => closeCompany(closing, company))
    const { count } = await cabinet.db
      .selectFrom('instructions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('company_id', '=', company)
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(cards.length)
    expect(statements.length).toBeLessThan(60)
  })

  test.each([
    ['closed', closeCompany],
    ['reopened', reopenCompany],
  ])(
    'while a company is being %s, fuel that has flowed is written down without waiting',
    async (becomes, change) => {
      const company = await cabinet.company()
      const { ctx } = await cabinet.staff('operator')
      await bringCards(await cabinet.system(), company, [{}, {}])
      const payload = `while-${becomes}`
      await bringCoupons(await cabinet.system(), company, [{ qr: payload }])
      const pump = await pumpOf(cabinet)
      const asked = fuelAsked(await cabinet.station(), { by: 'qr', payload })
      expect(await authorize(pump, asked)).toMatchObject({ status: 'held' })
      if (becomes === 'reopened') await closeCompany(ctx, company)
      const gate = Promise.withResolvers<void>()
      const reached = Promise.withResolvers<void>()
      const db = stoppingAfter(ctx.db, 'update `instructions`', () => {
        reached.resolve()
        return gate.promise
      })
      const processing = { card: 'outside', coupon: 'here' } as const
      const changing = change(withSettings({ ...ctx, db }, { processing }), company)
      await reached.promise
      try {
        expect(await completeAuthorization(pump, asked.operationId, { volume: 20_000 })).toMatchObject({
          status: 'completed',
          billed: 20_000,
        })
      } finally {
        gate.resolve()
      }
      await changing
      const { closed_at: closedAt } = await findCompany(ctx, company)
      expect(closedAt !== null).toBe(becomes === 'closed')
    },
  )

  test('twice at once is closed once, and asks for each once', async () => {
    const company = await cabinet.company()
    const { ctx } = await cabinet.staff('operator')
    const [card] = await bringCards(await cabinet.system(), company, [{}])
    const outside = withSettings(ctx, OUTSIDE)
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => closeCompany(outside, company)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await instructionsOf('card', card?.id ?? 0)).toMatchObject([{ version: 1, asks: 'block' }])
    const reopened = await Promise.allSettled([1, 2, 3].map(() => reopenCompany(outside, company)))
    expect(reopened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const rows = await instructionsOf('card', card?.id ?? 0)
    expect(rows.map(({ version, asks }) => [version, asks])).toEqual([
      [1, 'block'],
      [2, 'unblock'],
    ])
  })
})

describe('a card that is processed elsewhere', () => {
  test('each change is an instruction with the whole state, and a newer one supersedes what waits', async () => {
    const id = await newCard()
    await setIssuerStations(ctx, 'card', id, { are: 'only', codes: ['7', '3'] })
    await blockCard(ctx, companyId, id, reason)
    expect(await instructionsOf('card', id)).toMatchObject([
      {
        ...{ version: 1, status: 'waiting', asks: 'block', is_blocked: 1, company_id: companyId },
        state: {
          ...{ blocked: true, blocked_by: ['client'], lost: false, pin_locked: false, products: ['diesel'] },
          limits: [{ period: 'daily', limit: 100_000, unit: 'ml' }],
          stations: { are: 'only', codes: ['3', '7'] },
        },
      },
    ])
    await unblockCard(ctx, companyId, id)
    expect(await instructionsOf('card', id)).toMatchObject([
      { version: 1, status: 'superseded', settled_at: expect.any(Date) },
      {
        version: 2,
        status: 'waiting',
        asks: 'unblock',
        is_blocked: 0,
        state: { blocked: false, blocked_by: [] },
      },
    ])
  })

  test('the company’s own rule is a part of the state, and every change of it asks anew', async () => {
    const id = await newCard()
    await saveCardRule(ctx, companyId, id, SaveRule.parse({ version: 0, perDay: '60', weekdays: ['1'] }))
    await permitMore(ctx, companyId, id, PermitMore.parse({ kind: 'extra', extra: '40' }))
    await endPermission(ctx, companyId, id)
    await removeCardRule(ctx, companyId, id, { version: 1 })
    const asked = await instructionsOf('card', id)
    expect(
      asked.map(({ asks, state }) => [asks, state.rule?.per_day, state.rule?.permission?.extra]),
    ).toEqual([
      ['change', 60_000, undefined],
      ['change', 60_000, 40_000],
      ['change', 60_000, undefined],
      ['change', undefined, undefined],
    ])
    expect(asked[0]?.state.rule).toMatchObject({
      unit: 'ml',
      weekdays: [1],
      stations: null,
      permission: null,
    })
    expect(asked[3]?.state.rule).toBeNull()
  })

  test('a block that is there already asks for nothing more', async () => {
    const id = await newCard()
    await blockCard(ctx, companyId, id, reason)
    await blockCard(ctx, companyId, id, reason)
    expect(await instructionsOf('card', id)).toHaveLength(1)
  })

  test('a suspicion of staff is a block of the supplier, which an unblocking of the client does not lift', async () => {
    const id = await newCard()
    const staff = withSettings((await cabinet.staff('administrator')).ctx, OUTSIDE)
    const suspicion = { to: 'suspected', reason: 'three fills in an hour' } as const
    await blockCard(ctx, companyId, id, reason)
    await setSuspicion(staff, companyId, { kind: 'card', id }, suspicion)
    await unblockCard(ctx, companyId, id)
    await setSuspicion(staff, companyId, { kind: 'card', id }, { ...suspicion, to: 'cleared' })
    expect((await instructionsOf('card', id)).map(({ asks, state }) => [asks, state.blocked_by])).toEqual([
      ['block', ['client']],
      ['block', ['client', 'supplier']],
      ['block', ['supplier']],
      ['unblock', []],
    ])
  })

  test('the issuer’s block is told beside the client’s, which cannot be lifted under it', async () => {
    const [card] = await bringCards(await cabinet.system(), companyId, [{}])
    const id = card?.id ?? 0
    await blockCard(ctx, companyId, id, reason)
    await cabinet.db
      .updateTable('cards')
      .set({ issuer_status: 'blocked', status: 'blocked_by_issuer' })
      .where('id', '=', id)
      .execute()
    await expect(unblockCard(ctx, companyId, id)).rejects.toMatchObject({ code: 'card_not_unblockable' })
    await saveCardRule(ctx, companyId, id, SaveRule.parse({ version: 0, perDay: '60' }))
    expect((await instructionsOf('card', id)).at(-1)?.state).toMatchObject({
      ...{ blocked: true, blocked_by: ['client', 'issuer'] },
    })
  })

  test('its PIN is not ours to set; one from before can be removed, which is told', async () => {
    const id = await newCard()
    await setCardPin(owner.ctx, companyId, id, { pin: '4071' })
    await cabinet.db
      .updateTable('card_pins')
      .set({ blocked_at: new Date() })
      .where('card_id', '=', id)
      .execute()
    await expect(setCardPin(ctx, companyId, id, { pin: '4072' })).rejects.toMatchObject({
      code: 'pin_outside',
    })
    await blockCard(ctx, companyId, id, reason)
    await removeCardPin(ctx, companyId, id)
    expect((await instructionsOf('card', id)).map(({ state }) => state.pin_locked)).toEqual([true, false])
  })

  test('what is rolled back asks for nothing', async () => {
    const id = await newCard()
    const broken = ctx.db.transaction().execute(async (db) => {
      await blockCard({ ...ctx, db }, companyId, id, reason)
      throw new Error('on purpose')
    })
    await expect(broken).rejects.toThrow('on purpose')
    expect(await instructionsOf('card', id)).toEqual([])
  })

  test('many changes at once of one card have versions without a gap, and one that waits', async () => {
    const id = await newCard()
    await blockCard(ctx, companyId, id, reason)
    await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) =>
        n % 2 ? blockCard(ctx, companyId, id, reason) : unblockCard(ctx, companyId, id),
      ),
    )
    const rows = await instructionsOf('card', id)
    expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1))
    expect(rows.filter(({ status }) => status !== 'superseded')).toEqual([rows.at(-1)])
    const card = await cabinet.db
      .selectFrom('cards')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(rows.at(-1)?.state.blocked).toBe(card.client_blocked_at !== null)
  })
})

test('a coupon is asked for in the same way, and showing its QR code asks for nothing', async () => {
  const id = await newCoupon()
  await showCouponQr(ctx, companyId, id)
  expect(await instructionsOf('coupon', id)).toEqual([])
  await blockCoupon(ctx, companyId, id, reason)
  await unblockCoupon(ctx, companyId, id)
  expect(await instructionsOf('coupon', id)).toMatchObject([
    {
      asks: 'block',
      state: { blocked: true, volume_ml: 20_000, valid_until: '2027-02-28', products: ['diesel'] },
    },
    { asks: 'unblock', state: { blocked: false } },
  ])
})

test('where one of the two is processed here, nothing is asked of it', async () => {
  const half = withSettings(owner.ctx, { processing: { card: 'outside', coupon: 'here' } })
  const [card, coupon] = [await newCard(), await newCoupon()]
  await blockCard(half, companyId, card, reason)
  await blockCoupon(half, companyId, coupon, reason)
  expect(await instructionsOf('card', card)).toHaveLength(1)
  expect(await instructionsOf('coupon', coupon)).toEqual([])
})

test('processing here costs no statement more', async () => {
  const recorder = recordStatements(cabinet.db)
  const id = await newCard()
  const { statements } = await recorder.during(() =>
    blockCard({ ...owner.ctx, db: recorder.db }, companyId, id, reason),
  )
  expect(statements.filter(({ sql }) => sql.includes('instruction'))).toEqual([])
})

test.each([
  [true, undefined, 'block'],
  [false, undefined, 'change'],
  [true, { isBlocked: true, asks: 'block', status: 'waiting' }, 'block'],
  [true, { isBlocked: true, asks: 'block', status: 'refused' }, 'block'],
  [true, { isBlocked: true, asks: 'block', status: 'in_force' }, 'change'],
  [true, { isBlocked: true, asks: 'change', status: 'superseded' }, 'change'],
  [false, { isBlocked: true, asks: 'block', status: 'superseded' }, 'unblock'],
  [false, { isBlocked: false, asks: 'unblock', status: 'delivered' }, 'unblock'],
  [false, { isBlocked: false, asks: 'unblock', status: 'in_force' }, 'change'],
] as const)('blocked %s after %o asks for %s', (isBlocked, before, asks) => {
  expect(asksOf(isBlocked, before)).toBe(asks)
})
