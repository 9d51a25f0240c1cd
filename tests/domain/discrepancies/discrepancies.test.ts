import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillQrLookups } from '#app/domain/coupons/qr-lookups.server.ts'
import {
  countUnsettled,
  findDiscrepancy,
  listDiscrepancies,
  settleDiscrepancy,
} from '#app/domain/discrepancies/discrepancies.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { tidyExpiredHolds } from '#app/domain/pump-operations/expiry.server.ts'
import {
  authorize,
  completeAuthorization,
  readAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { endHolds, fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Context
let pump: Context
let companyId: CompanyId
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = (await cabinet.staff('operator')).ctx
  pump = await pumpOf(cabinet)
  companyId = await cabinet.company({ name: 'ТОО «Много»' })
  station = await cabinet.station()
})
afterAll(() => cabinet.destroy())

test('staff see both sides, settle with a reason once, and it is recorded who did', async () => {
  await bringCoupons(staff, companyId, [{ qr: 'too-much' }])
  const asked = fuelAsked(station, { by: 'qr', payload: 'too-much' })
  await authorize(pump, asked)
  await completeAuthorization(pump, asked.operationId, { volume: 25_000, receipt: '77' })
  expect(await countUnsettled(staff)).toBe(1)
  const { discrepancies } = await listDiscrepancies(staff, { status: 'open' })
  expect(discrepancies).toMatchObject([
    {
      kind: 'more_than_held',
      station,
      operationId: asked.operationId,
      company: { id: companyId, name: 'ТОО «Много»' },
      ours: { approved: 20_000, billed: 20_000, charged: 650_000 },
      theirs: { volume: 25_000, receipt: '77' },
      settled: null,
    },
  ])
  const id = discrepancies[0]?.id ?? 0
  await settleDiscrepancy(staff, id, { reason: 'АЗС вернула деньги', charge: 0 })
  await expect(settleDiscrepancy(staff, id, { reason: 'Ещё раз', charge: 0 })).rejects.toThrow(
    'exception_settled',
  )
  await expect(settleDiscrepancy(staff, id + 9, { reason: 'x', charge: 0 })).rejects.toThrow(
    'exception_not_found',
  )
  expect(await countUnsettled(staff)).toBe(0)
  expect((await listDiscrepancies(staff, { status: 'open' })).discrepancies).toEqual([])
  expect((await listDiscrepancies(staff, { status: 'settled' })).discrepancies).toHaveLength(1)
  expect((await findDiscrepancy(staff, id)).settled).toMatchObject({ reason: 'АЗС вернула деньги' })
  expect(await cabinet.actions({ kind: 'exception', id })).toEqual(['exception.settled'])
})

test('a job stores that holds are over, and touches no other', async () => {
  await bringCoupons(staff, companyId, [{ qr: 'over' }, { qr: 'lasting' }])
  const over = fuelAsked(station, { by: 'qr', payload: 'over' })
  const lasting = fuelAsked(station, { by: 'qr', payload: 'lasting' })
  for (const asked of [over, lasting]) await authorize(pump, asked)
  await endHolds(cabinet, over.operationId)
  expect(await tidyExpiredHolds(staff)).toBe(1)
  expect(await tidyExpiredHolds(staff)).toBe(0)
  expect((await readAuthorization(pump, over.operationId)).status).toBe('expired')
  expect((await readAuthorization(pump, lasting.operationId)).status).toBe('held')
})

test('coupons of an earlier release become findable by their QR code, and the job goes on where it was', async () => {
  const [old] = await bringCoupons(staff, companyId, [{ qr: 'from-before' }])
  const id = old?.id ?? 0
  await cabinet.db
    .updateTable('coupons')
    .set({ qr_lookup: null, qr_lookup_key: null })
    .where('id', '=', id)
    .execute()
  const payload = 'from-before'
  expect(await authorize(pump, fuelAsked(station, { by: 'qr', payload }))).toMatchObject({
    code: 'coupon_not_found',
  })
  expect(await fillQrLookups(staff)).toBe(false)
  expect((await authorize(pump, fuelAsked(station, { by: 'qr', payload }))).status).toBe('held')
  const done = await cabinet.db
    .selectFrom('facts')
    .select('value')
    .where('name', '=', 'coupons.qr_lookups_up_to')
    .executeTakeFirstOrThrow()
  expect(Number(done.value)).toBe(id)
})
