import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { CouponRow } from '#db/queries/coupons/coupons.ts'
import { openQr, sealQr } from '../../coupons/coupon-qr.server.ts'
import {
  addCoupons,
  type CouponFacts,
  changeCoupons,
  findCouponsByNumbers,
} from '../../coupons/coupon-register.server.ts'
import { CouponTotalsDelta } from '../../coupons/coupon-totals.server.ts'
import type { CouponRecord, GoodRow } from '../parsing/records.ts'
import { CompanyLookup } from './company-lookup.server.ts'
import { type BatchResult, compareRows, type Merge, type MergeOptions } from './merge.ts'
import { WriteBehind } from './write-behind.ts'

/**
 * The register wins but for what happened here: a client's own block is a column of its own, a redemption at our
 * station stays. A coupon never moves to another company by a register: a wrong БИН column would move a fleet's fuel.
 */
export class CouponMerge implements Merge<'coupons'> {
  readonly #companies = new CompanyLookup()
  readonly #delta = new CouponTotalsDelta()
  readonly #writing = new WriteBehind()

  constructor(private readonly importId: number) {}

  async mergeBatch(
    ctx: Context,
    rows: readonly GoodRow<'coupons'>[],
    options: MergeOptions,
  ): Promise<BatchResult> {
    await this.#companies.load(
      ctx,
      rows.map(({ record }) => record.bin),
    )
    const numbers = rows.map(({ record }) => record.number)
    const found = await findCouponsByNumbers(ctx, numbers, { lock: options.write })
    const here = new Map(found.map((coupon) => [coupon.number, coupon]))
    const { result, added, changed } = compareRows(
      rows,
      options,
      ({ number }) => here.get(number),
      ({ row, record }, before) => {
        const companyId = this.#companies.ownerOf(row, record, before)
        if (typeof companyId === 'object') return companyId
        return {
          isSame: before !== undefined && isSame(ctx, before, record),
          // Only for a row that is written: a check seals no QR code.
          facts: () =>
            before ? changedFacts(ctx, before, companyId, record) : newFacts(ctx, companyId, record),
        }
      },
    )
    const coupons = added.map(({ record, facts }) => ({ ...facts, number: record.number }))
    await this.#writing.begin(async () => {
      if (coupons.length > 0) await addCoupons(ctx, coupons, this.#delta)
      if (changed.length > 0) await changeCoupons(ctx, changed, this.#delta, this.importId)
    })
    return result
  }

  async finish(ctx: Context): Promise<void> {
    await this.#writing.end()
    await this.#delta.write(ctx)
  }
}

function newFacts(ctx: Context, companyId: CompanyId, record: CouponRecord): CouponFacts {
  return {
    ...sharedFacts(companyId, record),
    remaining: record.remaining ?? (record.status === 'redeemed' ? 0 : record.volume),
    divisible: record.divisible ?? false,
    issuerStatus: record.status,
    redeemedAt: null,
    batch: record.batch,
    qr: record.qr === null ? null : sealQr(ctx.keyring, record.number, record.qr),
  }
}

function changedFacts(
  ctx: Context,
  before: CouponRow,
  companyId: CompanyId,
  record: CouponRecord,
): CouponFacts {
  const kept =
    before.qr_ciphertext && before.qr_key_id
      ? { ciphertext: before.qr_ciphertext, keyId: before.qr_key_id }
      : null
  const isNewQr = record.qr !== null && record.qr !== payloadOf(ctx, before)
  return {
    ...sharedFacts(companyId, record),
    remaining: remainingOf(before, record),
    divisible: record.divisible ?? before.divisible === 1,
    issuerStatus: statusOf(before, record),
    redeemedAt: before.redeemed_at,
    batch: record.batch ?? before.batch,
    qr: isNewQr && record.qr !== null ? sealQr(ctx.keyring, record.number, record.qr) : kept,
  }
}

function sharedFacts(companyId: CompanyId, record: CouponRecord) {
  return {
    companyId,
    product: record.product,
    volume: record.volume,
    price: record.price,
    validFrom: record.validFrom,
    validUntil: record.validUntil,
  }
}

/** What was redeemed here stays redeemed, however late the register hears of it. */
function statusOf(before: CouponRow, record: CouponRecord): CouponFacts['issuerStatus'] {
  return before.redeemed_at ? 'redeemed' : record.status
}

function remainingOf(before: CouponRow, record: CouponRecord): number {
  if (before.redeemed_at) return before.remaining
  if (record.remaining !== null) return record.remaining
  if (record.status === 'redeemed') return 0
  return before.issuer_status === 'redeemed' || before.volume !== record.volume
    ? record.volume
    : before.remaining
}

function isSame(ctx: Context, before: CouponRow, record: CouponRecord): boolean {
  return (
    before.product === record.product &&
    before.volume === record.volume &&
    before.price === record.price &&
    before.valid_from === record.validFrom &&
    before.valid_until === record.validUntil &&
    before.issuer_status === statusOf(before, record) &&
    before.remaining === remainingOf(before, record) &&
    (record.divisible === null || (before.divisible === 1) === record.divisible) &&
    (record.batch === null || before.batch === record.batch) &&
    (record.qr === null || payloadOf(ctx, before) === record.qr)
  )
}

/** Null for one that an older key sealed, so that a register seals it anew, as after a rotation or the loss of a key. */
function payloadOf(
  ctx: Context,
  { number, qr_ciphertext: ciphertext, qr_key_id: keyId }: CouponRow,
): string | null {
  return ciphertext && keyId && ctx.keyring.isOfToday(keyId)
    ? openQr(ctx.keyring, number, { ciphertext, keyId })
    : null
}
