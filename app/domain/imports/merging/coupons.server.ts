import { setImmediate as nextTurn } from 'node:timers/promises'
import { qrLookup } from '#app/domain/coupons/coupon-lookup.server.ts'
import { openQr, sealQr } from '#app/domain/coupons/coupon-qr.server.ts'
import {
  addCoupons,
  type CouponFacts,
  changeCoupons,
  findCouponsByNumbers,
} from '#app/domain/coupons/coupon-register.server.ts'
import { CouponTotalsDelta } from '#app/domain/coupons/coupon-totals.server.ts'
import { couponState } from '#app/domain/coupons/coupons.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import type { CouponRow } from '#db/queries/coupons/coupons.ts'
import type { CouponRecord, GoodRow } from '../parsing/records.ts'
import { CompanyLookup } from './company-lookup.server.ts'
import { lastDayOf, remainingOf, statusOf, type WholeCoupon } from './coupon-here.server.ts'
import {
  type BatchResult,
  compareRows,
  isEqual,
  lackingForNew,
  type Merge,
  type MergeOptions,
} from './merge.ts'
import type { Shown } from './outcome.ts'
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
    const looked = findCouponsByNumbers(ctx, numbers, { lock: options.write })
    // A file names a coupon once: the rows before these are written while these are compared and sealed.
    this.#writing.start()
    const found = await looked
    if (options.write) await nextTurn()
    const here = new Map(found.map((coupon) => [coupon.number, coupon]))
    const today = businessDay(ctx.now)
    const { result, added, changed } = compareRows(
      rows,
      options,
      ({ number }) => here.get(number),
      (good, before) => {
        const lacking = lackingForNew('coupons', good, before)
        if (lacking) return lacking
        const { row } = good
        const companyId = this.#companies.ownerOf(row, good.record, before)
        if (typeof companyId === 'object') return companyId
        const record = completed(good.record, before, today)
        const isNewQr = record.qr !== null && before !== undefined && payloadOf(ctx, before) !== record.qr
        const from = before ? shownOf(factsOfRow(before)) : null
        const to = shownOf(
          before ? changedFacts(before, companyId, record, null) : openFacts(companyId, record),
        )
        return {
          isSame: from !== null && !isNewQr && isEqual(from, to),
          key: record.number,
          shown: [from, to],
          earlier: () => (before ? { ...factsOfRow(before), qr: sealedTextOf(before) } : {}),
          // Only for a row that is written: a check seals no QR code.
          facts: () =>
            before
              ? changedFacts(before, companyId, record, qrAfter(ctx, before, record, isNewQr))
              : newFacts(ctx, companyId, record),
        }
      },
    )
    const coupons = added.map(({ record, facts }) => ({ ...facts, number: record.number }))
    await this.#writing.hold(async () => {
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

/** What the register does not say stays as it is. */
function completed(record: CouponRecord, before: CouponRow | undefined, today: Day): WholeCoupon {
  return {
    ...record,
    product: record.product ?? before?.product ?? '',
    volume: record.volume ?? before?.volume ?? 0,
    price: record.price ?? before?.price ?? 0,
    validFrom: record.validFrom ?? before?.valid_from ?? '',
    validUntil: lastDayOf(record, before),
    status:
      (saysNothingNew(record, before, today) ? null : record.status) ?? before?.issuer_status ?? 'issued',
  }
}

/**
 * Our own export names what is seen: a coupon that its date made expired, or one that its client blocked, which the
 * issuer calls issued or active. It says nothing new of the issuer's status.
 */
function saysNothingNew({ status }: CouponRecord, before: CouponRow | undefined, today: Day): boolean {
  if (!before) return false
  // One that staff gave another last day has not ended, whatever the date says that the register knows.
  if (status === 'expired')
    return couponState(before, today) === 'expired' || (before.extended_until ?? '') >= today
  return status === 'active' && before.status === 'blocked_by_client'
}

function newFacts(ctx: Context, companyId: CompanyId, record: WholeCoupon): CouponFacts {
  return {
    ...openFacts(companyId, record),
    qr: record.qr === null ? null : sealNewQr(ctx, record.number, record.qr),
  }
}

/** All but the QR code, which costs a sealing. */
function openFacts(companyId: CompanyId, record: WholeCoupon): CouponFacts {
  return {
    ...sharedFacts(companyId, record),
    remaining: record.remaining ?? (record.status === 'redeemed' ? 0 : record.volume),
    divisible: record.divisible ?? false,
    issuerStatus: record.status,
    redeemedAt: null,
    batch: record.batch,
    qr: null,
  }
}

function changedFacts(
  before: CouponRow,
  companyId: CompanyId,
  record: WholeCoupon,
  qr: CouponFacts['qr'],
): CouponFacts {
  return {
    ...sharedFacts(companyId, record),
    remaining: remainingOf(before, record),
    divisible: record.divisible ?? before.divisible === 1,
    issuerStatus: statusOf(before, record),
    redeemedAt: before.redeemed_at,
    batch: record.batch ?? before.batch,
    qr,
  }
}

/** With its lookup, for which it would have to be opened again. */
function sealNewQr({ keyring }: Context, number: string, payload: string): CouponFacts['qr'] {
  return { ...sealQr(keyring, number, payload), lookup: qrLookup(keyring, payload) }
}

function qrAfter(ctx: Context, before: CouponRow, { number, qr }: WholeCoupon, isNew: boolean) {
  if (isNew && qr !== null) return sealNewQr(ctx, number, qr)
  const { qr_ciphertext: ciphertext, qr_key_id: keyId } = before
  return ciphertext && keyId ? { ciphertext, keyId } : null
}

function sealedTextOf({ qr_ciphertext: ciphertext, qr_key_id: keyId }: CouponRow): SealedText | null {
  return ciphertext && keyId ? { ciphertext: ciphertext.toString('base64'), keyId } : null
}

/** A sealed QR payload as JSON holds it. */
export interface SealedText {
  ciphertext: string
  keyId: string
}

/** What the register last said of a coupon; without its QR code. */
export function factsOfRow(row: CouponRow): CouponFacts {
  return {
    companyId: asCompanyId(row.company_id),
    product: row.product,
    volume: row.volume,
    remaining: row.remaining,
    divisible: row.divisible === 1,
    price: row.price,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    issuerStatus: row.issuer_status,
    redeemedAt: row.redeemed_at,
    batch: row.batch,
    qr: null,
  }
}

export function shownOf(coupon: CouponFacts): Shown {
  const { product, volume, price, validFrom, validUntil, issuerStatus, remaining, divisible, batch } = coupon
  const status = issuerStatus
  return { product, volume, price, validFrom, validUntil, status, remaining, divisible, batch }
}

function sharedFacts(companyId: CompanyId, record: WholeCoupon) {
  return {
    companyId,
    product: record.product,
    volume: record.volume,
    price: record.price,
    validFrom: record.validFrom,
    validUntil: record.validUntil,
  }
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
