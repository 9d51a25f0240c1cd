import { recordStatusChanges } from '#app/domain/history/status-changes.server.ts'
import type { Day } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { Sealed } from '#app/domain/kernel/keyring.server.ts'
import {
  type CouponRow,
  insertCoupons,
  selectCouponsByNumbersAcrossCompanies,
  updateCoupons,
} from '#db/queries/coupons/coupons.ts'
import type { CompanyId, CouponIssuerStatus, ProductCode } from '#db/schema/index.ts'
import { reversed } from '#db/sql/search.ts'
import type { CouponTotalsDelta } from './coupon-totals.server.ts'
import { isOpen, storedCouponStatus } from './coupons.ts'

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
  /** See `sealQr`. */
  qr: Sealed | null
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
  coupons: readonly (CouponFacts & { number: string })[],
  delta: CouponTotalsDelta,
): Promise<void> {
  const rows = coupons.map((coupon) => ({
    ...columnsOf(coupon, null),
    client_blocked_at: null,
    client_blocked_by: null,
    number: coupon.number,
    number_reversed: reversed(coupon.number),
  }))
  await insertCoupons(ctx.db, rows)
  for (const row of rows) delta.add(row)
}

/**
 * Writes what the register now says over coupons found with `lock`; the client's own block stays. Each change of
 * status is kept under the import.
 */
export async function changeCoupons(
  ctx: Context,
  changes: readonly { before: CouponRow; after: CouponFacts }[],
  delta: CouponTotalsDelta,
  importId: number | null,
): Promise<void> {
  const rows = changes.map(({ before, after }) => ({
    ...columnsOf(after, before.client_blocked_at),
    client_blocked_at: before.client_blocked_at,
    client_blocked_by: before.client_blocked_by,
    id: before.id,
    number: before.number,
    number_reversed: before.number_reversed,
  }))
  await updateCoupons(ctx.db, rows)
  for (const { before } of changes) delta.subtract(before)
  for (const row of rows) delta.add(row)
  await recordStatusChanges(
    ctx.db,
    changes.flatMap(({ before, after }) => {
      const to = storedCouponStatus(after.issuerStatus, before.client_blocked_at !== null)
      if (to === before.status) return []
      return [
        {
          subject_kind: 'coupon' as const,
          subject_id: before.id,
          company_id: after.companyId,
          import_id: importId,
          from_status: before.status,
          to_status: to,
        },
      ]
    }),
  )
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
