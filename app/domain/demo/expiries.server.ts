import { listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { listExpiredCoupons } from '#app/domain/coupons/ending-coupons.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { sendCouponRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { extendCouponsOf } from '#app/domain/service-requests/extending.server.ts'
import { setIssuerStations } from '#app/domain/stations/station-rules.server.ts'
import { closedDemoStation } from './stations.ts'

/**
 * Two coupons that work only at the closed station and two that have ended wait for an answer to a request; two others
 * were given a later last day.
 */
export async function demoExpiries(staff: Context, client: Context, companyId: CompanyId): Promise<void> {
  const until = addDays(businessDay(client.now), 210)
  const { rows: active } = await listCoupons(client, companyId, { status: 'active' })
  const { rows: expired } = await listExpiredCoupons(client, companyId, {})
  const [bound, later] = [active.slice(8, 10), active.slice(10, 12)]
  for (const { id } of bound)
    await setIssuerStations(client, 'coupon', id, { are: 'only', codes: [closedDemoStation.code] })
  const send = (coupons: readonly { id: number }[], comment: string) =>
    sendCouponRequest(client, companyId, {
      ...{ kind: 'extension', until, comment },
      ids: coupons.map(({ id }) => id),
    })
  await send([...bound, ...expired.slice(0, 2)], 'Машины стояли на ремонте, АЗС была закрыта')
  const decided = await send(later, 'Не успеваем израсходовать')
  const couponIds = later.map(({ id }) => id)
  const answer = 'Продлено один раз по условиям договора'
  await extendCouponsOf(staff, decided, { couponIds, until, withOutages: true, answer })
}
