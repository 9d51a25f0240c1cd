/** What a register says of a coupon, where something happened to it here that the register may not know of yet. */
import type { CouponFacts } from '#app/domain/coupons/coupon-register.server.ts'
import type { Day } from '#app/domain/kernel/calendar.ts'
import type { CouponRow } from '#db/queries/coupons/coupons.ts'
import type { CouponRecord } from '../parsing/records.ts'

export type WholeCoupon = CouponRecord & {
  product: string
  volume: number
  price: number
  validFrom: string
  validUntil: string
  status: CouponFacts['issuerStatus']
}

/** An earlier day than the one that staff set here is the register's of before: it has not heard of it yet. */
export function lastDayOf({ validUntil }: CouponRecord, before: CouponRow | undefined): Day {
  const told = validUntil ?? before?.valid_until ?? ''
  return [told, before?.extended_until ?? ''].sort().at(-1) ?? ''
}

const USABLE: readonly CouponFacts['issuerStatus'][] = ['issued', 'active', 'reserved', 'blocked', 'expired']

/**
 * What was redeemed here stays redeemed, however late the register hears of it, and what was exchanged here stays exchanged;
 * but for another end that the register tells of.
 */
export function statusOf(before: CouponRow, record: WholeCoupon): CouponFacts['issuerStatus'] {
  if (before.redeemed_at) return 'redeemed'
  return before.exchanged_at && USABLE.includes(record.status) ? 'exchanged' : record.status
}

export function remainingOf(before: CouponRow, record: WholeCoupon): number {
  if (before.redeemed_at) return before.remaining
  // A register that does not know of a pump's operation yet must not bring its litres back.
  const { used, returned, lapsed } = before
  return Math.min(toldRemaining(before, record), Math.max(0, record.volume - used - returned - lapsed))
}

function toldRemaining(before: CouponRow, record: WholeCoupon): number {
  if (record.remaining !== null) return record.remaining
  if (record.status === 'redeemed') return 0
  return before.issuer_status === 'redeemed' || before.volume !== record.volume
    ? record.volume
    : before.remaining
}
