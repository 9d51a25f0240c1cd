import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { selectUnseenCoupons, updateQrLookup, upsertQrLookupsDone } from '#db/queries/coupons/qr-lookups.ts'
import { lookupOfSealed } from './coupon-lookup.server.ts'

const BATCH = 500

/**
 * Makes coupons that an earlier release brought findable by their QR code, some hundred at a time. How far it came is
 * stored with them, so that it goes on where it was stopped.
 * @returns whether more waits
 */
export function fillQrLookups(ctx: Context): Promise<boolean> {
  return transact(ctx, async (ctx) => {
    const coupons = await selectUnseenCoupons(ctx.db, BATCH)
    for (const { id, number, qr_lookup, qr_ciphertext: ciphertext, qr_key_id: keyId } of coupons) {
      if (qr_lookup || !ciphertext || !keyId) continue
      await updateQrLookup(ctx.db, id, lookupOfSealed(ctx, number, { ciphertext, keyId }))
    }
    const last = coupons.at(-1)
    if (last) await upsertQrLookupsDone(ctx.db, last.id)
    return coupons.length === BATCH
  })
}
