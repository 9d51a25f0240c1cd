import { recordStatusChanges } from '#app/domain/history/status-changes.server.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { Sealed } from '#app/domain/kernel/keyring.server.ts'
import type { CouponRow } from '#db/queries/coupons/coupons.ts'
import {
  deleteCoupons,
  insertCoupons,
  selectCouponsByNumbersAcrossCompanies,
  updateCoupons,
  updateSeenCodesRevoked,
} from '#db/queries/coupons/register.ts'
import type { CompanyId, CouponIssuerStatus, ProductCode } from '#db/schema/index.ts'
import { reversed } from '#db/sql/search.ts'
import { lookupOfSealed, NO_LOOKUP, type QrLookup } from './coupon-lookup.server.ts'
import type { CouponTotalsDelta } from './coupon-totals.server.ts'
import { couponState, isOpen, storedCouponStatus } from './coupons.ts'

/** What the issuer says of a coupon. Volumes in millilitres, price in tiyn a litre. */
export interface CouponFacts {
  companyId: CompanyId
  product: ProductCode
  volume: number
  remaining: number
  divisible: boolean
  price: number
  validFrom: Day
  validUntil: Day
  issuerStatus: CouponIssuerStatus
  redeemedAt: Date | null
  batch: string | null
  /** See `sealQr`; with its lookup where whoever sealed it had the payload at hand. */
  qr: (Sealed & { lookup?: QrLookup }) | null
}

// For imports and the demo data: the caller has authorized and works inside a transaction of its own.

/** The coupons that are here already, held until the transaction ends when `lock`. */
export function findCouponsByNumbers(
  ctx: Context,
  numbers: readonly string[],
  options?: { lock?: boolean },
): Promise<CouponRow[]> {
  return selectCouponsByNumbersAcrossCompanies(ctx.db, numbers, options)
}

/** Adds new coupons and counts them in the totals' delta, which the caller writes once at the end. */
export async function addCoupons(
  ctx: Context,
  coupons: readonly (CouponFacts & { number: string; codeRevision?: number })[],
  delta: CouponTotalsDelta,
): Promise<void> {
  const rows = coupons.map((coupon) => ({
    ...columnsOf(coupon, null),
    ...lookupOf(ctx, coupon.number, coupon.qr),
    client_blocked_at: null,
    client_blocked_by: null,
    number: coupon.number,
    number_reversed: reversed(coupon.number),
    code_revision: coupon.codeRevision ?? null,
  }))
  await insertCoupons(ctx.db, rows)
  for (const row of rows) delta.add(row)
}

/**
 * Writes what the register now says over coupons found with `lock`; the client's own block stays. Each change of
 * state, also by another last day, is kept under the import. Of one that goes to another company stations decline the code
 * that a driver of the company before has seen, until it is shown there.
 */
export async function changeCoupons(
  ctx: Context,
  changes: readonly { before: CouponRow; after: CouponFacts }[],
  delta: CouponTotalsDelta,
  importId: number | null,
): Promise<void> {
  const rows = changes.map(({ before, after }) => ({
    ...columnsOf(after, before.client_blocked_at),
    ...lookupAfter(ctx, before, after.qr),
    client_blocked_at: before.client_blocked_at,
    client_blocked_by: before.client_blocked_by,
    expired_unactivated: expiredUnactivated(before, after),
    id: before.id,
    number: before.number,
    number_reversed: before.number_reversed,
  }))
  await updateCoupons(ctx.db, rows)
  const moved = changes.filter(({ before, after }) => before.company_id !== after.companyId)
  await updateSeenCodesRevoked(
    ctx.db,
    moved.map(({ before }) => before.id),
  )
  for (const { before } of changes) delta.subtract(before)
  for (const row of rows) delta.add(row)
  const today = businessDay(ctx.now)
  await recordStatusChanges(
    ctx.db,
    changes.flatMap(({ before, after }) => {
      const status = storedCouponStatus(after.issuerStatus, before.client_blocked_at !== null)
      const [from, to] = [
        couponState(before, today),
        couponState({ status, valid_until: after.validUntil }, today),
      ]
      if (to === from) return []
      return [
        {
          subject_kind: 'coupon' as const,
          subject_id: before.id,
          company_id: after.companyId,
          import_id: importId,
          from_status: from,
          to_status: to,
        },
      ]
    }),
  )
}

/** Coupons that an import brought and that is taken back. */
export async function removeCoupons(
  ctx: Context,
  rows: readonly CouponRow[],
  delta: CouponTotalsDelta,
): Promise<void> {
  await deleteCoupons(
    ctx.db,
    rows.map(({ id }) => id),
  )
  for (const row of rows) delta.subtract(row)
}

function lookupOf(ctx: Context, number: string, qr: CouponFacts['qr']): QrLookup {
  return qr ? (qr.lookup ?? lookupOfSealed(ctx, number, qr)) : NO_LOOKUP
}

/** Also when a later register says again that it has expired. */
function expiredUnactivated(before: CouponRow, { issuerStatus }: CouponFacts): 0 | 1 {
  if (issuerStatus !== 'expired') return 0
  const wasIssued = before.issuer_status === 'issued' || before.expired_unactivated === 1
  return wasIssued ? 1 : 0
}

/** As it is while the payload stays. */
function lookupAfter(ctx: Context, before: CouponRow, qr: CouponFacts['qr']): QrLookup {
  const { number, qr_lookup, qr_lookup_key, qr_ciphertext: ciphertext } = before
  const isSame = qr && ciphertext && qr_lookup && qr.ciphertext.equals(ciphertext)
  return isSame ? { qr_lookup, qr_lookup_key } : lookupOf(ctx, number, qr)
}

function columnsOf(facts: CouponFacts, clientBlockedAt: Date | null) {
  const status = storedCouponStatus(facts.issuerStatus, clientBlockedAt !== null)
  return {
    company_id: facts.companyId,
    product: facts.product,
    volume: facts.volume,
    remaining: facts.remaining,
    divisible: facts.divisible ? (1 as const) : (0 as const),
    price: facts.price,
    valid_from: facts.validFrom,
    valid_until: facts.validUntil,
    status,
    issuer_status: facts.issuerStatus,
    open: isOpen(status) ? (1 as const) : (0 as const),
    redeemed_at: facts.redeemedAt,
    batch: facts.batch,
    qr_ciphertext: facts.qr?.ciphertext ?? null,
    qr_key_id: facts.qr?.keyId ?? null,
  }
}
