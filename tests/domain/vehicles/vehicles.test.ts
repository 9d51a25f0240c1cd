import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileFormats } from '#app/domain/exports/table.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  completeAuthorization,
  redeem,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { readFillOdometer, readOdometer, readVehicleUse } from '#app/domain/vehicles/readings.server.ts'
import { importVehicles, previewVehicles, VehicleLines } from '#app/domain/vehicles/vehicle-import.server.ts'
import {
  addVehicle,
  archiveVehicle,
  editVehicle,
  findVehicle,
  listVehicles,
  restoreVehicle,
} from '#app/domain/vehicles/vehicles.server.ts'
import { vehiclesFile } from '#app/views/vehicles/vehicles-export.server.ts'
import { locales } from '#locales/index.ts'
import { exportBytes } from '#tests/support/export-bytes.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { give, newVehicle, vehicleTyped } from '#tests/support/fleet.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards } from '#tests/support/registers.ts'

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

describe('a vehicle', () => {
  test('is found by any part of its plate in whichever of the letters that look alike, and by its make', async () => {
    const id = await newVehicle(owner, companyId, { plate: '719 ВМК 17', make: 'КамАЗ 65115' })
    const found = async (q: string) => (await listVehicles(owner, companyId, { q })).rows.map((row) => row.id)
    for (const q of ['719BMK17', '719 вмк', 'BMK-17', 'камаз']) expect(await found(q)).toEqual([id])
    for (const q of ['719 BMX', '%', '---']) expect(await found(q)).toEqual([])
  })

  test('has a plate that no other one in use has; an archived one gives it up', async () => {
    const id = await newVehicle(owner, companyId, { plate: '300 АВС 02' })
    const twin = vehicleTyped({ plate: '300abc02' })
    await expect(addVehicle(owner, companyId, twin)).rejects.toMatchObject({
      code: 'plate_taken',
      field: 'plate',
    })
    await archiveVehicle(owner, companyId, id)
    const second = await addVehicle(owner, companyId, twin)
    await expect(restoreVehicle(owner, companyId, id)).rejects.toMatchObject({ code: 'plate_taken' })
    await archiveVehicle(owner, companyId, second)
    await restoreVehicle(owner, companyId, id)
    expect((await findVehicle(owner, companyId, id)).archived_at).toBeNull()
    const other = await cabinet.company()
    await newVehicle((await cabinet.client(other, 'owner')).ctx, other, { plate: '300 АВС 02' })
  })

  test('of two with one plate at once only one comes in', async () => {
    const both = await Promise.allSettled(
      [1, 2].map(() => addVehicle(owner, companyId, vehicleTyped({ plate: '400 AAA 02' }))),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('is changed, archived and restored once: what changes nothing leaves no trace', async () => {
    const id = await newVehicle(owner, companyId, { plate: '401 AAA 02' })
    await editVehicle(owner, companyId, id, vehicleTyped({ plate: '401 AAA 02', version: '1' }))
    expect((await findVehicle(owner, companyId, id)).version).toBe(1)
    for (const verb of [archiveVehicle, archiveVehicle, restoreVehicle, restoreVehicle])
      expect(await verb(owner, companyId, id)).toEqual({ plate: '401 AAA 02' })
    expect((await cabinet.actions({ kind: 'vehicle', id })).toSorted()).toEqual([
      ...['vehicle.archived', 'vehicle.created', 'vehicle.restored'],
    ])
  })

  test('an archived vehicle does not take its plate back by being edited', async () => {
    const id = await newVehicle(owner, companyId, { plate: '402 AAA 02' })
    await archiveVehicle(owner, companyId, id)
    await newVehicle(owner, companyId, { plate: '402 AAA 02' })
    const change = vehicleTyped({ plate: '402 AAA 02', make: 'MAN', version: '2' })
    await editVehicle(owner, companyId, id, change)
    expect(await findVehicle(owner, companyId, id)).toMatchObject({ make: 'MAN', live_key: null })
    await expect(restoreVehicle(owner, companyId, id)).rejects.toMatchObject({ code: 'plate_taken' })
  })

  test('knows its fuel, tank and norm in litres, with a comma or a point', async () => {
    const id = await newVehicle(owner, companyId, { tank: '62,5', norm: '9.4', product: 'ai92' })
    expect(await findVehicle(owner, companyId, id)).toMatchObject({
      tank: 62_500,
      norm: 9_400,
      product: 'ai92',
    })
    await expect(newVehicle(owner, companyId, { product: 'coal' })).rejects.toMatchObject({
      code: 'product_not_found',
    })
    for (const tank of ['0', '-5', '4000', 'many', '5,1234'])
      expect(() => vehicleTyped({ tank })).toThrow('invalid')
    const { plate } = await findVehicle(owner, companyId, id)
    await editVehicle(owner, companyId, id, vehicleTyped({ plate, tank: '', version: '1' }))
    expect(await findVehicle(owner, companyId, id)).toMatchObject({ tank: null, version: 2 })
    await expect(
      editVehicle(owner, companyId, id, vehicleTyped({ plate, tank: '70', version: '1' })),
    ).rejects.toMatchObject({ code: 'conflict_try_again' })
  })
})

describe('an odometer', () => {
  const read = (id: number, km: number, more: { date?: string; confirmed?: boolean } = {}) =>
    readOdometer(owner, companyId, id, { km, date: '', confirmed: false, ...more })

  test('an odometer that goes back or jumps is asked again, then kept with a mark', async () => {
    const id = await newVehicle(owner, companyId)
    await read(id, 90_000, { date: addDays(today, -2) })
    for (const km of [89_999, 200_000])
      await expect(read(id, km)).rejects.toMatchObject({
        code: 'odometer_unlikely',
        field: 'km',
        params: { least: 90_000 },
      })
    expect(await read(id, 89_999, { confirmed: true })).toMatchObject({ isUnlikely: true })
    expect((await readVehicleUse(owner, companyId, id)).readings).toMatchObject([
      { km: 89_999, is_unlikely: 1, source: 'hand' },
      { km: 90_000, is_unlikely: 0 },
    ])
    await expect(read(id, 90_100, { date: addDays(today, 1) })).rejects.toMatchObject({
      code: 'date_in_future',
    })
  })

  test('is the vehicle’s, whichever card it is fuelled with', async () => {
    const vehicle = await newVehicle(owner, companyId)
    const cards = await bringCards(owner, companyId, [{}, {}])
    for (const { id } of cards) await give(owner, companyId, { kind: 'card', id }, { vehicle })
    const asked = (index: number, odometerKm: number) => ({
      ...fuelAsked(station, { by: 'card' as const, number: cards[index]?.number ?? '' }),
      ...{ volume: 1_000, odometerKm },
    })
    await redeem(pump, asked(0, 50_000))
    expect(await authorize(pump, asked(1, 400))).toMatchObject({
      code: 'odometer_out_of_range',
      figures: { least: 50_000 },
    })
    const again = asked(1, 400)
    expect(await authorize(pump, again)).toMatchObject({ status: 'held', isOdometerUnlikely: true })
    await completeAuthorization(pump, again.operationId, { volume: 1_000 })
    expect((await readVehicleUse(owner, companyId, vehicle)).readings).toMatchObject([
      { km: 400, is_unlikely: 1, source: 'pump', transaction_id: expect.any(Number) },
      { km: 50_000, is_unlikely: 0 },
    ])
  })

  test('follows a card that turns out to have belonged to another vehicle', async () => {
    const [first, second] = [await newVehicle(owner, companyId), await newVehicle(owner, companyId)]
    const [card] = await bringCards(owner, companyId, [{}])
    if (!card) throw new Error('no card')
    const instrument = { kind: 'card', id: card.id } as const
    await give(owner, companyId, instrument, { vehicle: first })
    await redeem(pump, {
      ...fuelAsked(station, { by: 'card', number: card.number }),
      ...{ volume: 1_000, odometerKm: 7_000 },
    })
    await give(owner, companyId, instrument, { vehicle: second, date: addDays(today, -1) })
    expect((await readVehicleUse(owner, companyId, first)).readings).toEqual([])
    expect((await readVehicleUse(owner, companyId, second)).readings).toMatchObject([{ km: 7_000 }])
  })

  test('between two full tanks gives the consumption: as the pump tells them, or by hand', async () => {
    const vehicle = await newVehicle(owner, companyId, { tank: '300' })
    const [card] = await bringCards(owner, companyId, [{ dailyLimit: 900_000 }])
    if (!card) throw new Error('no card')
    await give(owner, companyId, { kind: 'card', id: card.id }, { vehicle, date: addDays(today, -1) })
    let hours = 4
    const fill = async (km: number, wished: number | undefined, volume: number) => {
      const occurredAt = new Date(pump.now.getTime() - 3_600_000 * --hours)
      const asked = fuelAsked(station, { by: 'card', number: card.number })
      await authorize(pump, { ...asked, odometerKm: km, ...(wished === undefined ? {} : { volume: wished }) })
      await completeAuthorization(pump, asked.operationId, { volume, occurredAt })
    }
    await fill(1_000, undefined, 120_000)
    await fill(1_200, 30_000, 30_000)
    await fill(1_500, undefined, 70_000)
    expect(await readVehicleUse(owner, companyId, vehicle)).toMatchObject({
      consumption: 20_000,
      stretches: [{ km: 500, volume: 100_000 }],
    })
    const [, middle] = await lastTransactions(owner, companyId, { vehicle }, 3)
    await readFillOdometer(owner, companyId, middle?.id ?? 0, { km: 1_200, full: true, confirmed: false })
    expect((await readVehicleUse(owner, companyId, vehicle)).stretches).toMatchObject([
      { km: 300, volume: 70_000 },
      { km: 200, volume: 30_000 },
    ])
  })

  test('at a fill is told for a vehicle only, and one that goes back is kept with a mark', async () => {
    const vehicle = await newVehicle(owner, companyId)
    await read(vehicle, 90_000, { date: addDays(today, -2) })
    const [own, nobodys] = await bringCards(owner, companyId, [{}, {}])
    if (!own || !nobodys) throw new Error('no card')
    await give(owner, companyId, { kind: 'card', id: own.id }, { vehicle })
    const filled = async (card: { id: number; number: string }) => {
      const asked = fuelAsked(station, { by: 'card', number: card.number })
      await redeem(pump, { ...asked, volume: 1_000 })
      const [fill] = await lastTransactions(owner, companyId, { card: card.id }, 1)
      return fill?.id ?? 0
    }
    const told = { km: 80_000, full: false, confirmed: false }
    await expect(readFillOdometer(owner, companyId, await filled(nobodys), told)).rejects.toMatchObject({
      code: 'transaction_not_found',
    })
    const fill = await filled(own)
    await expect(readFillOdometer(owner, companyId, fill, told)).rejects.toMatchObject({
      ...{ code: 'odometer_unlikely', field: 'km' },
    })
    const kept = await readFillOdometer(owner, companyId, fill, { ...told, confirmed: true })
    expect(kept.isUnlikely).toBe(true)
    expect((await readVehicleUse(owner, companyId, vehicle)).readings[0]).toMatchObject({
      ...{ km: 80_000, is_unlikely: 1, is_full: 0, transaction_id: fill },
    })
  })

  test('stays as it is where a full tank was stopped by a limit', async () => {
    const vehicle = await newVehicle(owner, companyId)
    const [card] = await bringCards(owner, companyId, [{ dailyLimit: 40_000 }])
    if (!card) throw new Error('no card')
    await give(owner, companyId, { kind: 'card', id: card.id }, { vehicle })
    const asked = fuelAsked(station, { by: 'card', number: card.number })
    await authorize(pump, { ...asked, odometerKm: 10 })
    await completeAuthorization(pump, asked.operationId, { volume: 40_000 })
    expect((await readVehicleUse(owner, companyId, vehicle)).readings).toMatchObject([{ km: 10, is_full: 0 }])
  })
})

describe('an import of vehicles', () => {
  const file = (...lines: string[]) =>
    Buffer.from(['Госномер;Марка;Вид топлива;Бак, л;Норма, л/100 км', ...lines].join('\r\n'))

  test('adds and changes by the plate; what is not said stays', async () => {
    const own = await cabinet.company()
    const ctx = (await cabinet.client(own, 'owner')).ctx
    const known = await newVehicle(ctx, own, { plate: '500 АВС 02', make: 'ГАЗ', norm: '12' })
    const bytes = Buffer.from('Госномер;Бак\r\n500abc02;80\r\n501 ABC 02;')
    const { lines, rows } = await previewVehicles(ctx, own, bytes)
    expect(rows.map(({ id, change }) => [id, change])).toEqual([
      [known, 'changed'],
      [null, 'added'],
    ])
    const sent = VehicleLines.parse(JSON.parse(JSON.stringify(lines)))
    expect(await importVehicles(ctx, own, sent, 'v.csv')).toEqual({ added: 1, changed: 1, same: 0 })
    expect(await findVehicle(ctx, own, known)).toMatchObject({ make: 'ГАЗ', tank: 80_000, norm: 12_000 })
    expect(await importVehicles(ctx, own, sent, 'v.csv')).toEqual({ added: 0, changed: 0, same: 2 })
  })

  test('refuses marks that turn the direction of text, in the file and in what its form sends back', async () => {
    const bytes = Buffer.from('Госномер;Марка\r\n\u202e719 BMW 17;\r\n720 BMW 17;\u2066KamAZ\r\n')
    const { faults, rows } = await previewVehicles(owner, companyId, bytes)
    expect(faults.map(({ row, code }) => [row, code])).toEqual([
      [2, 'invalid'],
      [3, 'invalid'],
    ])
    expect(rows).toEqual([])
    const sent = (make: string) =>
      VehicleLines.safeParse(JSON.parse(`[{"row":2,"plate":"720 BMW 17","make":"${make}"}]`)).success
    expect(['KamAZ', '\\u202eKamAZ', '\\ud800'].map(sent)).toEqual([true, false, false])
  })

  test('names every fault by its row', async () => {
    const bytes = file('600 ABC 02;;АИ-92;60;9', '601 ABC 02;;Уголь;;', '602 ABC 02;;;-1;', '600 авс 02;;;;')
    const { faults } = await previewVehicles(owner, companyId, bytes)
    expect(faults.map(({ row, code, value }) => [row, code, value])).toEqual([
      [3, 'unknown_product', 'Уголь'],
      [4, 'invalid', '-1'],
      [5, 'duplicate', '600 АВС 02'],
    ])
  })

  test('says what is missing and what is too long, and in which column', async () => {
    const bytes = file(';ГАЗ;;;', `610 ABC 02;${'М'.repeat(200)};;;`)
    const { faults, rows } = await previewVehicles(owner, companyId, bytes)
    expect(faults.map(({ row, code, column }) => [row, code, column])).toEqual([
      [2, 'required', 'Госномер'],
      [3, 'too_long', 'Марка'],
    ])
    expect(rows).toEqual([])
  })

  test('without a column of plates reads nothing', async () => {
    const bytes = Buffer.from('Марка;Бак, л\r\nГАЗ;80')
    expect(await previewVehicles(owner, companyId, bytes)).toEqual({
      ...{ rows: [], faults: [], lines: [], problem: 'header' },
    })
  })

  test.each([
    ['a fuel that there is not', [{ plate: '620 ABC 02', product: 'coal' }], 'product_not_found'],
    ['one plate twice', [{ plate: '621 ABC 02' }, { plate: '621 авс 02' }], 'import_faulty'],
  ])('a form that sends back %s brings nothing in', async (_what, sent, code) => {
    const own = await cabinet.company()
    const { ctx } = await cabinet.client(own, 'owner')
    const lines = VehicleLines.parse(
      [{ plate: '619 ABC 02' }, ...sent].map((line, at) => ({ row: at + 2, ...line })),
    )
    await expect(importVehicles(ctx, own, lines, 'v.csv')).rejects.toMatchObject({ code })
    expect((await listVehicles(ctx, own, {})).rows).toEqual([])
  })

  test.each(locales.flatMap((locale) => fileFormats.map((format) => [locale, format] as const)))(
    'takes what was exported in %s as %s, and changes nothing',
    async (locale, format) => {
      const own = await cabinet.company()
      const ctx = { ...(await cabinet.client(own, 'owner')).ctx, locale }
      await newVehicle(ctx, own, {
        make: 'MAN; "TGS"',
        product: 'diesel_winter',
        tank: '412,5',
        norm: '31,7',
      })
      await newVehicle(ctx, own)
      const bytes = await exportBytes(await vehiclesFile(ctx, own, {}), format)
      const { rows, faults } = await previewVehicles(ctx, own, bytes)
      expect([faults, rows.map(({ change }) => change)]).toEqual([[], ['same', 'same']])
    },
  )
})
