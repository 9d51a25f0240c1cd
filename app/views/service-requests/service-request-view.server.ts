import { maskedNumber } from '#app/domain/cards/cards.ts'
import { almatyWallClock, businessDay, isPast } from '#app/domain/kernel/calendar.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import type { ChosenCoupon, RequestCoupon } from '#app/domain/service-requests/coupon-requests.server.ts'
import type { listServiceRequests } from '#app/domain/service-requests/service-requests.server.ts'
import { isAboutCoupons } from '#app/domain/service-requests/service-requests.ts'
import type { RequestCouponView, ServiceRequestView, WishedCoupon } from './service-request-view.ts'

type Row = Awaited<ReturnType<typeof listServiceRequests>>['rows'][number]

/** `forStaff`: with the names of those who answered. */
export function serviceRequestView(
  row: Row,
  now: Date,
  { forStaff }: { forStaff: boolean },
): ServiceRequestView {
  const { id, kind, status, cause, quantity, comment, answer, promised_on: promisedOn } = row
  const { limit_period: period, limit_wanted: wanted, limit_unit: unit } = row
  return {
    ...{ id, kind, status, cause, quantity, comment, answer, promisedOn },
    company: { id: row.company_id, name: row.company_name },
    card: row.card_id && row.card_number ? { id: row.card_id, name: maskedNumber(row.card_number) } : null,
    limit: period && wanted !== null && unit ? { period, wanted, unit } : null,
    wish: isAboutCoupons(kind)
      ? { until: row.wanted_until, product: row.wanted_product, volume: row.wanted_volume }
      : null,
    isLate: status === 'in_work' && isPast(promisedOn, businessDay(now)),
    steps: stepsOf(row, forStaff),
  }
}

/** What the page of a request shows of its coupons, and no more. */
export function requestCouponView(coupon: RequestCoupon): RequestCouponView {
  const { id, number, product, outcome, outageDays } = coupon
  const remaining = coupon.remaining ?? 0
  return {
    ...{ id, number, product, outcome, outageDays, remaining },
    worth: amountOf(remaining, coupon.price ?? 0),
    until: coupon.until_before ?? coupon.valid_until,
    untilAfter: coupon.until_after,
  }
}

export function wishedCoupon(coupon: ChosenCoupon): WishedCoupon {
  const { id, number, product, remaining, price, valid_until: until, outageDays } = coupon
  return { id, number, product, remaining, worth: amountOf(remaining, price), until, outageDays }
}

function stepsOf(row: Row, forStaff: boolean): ServiceRequestView['steps'] {
  const { status, created_at: sentAt, taken_at: takenAt, settled_at: settledAt } = row
  const byStaff = (email: string | null) => (forStaff ? email : null)
  return [
    { status: 'sent', at: almatyWallClock(sentAt), by: row.sent_by_email },
    ...(takenAt
      ? [{ status: 'in_work' as const, at: almatyWallClock(takenAt), by: byStaff(row.taken_by_email) }]
      : []),
    ...(settledAt
      ? [
          {
            status,
            at: almatyWallClock(settledAt),
            by: status === 'withdrawn' ? row.settled_by_email : byStaff(row.settled_by_email),
          },
        ]
      : []),
  ]
}
