import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Assign } from '#app/domain/assignments/assignments.input.server.ts'
import { listAssignments, listAssignmentsOf } from '#app/domain/assignments/assignments.server.ts'
import { changeCards, findCardsByNumbers } from '#app/domain/cards/card-register.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { archiveDriver } from '#app/domain/drivers/drivers.server.ts'
import { addDays, businessDay, fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { authorize, redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { lastTransactions, listTransactions } from '#app/domain/transactions/transactions.server.ts'
import { archiveVehicle } from '#app/domain/vehicles/vehicles.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { give, newDriver, newVehicle } from '#tests/support/fleet.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons, bringTransactions, newCardNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let station: string
let pump: Context
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
  today = businessDay(owner.now)
})
afterAll(() => cabinet.destroy())

async function newCard() {
  const [card] = await bringCards(owner, companyId, [
    { holder: 'По данным поставщика', plate: '001 XXX 01', dailyLimit: 900_000 },
  ])
  if (!card) throw new Error('no card')
  return { kind: 'card' as const, ...card }
}

/** As a register of cards does. */
async function changeCard(number: string, change: { companyId?: CompanyId; replacedBy?: string }) {
  await transact(owner, async (ctx) => {
    const [before] = await findCardsByNumbers(ctx, [number], { lock: true })
    if (!before) throw new Error('no card')
    const after = {
      companyId,
      ...{ holder: before.holder, plate: before.plate, products: ['diesel' as const], scheme: before.scheme },
      ...{ dailyLimit: before.daily_limit, weeklyLimit: null, monthlyLimit: null },
      ...{ limitUnit: before.limit_unit, balance: before.balance, issuerStatus: before.issuer_status },
      ...{ validUntil: before.valid_until, replacedBy: before.replaced_by },
      ...change,
    }
    await changeCards(ctx, [{ before, after }], 1)
  })
}

async function fuelled(cardId: number, number: string, daysAgo: number) {
  const occurredOn = addDays(today, -daysAgo)
  const occurredAt = fromAlmatyWallClock(`${occurredOn}T12:00:00`)
  await bringTransactions(owner, companyId, [{ occurredAt, occurredOn, cardId, instrumentNumber: number }])
}

describe('a card', () => {
  test('belongs to a driver and a vehicle since a day; each transaction shows whose it was then', async () => {
    const card = await newCard()
    const [first, second] = [
      await newDriver(owner, companyId, { name: 'Первый' }),
      await newDriver(owner, companyId, { name: 'Второй' }),
    ]
    const vehicle = await newVehicle(owner, companyId, { plate: '100 AAA 01' })
    for (const daysAgo of [40, 20, 5]) await fuelled(card.id, card.number, daysAgo)
    await give(owner, companyId, card, { driver: first, date: addDays(today, -30) })
    await give(owner, companyId, card, { driver: second, vehicle, date: addDays(today, -10) })
    const shown = await lastTransactions(owner, companyId, { card: card.id }, 5)
    expect(shown.map(({ driver_name, vehicle_plate }) => [driver_name, vehicle_plate])).toEqual([
      ['Второй', '100 AAA 01'],
      ['Первый', null],
      [null, null],
    ])
    expect((await listTransactions(owner, companyId, { driver: first })).total).toMatchObject({
      transactions: 1,
    })
    expect((await lastTransactions(owner, companyId, { vehicle }, 5)).map(({ id }) => id)).toEqual([
      shown[0]?.id,
    ])
  })

  test('given from an earlier day on, gives later periods up', async () => {
    const card = await newCard()
    const [first, second] = [await newDriver(owner, companyId), await newDriver(owner, companyId)]
    await give(owner, companyId, card, { driver: first, date: addDays(today, -5) })
    await give(owner, companyId, card, { driver: second, date: addDays(today, -9) })
    expect(await listAssignments(owner, companyId, card)).toMatchObject([
      { subject_id: second, starts_at: fromAlmatyWallClock(`${addDays(today, -9)}T00:00:00`), ends_at: null },
    ])
  })

  test('is changed in one of two windows only', async () => {
    const card = await newCard()
    const [first, second] = [await newDriver(owner, companyId), await newDriver(owner, companyId)]
    await give(owner, companyId, card, { driver: first, seen: 0 })
    await expect(give(owner, companyId, card, { driver: second, seen: 0 })).rejects.toMatchObject({
      code: 'conflict_try_again',
    })
    const together = await Promise.allSettled(
      [first, second].map((driver) => give(owner, companyId, card, { driver })),
    )
    expect(together.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    const lasting = (await listAssignments(owner, companyId, card)).filter(({ ends_at }) => ends_at === null)
    expect(lasting).toHaveLength(1)
  })

  test('goes to nobody of another company, to nobody archived and not from tomorrow on', async () => {
    const card = await newCard()
    const other = await cabinet.company()
    const stranger = (await cabinet.client(other, 'owner')).ctx
    const foreign = await newDriver(stranger, other)
    const archived = await newVehicle(owner, companyId)
    await archiveVehicle(owner, companyId, archived)
    const driver = await newDriver(owner, companyId)
    await expect(give(owner, companyId, card, { driver: foreign })).rejects.toMatchObject({
      code: 'driver_not_found',
    })
    await expect(give(owner, companyId, card, { vehicle: archived })).rejects.toMatchObject({
      code: 'vehicle_not_found',
    })
    await expect(give(owner, companyId, card, { driver, date: addDays(today, 1) })).rejects.toMatchObject({
      code: 'date_in_future',
    })
    await expect(give(stranger, other, card, { driver: foreign })).rejects.toMatchObject({
      code: 'card_not_found',
    })
  })

  test.each<[Record<string, string>, string | undefined, string | null]>([
    [{}, undefined, null],
    [{ date: '2026-11-20' }, undefined, '2026-11-19T19:00:00.000Z'],
    [{ date: '2026-11-20', time: '14:07' }, undefined, '2026-11-20T09:07:00.000Z'],
    [{ time: '14:07' }, 'date required', null],
    [{ date: '2100-01-01' }, 'date invalid', null],
    [{ date: '2026-11-20', time: '24:00' }, 'time invalid', null],
  ])('is given as of %o: %s', (typed, refused, from) => {
    const { data, error } = Assign.safeParse({ driver: '7', ...typed })
    const [issue] = error?.issues ?? []
    expect(issue && `${String(issue.path[0])} ${issue.message}`).toBe(refused)
    expect(data?.from?.toISOString() ?? null).toBe(from)
  })

  test('is nobody’s when its driver is archived, and what he drove stays his', async () => {
    const card = await newCard()
    const driver = await newDriver(owner, companyId, { name: 'Уволен' })
    await give(owner, companyId, card, { driver, date: addDays(today, -8) })
    await fuelled(card.id, card.number, 3)
    await archiveDriver(owner, companyId, driver)
    expect(await listAssignmentsOf(owner, companyId, 'driver', driver)).toMatchObject([
      { instrument_id: card.id, number: card.number, ends_at: expect.any(Date) },
    ])
    expect(await lastTransactions(owner, companyId, { card: card.id }, 1)).toMatchObject([
      { driver_name: 'Уволен' },
    ])
  })

  test('keeps in its history that it was given away', async () => {
    const card = await newCard()
    await give(owner, companyId, card, { driver: await newDriver(owner, companyId, { name: 'Ким Олег' }) })
    await give(owner, companyId, card, { driver: '' })
    const { history } = await findCard(owner, companyId, card.id)
    expect(history.map(({ what, reason }) => [what, reason])).toEqual(
      expect.arrayContaining([
        ['assigned', 'Ким Олег'],
        ['assigned', null],
      ]),
    )
  })
})

test('a card that takes another’s place belongs to the same driver and vehicle, one that moves to nobody', async () => {
  const [old] = await bringCards(owner, companyId, [{}])
  if (!old) throw new Error('no card')
  const driver = await newDriver(owner, companyId)
  const vehicle = await newVehicle(owner, companyId)
  await give(owner, companyId, { kind: 'card', id: old.id }, { driver, vehicle })
  const number = newCardNumber()
  const [heir] = await bringCards(owner, companyId, [{ number }])
  await changeCard(old.number, { replacedBy: number })
  const ofHeir = await listAssignments(owner, companyId, { kind: 'card', id: heir?.id ?? 0 })
  expect(ofHeir.map(({ subject_id, ends_at }) => [subject_id, ends_at])).toEqual(
    expect.arrayContaining([
      [driver, null],
      [vehicle, null],
    ]),
  )
  const other = await cabinet.company()
  await changeCard(old.number, { companyId: other })
  const there = (await cabinet.client(other, 'owner')).ctx
  expect(await listAssignments(there, other, { kind: 'card', id: old.id })).toEqual([])
  await redeem(pump, { ...fuelAsked(station, { by: 'card', number: old.number }), volume: 1_000 })
  expect(await lastTransactions(there, other, { card: old.id }, 1)).toMatchObject([{ driver_name: null }])
})

test('a coupon belongs to a driver and a vehicle as well', async () => {
  const [coupon] = await bringCoupons(owner, companyId, [{}])
  if (!coupon) throw new Error('no coupon')
  const driver = await newDriver(owner, companyId, { name: 'Талонов' })
  const instrument = { kind: 'coupon', id: coupon.id } as const
  expect(await give(owner, companyId, instrument, { driver, date: addDays(today, -3) })).toEqual({
    number: coupon.number,
    isChanged: true,
  })
  const occurredOn = addDays(today, -1)
  await bringTransactions(owner, companyId, [
    {
      ...{ occurredOn, occurredAt: fromAlmatyWallClock(`${occurredOn}T12:00:00`) },
      ...{ couponId: coupon.id, cardId: null, instrumentNumber: coupon.number },
    },
  ])
  expect(await lastTransactions(owner, companyId, { coupon: coupon.id }, 1)).toMatchObject([
    { driver_name: 'Талонов' },
  ])
})

describe('at the pump', () => {
  test('a full tank is no more than the vehicle holds, and the attendant reads whose it is', async () => {
    const card = await newCard()
    const driver = await newDriver(owner, companyId, { name: 'Ахметов Ержан' })
    const vehicle = await newVehicle(owner, companyId, { plate: '555 TNK 05', tank: '42,5' })
    const read = { by: 'card', number: card.number } as const
    const full = () => authorize(pump, fuelAsked(station, read))
    const wished = await full()
    expect(wished).toMatchObject({ instrument: { plate: '001 XXX 01', driver: 'По данным поставщика' } })
    await give(owner, companyId, card, { driver, vehicle })
    expect(await full()).toMatchObject({
      volume: 42_500,
      limitedBy: { by: 'tank', whose: 'client' },
      instrument: { plate: '555 TNK 05', driver: 'Ахметов Ержан' },
    })
  })
})
