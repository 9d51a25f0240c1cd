import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginVisit, readCoupons } from '#app/domain/readonly-links/reading.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { readonlyLinkTo } from '#tests/support/readonly-links.ts'
import { bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
beforeAll(async () => {
  cabinet = await createCabinet()
})
afterAll(() => cabinet.destroy())

test('a coupon is told as it was at the end of the period, as far as that is known', async () => {
  const companyId = await cabinet.company()
  const owner = await cabinet.client(companyId)
  const [bySay, later, within, left] = await bringCoupons(owner.ctx, companyId, [
    { issuerStatus: 'redeemed', validFrom: '2026-09-01' },
    { validFrom: '2026-09-01' },
    { validFrom: '2026-09-01' },
    { validFrom: '2026-09-01' },
  ])
  const exchange = (id: number | undefined, at: string) =>
    cabinet.db
      .updateTable('coupons')
      .set({ status: 'exchanged', issuer_status: 'exchanged', open: 0, exchanged_at: new Date(at) })
      .where('id', '=', id ?? 0)
      .execute()
  await exchange(later?.id, '2026-11-05T06:00:00Z')
  await exchange(within?.id, '2026-10-05T06:00:00Z')
  const { token } = await readonlyLinkTo(owner.ctx, companyId, { from: '2026-09-01', to: '2026-10-31' })
  const guest = await cabinet.guest()
  const visit = await beginVisit(guest, token, '')
  const { rows } = await readCoupons(guest, { token, visit }, { cursor: undefined })
  const told = new Map(rows.map(({ id, state }) => [id, state]))
  expect([bySay, later, within, left].map((coupon) => told.get(coupon?.id ?? 0))).toEqual([
    ...['used', 'unused', 'exchanged', 'unused'],
  ])
})
