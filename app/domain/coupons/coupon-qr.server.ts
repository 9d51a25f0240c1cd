import { create } from 'qrcode'
import { CODE_SHOWN } from '#app/domain/audit/actions.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import type { Keyring, Sealed } from '#app/domain/kernel/keyring.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { checkRateLimit, countHit, enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import {
  type CouponRow,
  selectCouponForUpdate,
  selectCouponsForUpdate,
  updateCouponLinkRevoked,
} from '#db/queries/coupons/coupons.ts'
import type { PrintLayout } from '#db/schema/index.ts'
import { couponCode } from './coupon-code.server.ts'
import { decideCoupon } from './coupon-fuel.ts'

/** The processor's own text, encrypted and bound to the coupon's number: it opens for no other row. */
export function sealQr(keyring: Keyring, number: string, payload: string): Sealed {
  return keyring.seal('qr', Buffer.from(payload), contextOf(number))
}

/** For drawing, and for a register that compares what it brings. @throws when the key is gone or the row was changed. */
export function openQr(keyring: Keyring, number: string, sealed: Sealed): string {
  return keyring.open('qr', sealed, contextOf(number)).toString('utf8')
}

function contextOf(number: string): string {
  return `coupon:${number}`
}

export interface QrDrawing {
  /** Modules a side, without the quiet zone. */
  size: number
  /** The dark modules as an SVG path, one unit a module. */
  path: string
}

export interface ShownQr extends QrDrawing {
  /** Typed with the number where no QR code can be read. */
  code: string
}

/**
 * Draws a usable coupon's QR code and records who saw it. Whoever shows the code gets the fuel, so the payload
 * leaves the database here only; how often somebody may ask is limited, for coupons that are not there more so.
 * @throws DomainError coupon_not_found, coupon_not_usable, coupon_without_qr, not_allowed, too_many_requests
 */
export async function showCouponQr(ctx: Context, companyId: CompanyId, id: number): Promise<ShownQr> {
  requireRightIn(ctx, companyId, 'show_coupon_qr')
  await enforceRateLimit(ctx, 'qr')
  await checkRateLimit(ctx, 'qr_miss')
  try {
    return await revealQr(ctx, companyId, id)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'coupon_not_found') await countHit(ctx, 'qr_miss')
    throw error
  }
}

/**
 * A step of showing a code, to somebody of the company or on the phone of a driver (`driver`: his name), in one transaction
 * with its record. Whoever had the coupon before and may not use it any more is forgotten: stations tell codes apart by
 * nothing else.
 */
export function revealQr(ctx: Context, companyId: CompanyId, id: number, driver?: string): Promise<ShownQr> {
  return transact(ctx, async (ctx) => {
    const coupon = (await selectCouponForUpdate(ctx.db, companyId, id)) ?? reject('coupon_not_found')
    if (decideCoupon(coupon, ctx.now).status === 'declined') reject('coupon_not_usable')
    const { number, qr_ciphertext: ciphertext, qr_key_id: keyId } = coupon
    if (!ciphertext || !keyId) reject('coupon_without_qr')
    if (coupon.link_revoked_at !== null) await updateCouponLinkRevoked(ctx.db, [id], false)
    const shown = { kind: 'coupon', id, companyId } as const
    if (driver === undefined) await recordInstrumentChange(ctx, CODE_SHOWN, shown, { number })
    else await recordInstrumentChange(ctx, CODE_SHOWN, shown, { number, name: driver })
    const payload = openQr(ctx.keyring, number, { ciphertext, keyId })
    return { ...drawQr(payload), code: couponCode(ctx.keyring, number, payload) }
  })
}

export type RevealedCoupon = Pick<CouponRow, 'id' | 'number' | 'product' | 'remaining' | 'valid_until'> & {
  qr: ShownQr
}

/**
 * A step of printing, in its transaction: the codes of several coupons, each recorded as a showing. What cannot be used (any
 * more) is left out. In the order of `ids`.
 */
export async function revealQrs(
  ctx: Context,
  companyId: CompanyId,
  ids: readonly number[],
  printed: PrintLayout,
): Promise<RevealedCoupon[]> {
  const held = new Map((await selectCouponsForUpdate(ctx.db, companyId, ids)).map((row) => [row.id, row]))
  const revealed: RevealedCoupon[] = []
  const revoked: number[] = []
  for (const id of ids) {
    const coupon = held.get(id)
    if (!coupon || decideCoupon(coupon, ctx.now).status === 'declined') continue
    const { number, product, remaining, valid_until, qr_ciphertext: ciphertext, qr_key_id: keyId } = coupon
    if (!ciphertext || !keyId) continue
    if (coupon.link_revoked_at !== null) revoked.push(id)
    const payload = openQr(ctx.keyring, number, { ciphertext, keyId })
    const qr = { ...drawQr(payload), code: couponCode(ctx.keyring, number, payload) }
    await recordInstrumentChange(ctx, CODE_SHOWN, { kind: 'coupon', id, companyId }, { number, printed })
    revealed.push({ id, number, product, remaining, valid_until, qr })
  }
  await updateCouponLinkRevoked(ctx.db, revoked, false)
  return revealed
}

/** Level M restores 15 % of the code: a scratched screen, a folded print. */
export function drawQr(payload: string): QrDrawing {
  const { size, data } = create(payload, { errorCorrectionLevel: 'M' }).modules
  const path: string[] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue
      const start = x
      while (x + 1 < size && data[y * size + x + 1]) x++
      path.push(`M${start} ${y}h${x - start + 1}v1h${start - x - 1}z`)
    }
  }
  return { size, path: path.join('') }
}
