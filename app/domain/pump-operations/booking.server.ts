import type { CouponRemainder } from '#app/domain/contracts/contracts.ts'
import { leftBesideHold, remainderOf } from '#app/domain/coupons/coupon-fuel.ts'
import { moveCouponTotals } from '#app/domain/coupons/coupon-totals.server.ts'
import { isGivenUp, isOpen, storedCouponStatus } from '#app/domain/coupons/coupons.ts'
import { recordStatusChanges } from '#app/domain/history/status-changes.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import { addPumpTransaction } from '#app/domain/transactions/pump-transactions.server.ts'
import {
  type CouponUse,
  type PresentedCardRow,
  type PresentedCouponRow,
  updateCardBalance,
  updateCouponReleased,
  updateCouponUse,
} from '#db/queries/pump-operations/instruments.ts'
import type { OperationRow } from '#db/queries/pump-operations/operations.ts'
import {
  updateCardSpendingVersion,
  updateGroupSpendingVersion,
} from '#db/queries/pump-operations/spending-versions.ts'
import type { Remainder } from './operation.ts'
import type { Thing } from './presented.server.ts'
import { returnRemainder } from './remainders.server.ts'

/** Litres that count against a card or a coupon, in the transaction that records them; negative are given back. */
export interface Booking {
  authorizationId: number
  /** Of the transaction's identity: the operation's, or of its reversal. */
  operationId: string
  fillId: string
  volume: number
  /** Tiyn; null: no price is known. */
  charged: number | null
  price: number | null
  product: string
  station: string
  pos: string
  receipt: string
  occurredAt: Date
  /** What a register says otherwise; else a sale or a return. */
  isCorrection?: boolean
  /** What became of what the same operation left before: the same becomes of more of it. */
  became?: OperationRow['remainder_becomes']
}

export interface Booked {
  remainder: Remainder | null
}

/**
 * What of a coupon this operation may use: what it holds, else what nobody else does. A coupon that was exchanged, refunded or
 * cancelled after the hold had ended is paid for already by what the client got for it.
 */
export function freeOf(coupon: PresentedCouponRow, authorizationId: number): number {
  const isHeld = coupon.is_held === 1
  if (isHeld && coupon.hold_id === authorizationId) return coupon.remaining
  if (isGivenUp(coupon.issuer_status)) return 0
  return isHeld ? leftBesideHold(coupon) : coupon.remaining
}

/** The thing was read with `lock`. @throws DomainError conflict_try_again, which rolls back */
export async function bookFuel(ctx: Context, thing: Thing, booking: Booking): Promise<Booked> {
  const booked =
    thing.kind === 'card'
      ? await bookOnCard(ctx, thing.row, booking)
      : await bookOnCoupon(ctx, thing.row, booking)
  await writeTransaction(ctx, thing, booking)
  return booked
}

/** Of a coupon only the transaction: `giveBackToCoupon` has its litres. */
export async function bookReturn(ctx: Context, thing: Thing, booking: Booking): Promise<void> {
  if (thing.kind === 'card') await bookOnCard(ctx, thing.row, booking)
  await writeTransaction(ctx, thing, booking)
}

async function writeTransaction(ctx: Context, { row, kind }: Thing, booking: Booking): Promise<void> {
  await addPumpTransaction(
    ctx,
    {
      companyId: asCompanyId(row.company_id),
      occurredAt: booking.occurredAt,
      instrumentNumber: row.number,
      cardId: kind === 'card' ? row.id : null,
      couponId: kind === 'coupon' ? row.id : null,
      product: booking.product,
      operation: booking.isCorrection ? 'correction' : booking.volume < 0 ? 'return' : 'sale',
      volume: booking.volume,
      price: booking.price ?? 0,
      amount: booking.charged ?? 0,
      stationCode: booking.station,
      receipt: booking.receipt,
      occurredOn: businessDay(booking.occurredAt),
      till: booking.pos,
      operationId: booking.operationId,
    },
    { authorizationId: booking.authorizationId, fillId: booking.fillId },
  )
}

async function bookOnCard(
  ctx: Context,
  card: PresentedCardRow,
  { volume, charged }: Booking,
): Promise<Booked> {
  await takeCardVersion(ctx, card)
  const spent = card.scheme === 'wallet_litres' ? volume : (charged ?? 0)
  if (card.scheme !== 'limits' && spent !== 0) await updateCardBalance(ctx.db, card.id, spent)
  return { remainder: null }
}

/** The next version of the card's sums, and of its group's, which the sums that were decided on were read under. */
export async function takeCardVersion(
  ctx: Context,
  card: Pick<PresentedCardRow, 'id' | 'ledger_version' | 'group_id' | 'group_unit' | 'group_ledger_version'>,
): Promise<void> {
  if (!(await updateCardSpendingVersion(ctx.db, card))) reject('conflict_try_again')
  const { group_id, group_unit, group_ledger_version } = card
  if (group_id === null || group_unit === null || group_ledger_version === null) return
  if (!(await updateGroupSpendingVersion(ctx.db, group_id, group_ledger_version)))
    reject('conflict_try_again')
}

/** What becomes of litres that a fill left: with neither contract nor divisible coupon they lapse. */
export function becomesOf(coupon: PresentedCouponRow): CouponRemainder {
  const agreed = remainderOf(coupon)
  return agreed === 'refused' ? 'lapsed' : agreed
}

/** What an operation has left on its coupon after one more of its steps: what is gone adds up, what stays is told as it is. */
export function remainderAfter(
  { remainder: before, remainder_becomes: became }: Pick<OperationRow, 'remainder' | 'remainder_becomes'>,
  { remainder }: Booked,
): Pick<OperationRow, 'remainder' | 'remainder_becomes'> {
  if (became === null || became === 'kept')
    return { remainder: remainder?.volume ?? null, remainder_becomes: remainder?.becomes ?? null }
  return { remainder: (before ?? 0) + (remainder?.volume ?? 0), remainder_becomes: became }
}

async function bookOnCoupon(ctx: Context, coupon: PresentedCouponRow, booking: Booking): Promise<Booked> {
  const { volume, authorizationId, operationId: step, station, price, occurredAt, became } = booking
  const rest = Math.max(0, coupon.remaining - volume)
  const becomes = became && became !== 'kept' ? became : becomesOf(coupon)
  const after = {
    remaining: becomes === 'kept' ? rest : 0,
    used: coupon.used + volume,
    returned: coupon.returned + (becomes === 'returned' ? rest : 0),
    lapsed: coupon.lapsed + (becomes === 'lapsed' ? rest : 0),
  }
  await writeCouponUse(ctx, coupon, { ...after, ...endOf(coupon, after.remaining, booking) })
  await updateCouponReleased(ctx.db, coupon.id, authorizationId)
  if (rest === 0) return { remainder: null }
  if (becomes === 'returned')
    await returnRemainder(ctx, coupon, { authorizationId, step, station, volume: rest, price, occurredAt })
  return { remainder: { volume: rest, becomes } }
}

function endOf(coupon: PresentedCouponRow, remaining: number, { occurredAt, station }: Booking) {
  if (remaining > 0) {
    const { status, issuer_status, open, redeemed_at, redeemed_station } = coupon
    return { status, issuer_status, open, redeemed_at, redeemed_station }
  }
  return {
    status: storedCouponStatus('redeemed', coupon.client_blocked_at !== null),
    issuer_status: 'redeemed' as const,
    open: 0 as const,
    redeemed_at: occurredAt,
    redeemed_station: station,
  }
}

/**
 * Litres go back to the coupon they came from; one that was used up lives again, until its last day. `lapsed` and
 * `returned` come back with them; negative, they lapse or go to the client instead.
 */
export async function giveBackToCoupon(
  ctx: Context,
  coupon: PresentedCouponRow,
  { volume, lapsed = 0, returned = 0 }: { volume: number; lapsed?: number; returned?: number },
): Promise<void> {
  const remaining = coupon.remaining + volume + lapsed + returned
  const { redeemed_at, redeemed_station } = coupon
  const isUsedUp = coupon.issuer_status === 'redeemed' && remaining === 0
  const issuer = coupon.issuer_status === 'redeemed' && !isUsedUp ? 'active' : coupon.issuer_status
  const status = storedCouponStatus(issuer, coupon.client_blocked_at !== null)
  await writeCouponUse(ctx, coupon, {
    remaining,
    used: coupon.used - volume,
    returned: coupon.returned - returned,
    lapsed: coupon.lapsed - lapsed,
    status,
    issuer_status: issuer,
    open: isOpen(status) ? 1 : 0,
    ...(isUsedUp ? { redeemed_at, redeemed_station } : { redeemed_at: null, redeemed_station: null }),
  })
}

async function writeCouponUse(ctx: Context, coupon: PresentedCouponRow, after: CouponUse): Promise<void> {
  if (!(await updateCouponUse(ctx.db, coupon, after))) reject('conflict_try_again')
  await moveCouponTotals(ctx, coupon, { ...coupon, ...after })
  if (after.status === coupon.status) return
  await recordStatusChanges(ctx.db, [
    {
      subject_kind: 'coupon',
      subject_id: coupon.id,
      company_id: coupon.company_id,
      import_id: null,
      from_status: coupon.status,
      to_status: after.status,
    },
  ])
}

/** Tiyn for litres at the client's price; null where none is known. */
export function chargeFor(volume: number, price: number | null): number | null {
  if (price === null) return null
  return volume < 0 ? -amountOf(-volume, price) : amountOf(volume, price)
}
