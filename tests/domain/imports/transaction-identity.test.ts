import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BatchResult } from '#app/domain/imports/merging/merge.ts'
import { newMerge } from '#app/domain/imports/merging/merges.server.ts'
import type { TransactionRecord } from '#app/domain/imports/parsing/records.ts'
import { fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { addStations } from '#app/domain/stations/stations.server.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringCards, bringCoupons, NOW, newCardNumber } from '#tests/support/registers.ts'
import { driftOfTransactionTotals } from '#tests/support/sums.ts'

let cabinet: Cabinet
let staff: Person
let bin: string
let companyId: CompanyId
let card: string
let stations = 0

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('administrator')
  await addStations(staff.ctx, [
    station('007', 'АЗС Южная', 'Алматы', 'пр. Абая, 150'),
    station('018', 'АЗС Северная', 'Астана', 'ул. Кенесары, 40'),
    station('019', 'АЗС Рассвет', 'Астана', 'ул. Кенесары, 71'),
  ])
})
afterAll(() => cabinet.destroy())
beforeEach(async () => {
  bin = newBin()
  companyId = asCompanyId(await cabinet.company({ bin }))
  card = newCardNumber()
  await bringCards(staff.ctx, companyId, [{ number: card }])
})

function station(code: string, name: string, city: string, address: string) {
  const place = { latitude: null, longitude: null, products: [], hours: '', status: 'open' as const }
  return { code, name, city, address, ...place }
}

/** A refuelling of 40 litres of diesel at station 007; a receipt of its own each time. */
function refuelling(changes: Partial<TransactionRecord> = {}): TransactionRecord {
  const localDate = changes.localDate ?? '2026-11-20'
  const localTime = changes.localTime ?? '14:07:00'
  return {
    operation: 'sale',
    operationId: null,
    localDate,
    localTime,
    occurredAt: fromAlmatyWallClock(`${localDate}T${localTime}`),
    number: card,
    masked: null,
    bin,
    station: '007',
    stationName: null,
    stationAddress: null,
    cashDesk: null,
    product: 'diesel',
    volume: 40_000,
    price: 32_500,
    amount: 1_300_000,
    receipt: `00${++stations}`,
    ...changes,
  }
}

/** The same at another time. */
function moved(record: TransactionRecord, localDate: string, localTime: string): TransactionRecord {
  return { ...record, localDate, localTime, occurredAt: fromAlmatyWallClock(`${localDate}T${localTime}`) }
}

async function checkRecords(records: TransactionRecord[], answers = {}, write = false): Promise<BatchResult> {
  return transact(staff.ctx, async (ctx) => {
    const merge = newMerge('transactions', 1, answers)
    const rows = records.map((record, index) => ({ row: index + 2, record, cells: () => [] }))
    const result = await merge.mergeBatch(ctx, rows, { write })
    if (write) await merge.finish(ctx)
    return result
  })
}

const bringIn = (records: TransactionRecord[]) => checkRecords(records, {}, true)
const stored = () =>
  cabinet.db
    .selectFrom('transactions')
    .selectAll()
    .where('company_id', '=', companyId)
    .orderBy('id')
    .execute()
const codes = ({ faults }: BatchResult) => faults.map(({ row, field, code }) => `${row} ${field} ${code}`)

describe('a transaction is known', () => {
  test('by the id of its operation, whatever became of its receipt', async () => {
    const first = refuelling({ operationId: 'A-17' })
    await bringIn([first])
    expect(await checkRecords([{ ...first, receipt: '998' }])).toMatchObject({ added: 0, changed: 1 })
    const later = moved(first, first.localDate, '15:07:00')
    expect(await checkRecords([{ ...later, operationId: 'A-18' }])).toMatchObject({ added: 1, changed: 0 })
  })

  test('by station, receipt and day; coupons and products on one receipt are several', async () => {
    const coupons = await bringCoupons(staff.ctx, companyId, [{}, {}, {}])
    const one = refuelling()
    const rows = [one, ...coupons.map(({ number }) => ({ ...one, number })), { ...one, product: 'ai92' }]
    expect(await bringIn(rows)).toMatchObject({ added: 5, faults: [] })
    expect(await checkRecords(rows)).toMatchObject({ added: 0, changed: 0, same: 5 })
    expect(await checkRecords([moved(one, '2026-11-21', one.localTime)])).toMatchObject({ added: 1 })
    expect(await checkRecords([{ ...moved(one, one.localDate, '15:00:00'), station: '018' }])).toMatchObject({
      added: 1,
    })
  })

  test('by its receipt, even when its sale was returned with the same one', async () => {
    const sale = refuelling()
    const returned: TransactionRecord = { ...sale, operation: 'return', volume: -40_000, amount: -1_300_000 }
    expect(await bringIn([sale, returned])).toMatchObject({ added: 2 })
    expect(await checkRecords([sale, returned])).toMatchObject({ same: 2 })
    expect((await stored()).map(({ volume }) => volume)).toEqual([40_000, -40_000])
    expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
  })

  test('after Excel took the zeros off its receipt or its station; the zeros come back', async () => {
    const whole = refuelling({ receipt: '00012345' })
    const bare = { ...whole, receipt: '12345', station: '7' }
    await bringIn([whole])
    expect(await checkRecords([bare])).toMatchObject({ added: 0, changed: 0, same: 1 })
    const other = moved(refuelling({ receipt: '777' }), '2026-11-20', '16:00:00')
    await bringIn([other])
    expect(await bringIn([{ ...other, receipt: '00777' }])).toMatchObject({ changed: 1 })
    expect((await stored()).map(({ receipt }) => receipt)).toEqual(['00012345', '00777'])
  })

  test('on the day before or after, if it was a night shift and all else is the same', async () => {
    const night = refuelling({ localTime: '02:30:00' })
    await bringIn([night])
    const next = moved(night, '2026-11-21', '02:30:00')
    expect(await checkRecords([next])).toMatchObject({ added: 0, changed: 1 })
    expect(await checkRecords([{ ...next, volume: 39_000 }])).toMatchObject({ added: 1 })
    const noon = refuelling({ localTime: '12:00:00' })
    await bringIn([noon])
    const nextNoon = {
      ...noon,
      localDate: '2026-11-21',
      occurredAt: fromAlmatyWallClock('2026-11-21T12:00:00'),
    }
    expect(await checkRecords([nextNoon])).toMatchObject({ added: 1 })
  })

  test('by its cash desk where both name one', async () => {
    const first = refuelling({ cashDesk: '1' })
    await bringIn([first])
    expect(await checkRecords([{ ...first, cashDesk: null }])).toMatchObject({ same: 1 })
    expect(
      await checkRecords([{ ...moved(first, first.localDate, '16:00:00'), cashDesk: '2' }]),
    ).toMatchObject({
      added: 1,
    })
  })

  test('by its moment, if it has neither a receipt nor an id', async () => {
    const rows = ['10:00:00', '11:00:00'].map((localTime) => refuelling({ localTime, receipt: null }))
    expect(await bringIn(rows)).toMatchObject({ added: 2 })
    expect(await checkRecords(rows)).toMatchObject({ same: 2, added: 0 })
  })

  test('once: two rows that are the same transaction are named', async () => {
    const one = refuelling({ receipt: '0042' })
    await bringIn([one])
    expect(codes(await checkRecords([one, { ...one, receipt: '42' }]))).toEqual([
      '3 receipt duplicate_in_file',
    ])
  })
})

describe('a near duplicate', () => {
  test('is named: the same card, minute, litres and tenge under another receipt', async () => {
    const one = refuelling({ localTime: '14:07:31' })
    await bringIn([one])
    const occurredAt = fromAlmatyWallClock('2026-11-20T14:07:00')
    const again = { ...one, receipt: '555-1', localTime: '14:07:00', occurredAt }
    const result = await checkRecords([again])
    expect(codes(result)).toEqual(['2 receipt near_duplicate'])
    expect(result.faults[0]?.params).toMatchObject({ station: '007', receipt: one.receipt })
    expect(await checkRecords([again], { near_duplicate: 'accept' })).toMatchObject({ added: 1, faults: [] })
    expect(await checkRecords([{ ...again, volume: 40_001 }])).toMatchObject({ added: 1 })
    const later = fromAlmatyWallClock('2026-11-20T14:08:00')
    expect(await checkRecords([{ ...again, occurredAt: later }])).toMatchObject({ added: 1 })
  })
})

describe('a station', () => {
  test.each([
    ['its code', { station: '018' }, '018'],
    ['its code without zeros', { station: '18' }, '018'],
    ['its name', { station: 'АЗС «Северная»' }, '018'],
    ['its number among words', { station: 'АЗС № 18' }, '018'],
    ['words of its address', { station: 'г. Астана, ул. Кенесары 71' }, '019'],
    ['a name in a column of its own', { station: 'X-1', stationName: 'АЗС Рассвет' }, '019'],
    ['an address in a column of its own', { station: null, stationAddress: 'Алматы, Абая 150' }, '007'],
  ])('is found by %s', async (_way, said, code) => {
    await bringIn([refuelling(said)])
    expect((await stored()).map(({ station_code }) => station_code)).toEqual([code])
  })

  test.each(['АЗС Центральная', 'Астана, ул. Кенесары', '99'])(
    'is asked for where none or several fit: %s',
    async (said) => {
      const row = refuelling({ station: said })
      expect(codes(await checkRecords([row]))).toEqual(['2 station station_not_found'])
      await checkRecords([row], { [`station.${said}`]: '019' }, true)
      expect((await stored()).map(({ station_code }) => station_code)).toEqual(['019'])
    },
  )

  test('a station that no register brought yet keeps what the file calls it, if a person says so', async () => {
    await checkRecords([refuelling({ station: 'Новая 1' })], { 'station.Новая 1': '+' }, true)
    expect((await stored()).map(({ station_code }) => station_code)).toEqual(['Новая 1'])
  })

  test('a station that is called by more than a code has room for keeps what fits', async () => {
    const said = `Новая станция у дороги на Караганду ${'за мостом '.repeat(4)}`.trim()
    await checkRecords([refuelling({ station: said })], { [`station.${said}`]: '+' }, true)
    expect((await stored()).map(({ station_code }) => station_code)).toEqual([said.slice(0, 64)])
  })
})

describe('the owner', () => {
  test("of another client's card or coupon is a fault, whatever BIN the row has", async () => {
    const other = asCompanyId(await cabinet.company())
    const [foreignCard] = await bringCards(staff.ctx, other, [{}])
    const [foreignCoupon] = await bringCoupons(staff.ctx, other, [{}])
    const rows = [foreignCard?.number ?? '', foreignCoupon?.number ?? ''].map((number) =>
      refuelling({ number }),
    )
    expect(codes(await checkRecords(rows))).toEqual([
      '2 bin belongs_to_other_company',
      '3 bin belongs_to_other_company',
    ])
  })

  test('follows from the card where the file names no client', async () => {
    await bringIn([refuelling({ bin: null })])
    expect(await stored()).toHaveLength(1)
    const unknown = refuelling({ bin: null, number: newCardNumber() })
    expect(codes(await checkRecords([unknown]))).toEqual(['2 bin missing_for_new'])
  })
})

describe('a masked number', () => {
  const masked = (first: string, last: string) =>
    refuelling({ number: `${first}********${last}`, masked: { first, last } })

  test("is the one card of the client's that fits", async () => {
    await bringIn([masked(card.slice(0, 4), card.slice(-4))])
    expect((await stored()).map(({ instrument_number }) => instrument_number)).toEqual([card])
  })

  test('of none or of several is a fault', async () => {
    expect(codes(await checkRecords([masked('1111', '2222')]))).toEqual(['2 number masked_number_not_found'])
    await bringCards(staff.ctx, companyId, [{ number: `${card.slice(0, 4)}555${card.slice(-4)}` }])
    expect(codes(await checkRecords([masked(card.slice(0, 4), card.slice(-4))]))).toEqual([
      '2 number masked_number_ambiguous',
    ])
  })
})

describe('a plate without a card', () => {
  const byPlate = (plate: string) => refuelling({ number: plate, masked: { plate } })

  test("is the client's only card that has it", async () => {
    await bringCards(staff.ctx, companyId, [{ number: newCardNumber(), plate: '352ABC02' }])
    await bringIn([byPlate('352ABC02')])
    expect(await stored()).toMatchObject([{ card_id: expect.any(Number) }])
  })

  test('of no card, of several, or of another client is a fault', async () => {
    const other = asCompanyId(await cabinet.company({ bin: newBin() }))
    await bringCards(staff.ctx, other, [{ number: newCardNumber(), plate: '777AAA02' }])
    expect(codes(await checkRecords([byPlate('777AAA02')]))).toEqual(['2 plate plate_not_found'])
    const two = [newCardNumber(), newCardNumber()].map((number) => ({ number, plate: '111BBB02' }))
    await bringCards(staff.ctx, companyId, two)
    expect(codes(await checkRecords([byPlate('111BBB02')]))).toEqual(['2 plate plate_ambiguous'])
  })
})
