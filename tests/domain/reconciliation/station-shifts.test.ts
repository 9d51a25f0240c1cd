import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  findDiscrepancy,
  listDiscrepancies,
  settleDiscrepancy,
} from '#app/domain/discrepancies/discrepancies.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  completeAuthorization,
  readAuthorization,
  recordOffline,
  redeem,
  reverseAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { closeStationShift, readStationShift } from '#app/domain/reconciliation/closing.server.ts'
import { findStationShift, listStationShifts } from '#app/domain/reconciliation/station-shifts.server.ts'
import { listSignals } from '#app/domain/signals/signals.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { pausingAfter } from '#tests/support/pausing.ts'
import { fuelAsked, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Context
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = (await cabinet.staff('operator')).ctx
  companyId = await cabinet.company()
})
afterAll(() => cabinet.destroy())

const HOUR = 3_600_000

/** A station and its system, with a card that may fuel; `close` reports the last hour. */
async function atStation(actor: Parameters<typeof pumpOf>[1] = {}) {
  const pump = await pumpOf(cabinet, actor)
  const station = await cabinet.station()
  const [card] = await bringCards(staff, companyId, [{ dailyLimit: null, products: ['diesel'] }])
  const asked = () => ({ ...fuelAsked(station, { by: 'card', number: card?.number ?? '' }), price: 30_000 })
  const fill = async (volume: number) => {
    const question = asked()
    await redeem(pump, { ...question, volume })
    return question.operationId
  }
  const shiftId = newOperationId()
  const report = (
    volume: number,
    operations: [string, number][] | undefined,
    count = operations?.length ?? 1,
  ) => ({
    ...{ shiftId, station },
    openedAt: new Date(Date.now() - HOUR),
    closedAt: new Date(Date.now() + HOUR),
    totals:
      volume === 0 ? [] : [{ product: 'diesel', instrument: 'card' as const, operations: count, volume }],
    operations: operations?.map(([operationId, volume]) => ({ operationId, volume })),
  })
  // Its end is behind it, by the clock of whoever reports.
  const later = { ...pump, now: new Date(Date.now() + 2 * HOUR) }
  return { pump, later, station, asked, fill, shiftId, report }
}

const openOf = async () => (await listDiscrepancies(staff, { status: 'open' })).discrepancies

const settled = async (work: Promise<unknown>) => {
  const [outcome] = await Promise.allSettled([work])
  return outcome
}

test('fuel that is taken back while the shift is closed is in the comparison', async () => {
  const { pump, later, fill, report } = await atStation()
  const operation = await fill(20_000)
  const told = report(20_000, [[operation, 20_000]])
  let closing: Promise<unknown> | undefined
  const close = () => (closing ??= closeStationShift(later, told))
  const paused = pausingAfter(pump, /from `?station_shifts/, close)
  expect((await reverseAuthorization(paused, operation, { reason: 'Wrong pump' })).reversed).toBe(20_000)
  expect(closing).toBeDefined()
  expect(await closing).toMatchObject({ differences: [{ kind: 'missing_here' }, { kind: 'total' }] })
})

test('fuel of a shift that is being closed waits for it, and then for staff', async () => {
  const { pump, later, fill, report } = await atStation()
  const operation = await fill(20_000)
  const told = report(20_000, [[operation, 20_000]])
  let reversal: ReturnType<typeof settled> | undefined
  const reverse = () =>
    (reversal ??= settled(reverseAuthorization(pump, operation, { reason: 'Wrong pump' })))
  const paused = pausingAfter(later, /from authorizations/, reverse)
  expect((await closeStationShift(paused, told)).differences).toEqual([])
  expect(await reversal).toMatchObject({ status: 'rejected', reason: { code: 'shift_closed' } })
  expect((await openOf())[0]?.kind).toBe('reversal_after_close')
})

test('a fill is in its shift although its hold began before, or a station told of it three days later', async () => {
  const { later, fill, report } = await atStation()
  const [early, late] = [await fill(20_000), await fill(30_000)]
  const told = report(50_000, undefined, 2)
  const begun = (operation: string, at: number) =>
    sql`update authorizations set created_at = ${new Date(at)} where operation_id = ${operation}`.execute(
      cabinet.db,
    )
  await begun(early, told.openedAt.getTime() - 2 * HOUR)
  await begun(late, told.closedAt.getTime() + 72 * HOUR)
  expect((await closeStationShift(later, told)).differences).toEqual([])
})

test('a shift that agrees leaves nothing to settle, with what was taken back', async () => {
  const { pump, later, asked, fill, report } = await atStation()
  const [first, second, gone] = [await fill(20_000), await fill(30_000), await fill(10_000)]
  await reverseAuthorization(pump, second, { reason: 'Wrong pump', volume: 5_000 })
  await reverseAuthorization(pump, gone, { reason: 'Wrong pump' })
  // A little more flowed than was held, and all of it was a mistake.
  const { operationId: held } = await authorize(pump, { ...asked(), volume: 10_000 })
  await completeAuthorization(pump, held, { volume: 10_040 })
  await reverseAuthorization(pump, held, { reason: 'Wrong pump' })
  const before = (await openOf()).length
  const operations: [string, number][] = [
    [first, 20_000],
    [second, 25_000],
  ]
  const answer = await closeStationShift(later, report(45_000, operations))
  expect(answer).toMatchObject({ differences: [], open: [], isReplay: false })
  expect((await openOf()).length).toBe(before)
  const [shift] = (await listStationShifts(staff, {})).rows
  expect(shift).toMatchObject({ differences: 0, unsettled: 0 })
})

test('each line that differs waits for staff with both figures, once, and is settled with a reason', async () => {
  const { later, station, fill, shiftId, report } = await atStation()
  const [first, second] = [await fill(20_000), await fill(30_000)]
  const told = report(32_000, [
    [first, 20_500],
    ['never-asked', 11_500],
  ])
  const { differences } = await closeStationShift(later, told)
  expect(differences.map(({ kind, operationId }) => [kind, operationId])).toEqual([
    ['missing_here', 'never-asked'],
    ['volume', first],
    ['missing_there', second],
    ['total', null],
  ])
  expect((await closeStationShift(later, told)).isReplay).toBe(true)
  const { rows } = await listStationShifts(staff, { station })
  expect(rows).toMatchObject([{ shiftId, differences: 4, unsettled: 4 }])
  const id = rows[0]?.id ?? 0
  const { lines } = await findStationShift(staff, id)
  expect(lines.map(({ discrepancy: { kind, ours, theirs } }) => [kind, ours.volume, theirs.volume])).toEqual([
    ['shift_differs', 0, 11_500],
    ['shift_differs', 20_000, 20_500],
    ['shift_differs', 30_000, 0],
    ['shift_differs', 50_000, 32_000],
  ])
  // Of one operation that is here the client is named; a total is of many.
  const clients = lines.map(({ discrepancy: { company } }) => company?.id ?? null)
  expect(clients).toEqual([null, companyId, companyId, null])
  const before = addDays(businessDay(rows[0]?.openedAt ?? new Date()), -1)
  expect((await listStationShifts(staff, { station, to: before })).rows).toEqual([])
  expect((await listStationShifts(staff, { station, from: before })).rows).toHaveLength(1)
  await settleDiscrepancy(staff, lines[0]?.discrepancy.id ?? 0, {
    reason: 'The meter was read later',
    charge: 0,
  })
  expect((await listStationShifts(staff, { station })).rows).toMatchObject([{ differences: 4, unsettled: 3 }])
  const settled = (await findStationShift(staff, id)).lines[0]
  expect(settled?.discrepancy.settled?.reason).toBe('The meter was read later')
})

test('what comes in later without connection agrees by then', async () => {
  const { pump, later, station, asked, report } = await atStation()
  const late = asked()
  const { operationId, ...authorization } = late
  await closeStationShift(later, report(15_000, [[operationId, 15_000]]))
  const [shift] = (await listStationShifts(staff, { station })).rows
  const linesOf = async () => (await findStationShift(staff, shift?.id ?? 0)).lines
  expect((await linesOf()).map(({ isResolved }) => isResolved)).toEqual([false, false])
  const [outcome] = await recordOffline(pump, [{ operationId, volume: 15_000, authorization }])
  expect(outcome?.error).toBeNull()
  expect((await linesOf()).map(({ isResolved }) => isResolved)).toEqual([true, true])
  expect((await readStationShift(pump, shift?.shiftId ?? '')).differences).toEqual([])
})

test('a line agrees by itself: another that came in later says nothing of it', async () => {
  const { pump, later, station, asked, report } = await atStation()
  const { operationId, ...authorization } = asked()
  const told: [string, number][] = [
    [operationId, 15_000],
    ['never-fuelled', 11_000],
  ]
  await closeStationShift(later, report(26_000, told))
  await recordOffline(pump, [{ operationId, volume: 15_000, authorization }])
  const [shift] = (await listStationShifts(staff, { station })).rows
  const { lines } = await findStationShift(staff, shift?.id ?? 0)
  const resolved = lines.map(({ discrepancy: { theirs }, isResolved }) => [theirs.operation, isResolved])
  expect(resolved).toHaveLength(3)
  expect(resolved).toEqual(
    expect.arrayContaining([
      [operationId, true],
      ['never-fuelled', false],
      [null, false],
    ]),
  )
})

test('a hold whose end nobody told is open', async () => {
  const { pump, later, asked, report } = await atStation()
  const held = { ...asked(), volume: 12_000 }
  await authorize(pump, held)
  const { open, differences } = await closeStationShift(later, report(0, []))
  expect(open).toMatchObject([{ operationId: held.operationId, volume: 12_000 }])
  expect(differences).toEqual([])
})

test('another report under the same id is refused, in whatever order the same one comes is the same', async () => {
  const { later, fill, report } = await atStation()
  const [first, second] = [await fill(20_000), await fill(30_000)]
  const operations: [string, number][] = [
    [first, 20_000],
    [second, 30_000],
  ]
  const told = report(50_000, operations)
  await closeStationShift(later, told)
  const turned = { ...told, operations: told.operations?.toReversed() }
  expect((await closeStationShift(later, turned)).isReplay).toBe(true)
  await expect(closeStationShift(later, { ...told, totals: [] })).rejects.toThrow('operation_differs')
})

test('two reports of one shift at once are one', async () => {
  const { later, report, station } = await atStation()
  const told = report(9_000, [['unknown', 9_000]])
  const answers = await Promise.all([closeStationShift(later, told), closeStationShift(later, told)])
  expect(answers.map(({ isReplay }) => isReplay).sort()).toEqual([false, true])
  expect((await listStationShifts(staff, { station })).rows).toMatchObject([{ differences: 2 }])
})

test('a system sees its own stations and shifts only, and none of the future', async () => {
  const { pump, later, shiftId, report } = await atStation()
  await expect(closeStationShift(pump, report(0, []))).rejects.toThrow('invalid')
  await closeStationShift(later, report(0, []))
  expect((await readStationShift(later, shiftId)).shift.shift_id).toBe(shiftId)
  await expect(readStationShift(await pumpOf(cabinet), shiftId)).rejects.toThrow('not_found')
  const elsewhere = await pumpOf(cabinet, { stations: ['elsewhere'] })
  await expect(closeStationShift({ ...elsewhere, now: later.now }, report(0, []))).rejects.toThrow(
    'not_allowed',
  )
})

test('what a test key reports is compared, and concerns nobody', async () => {
  const { later, report } = await atStation({ isTest: true })
  const before = (await openOf()).length
  const { differences } = await closeStationShift(later, {
    ...report(9_000, [['unknown', 9_000]]),
    metered: [],
  })
  expect(differences.length).toBe(2)
  expect((await openOf()).length).toBe(before)
})

test('more litres than flowed through the pumps is a signal with the tenge at risk', async () => {
  const { later, fill, station, shiftId, report } = await atStation()
  const operation = await fill(40_000)
  const metered = [{ product: 'diesel', volume: 30_000 }]
  await closeStationShift(later, { ...report(40_000, [[operation, 40_000]]), metered })
  const { signals } = await listSignals(staff, { status: 'open' })
  const own = signals.filter((signal) => signal.kind === 'beyond_meters' && signal.station.code === station)
  expect(own).toMatchObject([
    // 10 litres at 300 tenge.
    { atRisk: 300_000, figures: { product: 'diesel', volume: 40_000, metered: 30_000, shift: shiftId } },
  ])
})

describe('fuel of a shift that is closed', () => {
  test('is taken back by staff only: they are told once, and decide', async () => {
    const { pump, later, fill, report } = await atStation()
    const [wrong, before] = [await fill(20_000), await fill(8_000)]
    await reverseAuthorization(pump, before, { reason: 'typed' })
    await closeStationShift(later, report(20_000, [[wrong, 20_000]]))
    const late = { reason: 'wrong litres', volume: 12_000 }
    for (const _ of ['once', 'again'])
      await expect(reverseAuthorization(pump, wrong, late)).rejects.toThrow('shift_closed')
    // What was taken back before the close is answered as ever.
    expect(await reverseAuthorization(pump, before, { reason: 'typed' })).toMatchObject({
      ...{ isReplay: true, reversed: 8_000 },
    })
    const waiting = (await openOf()).filter(({ operationId }) => operationId === wrong)
    expect(waiting).toMatchObject([
      {
        kind: 'reversal_after_close',
        ours: { volume: 20_000, billed: 20_000, charged: 600_000 },
        theirs: { takenBack: 12_000, reason: 'wrong litres' },
      },
    ])
    const id = waiting[0]?.id ?? 0
    expect((await findDiscrepancy(staff, id)).chargeable).toEqual({ volume: 12_000, amount: 360_000 })
    await expect(settleDiscrepancy(staff, id, { reason: 'x', charge: 11_000 })).rejects.toThrow(
      'charge_changed',
    )
    await settleDiscrepancy(staff, id, { reason: 'confirmed by the station', charge: 12_000 })
    expect(await readAuthorization(pump, wrong)).toMatchObject({ reversed: 12_000 })
    expect(await reverseAuthorization(pump, wrong, late)).toMatchObject({ isReplay: true })
  })

  test('is taken back in parts that came under one id, and never more than was dispensed', async () => {
    const { pump, later, fill, report } = await atStation()
    const wrong = await fill(20_000)
    await closeStationShift(later, report(20_000, [[wrong, 20_000]]))
    for (const volume of [12_000, 5_000, 4_000]) {
      const late = { reason: 'wrong litres', volume }
      await expect(reverseAuthorization(pump, wrong, late)).rejects.toThrow('shift_closed')
    }
    const waiting = (await openOf()).filter(({ operationId }) => operationId === wrong)
    const byVolume = new Map(waiting.map(({ id, theirs }) => [theirs.takenBack, id]))
    expect([...byVolume.keys()].toSorted()).toEqual([12_000, 4_000, 5_000])
    const settle = (volume: number) =>
      settleDiscrepancy(staff, byVolume.get(volume) ?? 0, { reason: 'confirmed', charge: volume })
    await settle(12_000)
    await settle(5_000)
    expect(await readAuthorization(pump, wrong)).toMatchObject({ reversed: 17_000 })
    // 3 litres are left of it.
    expect((await findDiscrepancy(staff, byVolume.get(4_000) ?? 0)).chargeable).toBeNull()
    await expect(settle(4_000)).rejects.toThrow('charge_changed')
    expect(await readAuthorization(pump, wrong)).toMatchObject({ reversed: 17_000 })
  })

  test('stays counted where staff say so', async () => {
    const { pump, later, fill, report } = await atStation()
    const wrong = await fill(5_000)
    await closeStationShift(later, report(5_000, [[wrong, 5_000]]))
    await expect(reverseAuthorization(pump, wrong, { reason: 'typed' })).rejects.toThrow('shift_closed')
    const [waiting] = (await openOf()).filter(({ operationId }) => operationId === wrong)
    await settleDiscrepancy(staff, waiting?.id ?? 0, { reason: 'it was dispensed', charge: 0 })
    expect(await readAuthorization(pump, wrong)).toMatchObject({ reversed: 0 })
  })

  test("of another station's shift is none of its business", async () => {
    const [one, other] = [await atStation(), await atStation()]
    const fine = await one.fill(5_000)
    await closeStationShift(other.later, other.report(0, []))
    expect(await reverseAuthorization(one.pump, fine, { reason: 'typed' })).toMatchObject({ reversed: 5_000 })
  })
})
