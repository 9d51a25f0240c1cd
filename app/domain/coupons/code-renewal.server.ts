import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { type CouponRow, selectCouponForUpdate, updateCouponCode } from '#db/queries/coupons/coupons.ts'
import { decideCoupon } from './coupon-fuel.ts'
import { qrLookup } from './coupon-lookup.server.ts'
import { sealQr } from './coupon-qr.server.ts'
import type { NamedCoupon } from './coupons.server.ts'
import { MAX_REVISION } from './signed-code.server.ts'
import { type CodeSigner, codeSigner } from './signing.server.ts'

/**
 * Signs the next revision of a coupon's code: every picture of an earlier one is refused from then on.
 * @throws DomainError coupon_not_found, coupon_code_not_ours, coupon_not_usable, coupon_codes_full
 */
export function renewCouponCode(ctx: Context, companyId: CompanyId, id: number): Promise<NamedCoupon> {
  requireClientRightIn(ctx, companyId, 'renew_coupon_codes')
  return transact(ctx, async (ctx) => {
    const coupon = (await selectCouponForUpdate(ctx.db, companyId, id)) ?? reject('coupon_not_found')
    if (coupon.code_revision === null) reject('coupon_code_not_ours')
    if (decideCoupon(coupon, ctx.now).status === 'declined') reject('coupon_not_usable')
    await signNextRevision(ctx, await codeSigner(ctx), companyId, coupon)
    return { number: coupon.number }
  })
}

/**
 * A step of whoever changes what a code says, in a transaction that holds the coupon: signs the next revision of a code that
 * was made here. @throws DomainError coupon_codes_full, coupon_code_not_ours
 */
export async function signNextRevision(
  ctx: Context,
  signer: CodeSigner,
  companyId: CompanyId,
  coupon: Pick<CouponRow, 'id' | 'number' | 'product' | 'volume' | 'code_revision' | 'valid_until'>,
): Promise<void> {
  const { id, number, product, volume, code_revision: before, valid_until: validUntil } = coupon
  if (before === null) reject('coupon_code_not_ours')
  const revision = before < MAX_REVISION ? before + 1 : reject('coupon_codes_full')
  const payload = signer.payload({ number, revision, product, volume, validUntil })
  const { ciphertext, keyId } = sealQr(ctx.keyring, number, payload)
  await updateCouponCode(ctx.db, id, {
    ...{ qr_ciphertext: ciphertext, qr_key_id: keyId, code_revision: revision },
    ...qrLookup(ctx.keyring, payload),
  })
  await recordInstrumentChange(ctx, 'coupon.code_renewed', { kind: 'coupon', id, companyId }, { number })
}
