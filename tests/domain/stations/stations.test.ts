import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { record } from '#app/domain/audit/audit.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import { checkFuel } from '#app/domain/pump-operations/pump-operations.server.ts'
import {
  liftNetworkShortage,
  listNetworkShortages,
  recordNetworkShortage,
} from '#app/domain/stations/network-shortages.server.ts'
import { closeStation, liftOutage, recordShortage } from '#app/domain/stations/outages.server.ts'
import {
  editStation,
  findStationByCode,
  listStationEvents,
} from '#app/domain/stations/station-details.server.ts'
import { stationStateAt } from '#app/domain/stations/station-fuel.ts'
import { listStations } from '#app/domain/stations/station-lists.server.ts'
import { setIssuerStations } from '#app/domain/stations/station-rules.server.ts'
import {
  CloseStation,
  EditStation,
  RecordNetworkShortage,
  RecordShortage,
} from '#app/domain/stations/stations.input.server.ts'
import { spanIn } from '#app/domain/stations/week.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringIn, csv } from '#tests/support/imports.ts'
import { pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons, NOW } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Person

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('operator')
})
afterAll(() => cabinet.destroy())

const titles = 'Код АЗС;Наименование;Город;Адрес;Виды топлива;Режим работы'
const register = (rows: string[][]) => bringIn(staff.ctx, 'stations', csv(titles, rows))
const find = (code: string) => findStationByCode(staff.ctx, code)
const codesOf = async (filter: Parameters<typeof listStations>[1]) =>
  (await listStations(staff.ctx, filter)).rows.map(({ code }) => code)

/** As the form sends it, changed in some fields. */
async function typed(code: string, fields: Record<string, string | string[]> = {}) {
  const { name, city, address, version } = await find(code)
  return EditStation.parse({
    name,
    city,
    address,
    hoursMode: 'register',
    version: String(version),
    ...fields,
  })
}

async function close(code: string, fields: Record<string, string> = {}) {
  const { version } = await find(code)
  return closeStation(staff.ctx, code, CloseStation.parse({ version: String(version), ...fields }))
}

async function runShort(code: string, fields: Record<string, string> = {}) {
  const { version } = await find(code)
  const form = { product: 'diesel', version: String(version), ...fields }
  return recordShortage(staff.ctx, code, RecordShortage.parse(form))
}

async function stateOf(code: string, now = NOW) {
  const station = await findStationByCode({ ...staff.ctx, now }, code)
  return stationStateAt(station, station.outages, now).is
}

describe('what the register brings', () => {
  test('is overwritten by the next register, but for hours that staff set', async () => {
    await register([['R1', 'АЗС 1', 'Алматы', 'Абая, 1', 'АИ-92', '24/7']])
    const week = { hoursMode: 'week', from1: '08:00', until1: '20:00' }
    await editStation(staff.ctx, 'R1', await typed('R1', { name: 'Наша', productIds: ['lpg'], ...week }))
    expect(await find('R1')).toMatchObject({ name: 'Наша', products: 'lpg' })

    await register([['R1', 'АЗС 1', 'Алматы', 'Абая, 1', 'АИ-92', '09:00-18:00']])
    const after = await find('R1')
    expect(after).toMatchObject({ name: 'АЗС 1', products: 'ai92', hours: '09:00-18:00' })
    expect([spanIn(after.week, 1), spanIn(after.week, 2)]).toEqual([{ from: 480, until: 1200 }, null])

    await editStation(staff.ctx, 'R1', await typed('R1', { productIds: ['ai92'] }))
    expect(spanIn((await find('R1')).week, 2)).toEqual({ from: 540, until: 1080 })
  })

  test('leaves closures and shortages as they are', async () => {
    await register([['R2', 'АЗС 2', 'Алматы', '', 'ДТ', '24/7']])
    await close('R2')
    await runShort('R2')
    await register([['R2', 'АЗС 2 новая', 'Алматы', '', 'ДТ', '24/7']])
    expect((await find('R2')).outages.map(({ kind }) => kind)).toEqual(['closure', 'shortage'])
    expect(await stateOf('R2')).toBe('closed')
  })

  test('makes a form stale that was drawn before', async () => {
    await register([['R3', 'АЗС 3', 'Алматы', '', 'ДТ', '']])
    const form = await typed('R3', { city: 'Тараз' })
    await register([['R3', 'АЗС 3', 'Алматы', 'Абая, 3', 'ДТ', '']])
    await expect(editStation(staff.ctx, 'R3', form)).rejects.toMatchObject({ code: 'conflict_try_again' })
  })
})

describe('what staff do', () => {
  test('a change is made once, by who has read the last one, and recorded', async () => {
    const code = await cabinet.station()
    const form = await typed(code, { address: 'Сатпаева, 5', latitude: '43,25', longitude: '76.9' })
    await editStation(staff.ctx, code, form)
    await expect(editStation(staff.ctx, code, form)).rejects.toMatchObject({ code: 'conflict_try_again' })
    const station = await find(code)
    expect(station).toMatchObject({ address: 'Сатпаева, 5', latitude: 43.25, longitude: 76.9 })
    await editStation(staff.ctx, code, await typed(code, { latitude: '43.25', longitude: '76.9' }))
    const { rows } = { rows: await listStationEvents(staff.ctx, station.id) }
    expect(rows.map(({ action, by }) => [action, by])).toEqual([['station.edited', staff.email]])
  })

  test('a closure ends when it is lifted, and one that is planned never begins', async () => {
    const code = await cabinet.station()
    await close(code, { startsOn: '2026-11-25', endsOn: '2026-11-26', reason: 'Ремонт' })
    const inside = fromAlmatyWallClock('2026-11-26T23:59:59')
    expect(await stateOf(code, inside)).toBe('closed')
    expect(await stateOf(code, fromAlmatyWallClock('2026-11-27T00:00:00'))).toBe('unknown')
    expect(await stateOf(code)).toBe('unknown')
    const [planned] = (await find(code)).outages
    await liftOutage(staff.ctx, code, planned?.id ?? 0)
    expect(await stateOf(code, inside)).toBe('unknown')

    await close(code)
    expect(await stateOf(code)).toBe('closed')
    const [running] = (await find(code)).outages
    await liftOutage(staff.ctx, code, running?.id ?? 0)
    expect(await stateOf(code)).toBe('unknown')
    await expect(liftOutage(staff.ctx, code, running?.id ?? 0)).rejects.toMatchObject({ code: 'outage_over' })
    expect(await cabinet.actions({ kind: 'station', id: (await find(code)).id })).toEqual([
      'station.closed',
      'station.reopened',
      'station.closed',
      'station.reopened',
    ])
  })

  test('an outage of another station is not there', async () => {
    const [code, other] = [await cabinet.station(), await cabinet.station()]
    await runShort(code, { cap: '40' })
    const [shortage] = (await find(code)).outages
    expect(shortage).toMatchObject({ product: 'diesel', capPerFill: 40_000, endsAt: null })
    await expect(liftOutage(staff.ctx, other, shortage?.id ?? 0)).rejects.toMatchObject({ code: 'not_found' })
    expect((await find(code)).outages).toHaveLength(1)
  })

  test.each<Record<string, string>>([
    { endsOn: '2026-11-21' },
    { startsOn: '2026-12-02', endsOn: '2026-12-01' },
    { startsOn: '2026-11-21', endsOn: '2026-11-22', endsTime: '12:00' },
    { startsOn: '2026-12-01', startsTime: '12:00', endsOn: '2026-12-01', endsTime: '12:00' },
  ])('an end that is over or before the start is refused: %o', async (fields) => {
    const code = await cabinet.station()
    await expect(close(code, fields)).rejects.toMatchObject({ code: 'period_invalid', field: 'endsOn' })
    expect((await find(code)).outages).toEqual([])
  })
})

describe('what staff did', () => {
  test('is told with its reason and with the fields that changed', async () => {
    const code = await cabinet.station()
    const form = { address: 'Сатпаева, 5', latitude: '43,25', longitude: '76.9', hoursMode: 'always' }
    await editStation(staff.ctx, code, await typed(code, form))
    await close(code, { startsOn: '2026-11-21', endsOn: '2026-11-22', endsTime: '12:01', reason: 'Ремонт' })
    await runShort(code)
    const station = await find(code)
    const shortage = station.outages.find(({ kind }) => kind === 'shortage')
    await liftOutage(staff.ctx, code, shortage?.id ?? 0)
    const events = await listStationEvents(staff.ctx, station.id)
    expect(events.map(({ action, reason }) => [action, reason])).toEqual([
      ['station.shortage_lifted', ''],
      ['station.shortage_recorded', ''],
      ['station.closed', 'Ремонт'],
      ['station.edited', ''],
    ])
    const edited = await cabinet.db
      .selectFrom('audit_log')
      .select('data')
      .where('action', '=', 'station.edited')
      .where('subject_id', '=', station.id)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(edited.data)).toEqual({ code, fields: ['address', 'coordinates', 'opening_hours'] })
  })

  test('goes back fifty acts', async () => {
    const code = await cabinet.station()
    const { id } = await find(code)
    for (let made = 0; made < 51; made++)
      await record(staff.ctx, 'station.reopened', { kind: 'station', id }, { code })
    expect(await listStationEvents(staff.ctx, id)).toHaveLength(50)
  })

  test('is done on what was read last, and with products that there are', async () => {
    const code = await cabinet.station()
    const stale = CloseStation.parse({ version: String((await find(code)).version) })
    await runShort(code)
    await expect(closeStation(staff.ctx, code, stale)).rejects.toMatchObject({ code: 'conflict_try_again' })
    const unknown = { code: 'product_not_found' }
    await expect(runShort(code, { product: 'kerosene' })).rejects.toMatchObject(unknown)
    const edited = editStation(staff.ctx, code, await typed(code, { productIds: ['kerosene'] }))
    await expect(edited).rejects.toMatchObject({ ...unknown, field: 'productIds' })
    await expect(find('nowhere')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('what is typed', () => {
  const form = { name: 'АЗС', hoursMode: 'register', version: '1' }

  test.each([
    ['name', { name: ' ' }],
    ['latitude', { latitude: '90.1', longitude: '1' }],
    ['longitude', { latitude: '1', longitude: '180.0000001' }],
    ['longitude', { latitude: '1' }],
    ['hoursMode', { hoursMode: 'sometimes' }],
    ['until1', { hoursMode: 'week', from1: '08:00' }],
    ['from1', { hoursMode: 'week' }],
    ['from3', { hoursMode: 'week', from3: '24:00', until3: '10:00' }],
    ['productIds', { productIds: ['АИ'] }],
  ])('is refused beside its field: %s', (field, fields) => {
    const parsed = EditStation.safeParse({ ...form, ...fields })
    expect(parsed.error?.issues.map(({ path }) => path[0])).toContain(field)
  })

  test.each([
    ['startsOn', { startsTime: '10:00' }],
    ['endsOn', { endsTime: '10:00' }],
    ['endsOn', { endsOn: '2026-02-30' }],
    ['cap', { cap: '0' }],
    ['cap', { cap: '10001' }],
    ['product', { product: '' }],
  ])('of a shortage is refused beside its field: %s', (field, fields) => {
    const parsed = RecordShortage.safeParse({ product: 'diesel', version: '1', ...fields })
    expect(parsed.error?.issues.map(({ path }) => path[0])).toContain(field)
  })
})

describe('the list', () => {
  beforeAll(async () => {
    await register([
      ['L1', 'Северная', 'Павлодар', 'Абая, 17', 'АИ-92, ДТ', '24/7'],
      ['L2', 'Южная', 'Шымкент', 'Абая, 18', 'СУГ', '24/7'],
      ['L3', 'Дневная', 'Шымкент', 'Тауке хана', 'АИ-92', '13:00-14:00'],
      ['L4', 'Закрытая', 'Шымкент', '', 'АИ-92', '24/7'],
      ['L5', 'Без часов', 'Шымкент', '', 'АИ-92', ''],
    ])
    await close('L4')
    await close('L2', { startsOn: '2026-12-01' })
    await runShort('L1')
    await runShort('L2', { startsOn: '2026-12-01' })
  })
  const shymkent = { city: 'шымкент' }

  test.each([
    [{ q: 'абая' }, ['L1', 'L2', 'R1', 'R3']],
    [{ q: 'абая шым' }, ['L2']],
    [{ q: 'l3' }, ['L3']],
    // The first five words are looked for.
    [{ q: 'северная павлодар абая 17 l1 нигде' }, ['L1']],
    [{ q: 'северная павлодар абая 17 нигде' }, []],
    [{ q: 'южн' }, ['L2']],
    [{ q: '%' }, []],
    [shymkent, ['L2', 'L3', 'L4', 'L5']],
    [{ ...shymkent, product: 'lpg' }, ['L2']],
    // Noon in Almaty: one is shut, one closed, and of one nobody knows.
    [{ ...shymkent, status: 'open' as const }, ['L2']],
    [{ ...shymkent, status: 'closed' as const }, ['L4']],
    [{ status: 'shortage' as const, q: 'L' }, ['L1']],
  ])('narrowed to %o shows %o', async (filter, codes) => {
    expect(await codesOf(filter)).toEqual(codes)
  })

  test('"open now" is what the pages call open, at every hour', async () => {
    for (let hour = 0; hour < 24; hour++) {
      const now = new Date(NOW.getTime() + hour * 3_600_000)
      const ctx = { ...staff.ctx, now }
      const { rows } = await listStations(ctx, shymkent)
      const open = rows.filter((station) => stationStateAt(station, station.outages, now).is === 'open')
      const listed = await listStations(ctx, { ...shymkent, status: 'open' })
      expect([hour, listed.rows.map(({ code }) => code)]).toEqual([hour, open.map(({ code }) => code)])
    }
  })
})

describe('the stations of a card and a coupon', () => {
  test('are told only when they are known', async () => {
    const companyId = await cabinet.company()
    const ctx = (await cabinet.client(companyId)).ctx
    const system = await cabinet.system()
    const [card] = await bringCards(system, companyId, [{}])
    const [coupon] = await bringCoupons(system, companyId, [{}])
    if (!card || !coupon) throw new Error('nothing came in')
    const both = async () => [
      (await findCard(ctx, companyId, card.id)).stations,
      (await findCoupon(ctx, companyId, coupon.id)).stations,
    ]
    expect(await both()).toEqual([null, null])
    const only = { are: 'only' as const, codes: ['L2', 'L1', 'L2'] }
    await setIssuerStations(system, 'card', card.id, only)
    await setIssuerStations(system, 'coupon', coupon.id, { are: 'not', codes: ['L3'] })
    expect(await both()).toEqual([
      { are: 'only', codes: ['L1', 'L2'] },
      { are: 'not', codes: ['L3'] },
    ])
    await setIssuerStations(system, 'card', card.id, null)
    expect(await both()).toEqual([null, { are: 'not', codes: ['L3'] }])
  })
})

describe('a cap for the whole network', () => {
  const typed = (fields: Record<string, string>) =>
    RecordNetworkShortage.parse({ product: 'ai98', ...fields })

  test('bounds every fill of the product at every station, from when until when it is recorded, and is in the log', async () => {
    const code = await cabinet.station()
    const company = await cabinet.company()
    const [card] = await bringCards(staff.ctx, company, [{ products: ['ai98'], dailyLimit: null }])
    const asked = async (now: Date) => {
      const pump = await pumpOf(cabinet, {}, { now })
      const instrument = { by: 'card' as const, number: card?.number ?? '' }
      const { status, ...answer } = await checkFuel(pump, {
        ...{ station: code, product: 'ai98', instrument, volume: 60_000, acceptPartial: true },
      })
      return status === 'approved' && 'volume' in answer ? [answer.volume, answer.limitedBy?.whose] : [status]
    }
    const at = fromAlmatyWallClock
    await recordNetworkShortage(
      staff.ctx,
      typed({ cap: '20', startsOn: '2026-11-24', startsTime: '08:00', endsOn: '2026-11-25' }),
    )
    expect(await asked(at('2026-11-24T07:59:59'))).toEqual([60_000, undefined])
    expect(await asked(at('2026-11-24T08:00:00'))).toEqual([20_000, 'network'])
    expect(await asked(at('2026-11-25T23:59:59'))).toEqual([20_000, 'network'])
    expect(await asked(at('2026-11-26T00:00:00'))).toEqual([60_000, undefined])
    expect((await find(code)).outages).toMatchObject([{ ofNetwork: true, capPerFill: 20_000 }])
    expect((await listStations(staff.ctx, { q: code })).rows[0]?.outages).toMatchObject([{ ofNetwork: true }])
    const [one] = await listNetworkShortages(staff.ctx)
    await expect(liftOutage(staff.ctx, code, one?.id ?? 0)).rejects.toThrow('not_found')
    await liftNetworkShortage(staff.ctx, one?.id ?? 0)
    await expect(liftNetworkShortage(staff.ctx, one?.id ?? 0)).rejects.toThrow('outage_over')
    expect(await asked(at('2026-11-24T08:00:00'))).toEqual([60_000, undefined])
    expect(await cabinet.actions()).toEqual(
      expect.arrayContaining(['product.network_capped', 'product.network_uncapped']),
    )
  })

  test('needs a cap, a product and an end after its beginning', async () => {
    for (const cap of ['', '0', '10001'])
      expect(RecordNetworkShortage.safeParse({ product: 'ai98', cap }).success).toBe(false)
    await expect(recordNetworkShortage(staff.ctx, typed({ product: 'nothing', cap: '20' }))).rejects.toThrow(
      'product_not_found',
    )
    const over = typed({ cap: '20', startsOn: '2026-11-26', endsOn: '2026-11-25' })
    await expect(recordNetworkShortage(staff.ctx, over)).rejects.toThrow('period_invalid')
  })

  test("is no outage of a single station: a station's own is not ended by it", async () => {
    const code = await cabinet.station()
    await runShort(code)
    const [own] = (await find(code)).outages
    await expect(liftNetworkShortage(staff.ctx, own?.id ?? 0)).rejects.toThrow('not_found')
  })
})
