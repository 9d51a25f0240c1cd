import type { Context } from '#app/domain/kernel/context.ts'
import type { Keyring, Sealed } from '#app/domain/kernel/keyring.server.ts'
import { openQr } from './coupon-qr.server.ts'

/** How a coupon is found by its QR payload, which stays sealed. */
export interface QrLookup {
  qr_lookup: Buffer | null
  qr_lookup_key: string | null
}

export const NO_LOOKUP: QrLookup = { qr_lookup: null, qr_lookup_key: null }

export function qrLookup(keyring: Keyring, payload: string): QrLookup {
  return { qr_lookup: keyring.hmac('qr_lookup', payload), qr_lookup_key: keyring.keyId }
}

/** Under every accepted key: what was written before a rotation is found as well. */
export function qrLookups(keyring: Keyring, payload: string): Buffer[] {
  return keyring.hmacAll('qr_lookup', payload)
}

/** Of a sealed payload; none when its key is gone. */
export function lookupOfSealed(
  { keyring }: Pick<Context, 'keyring'>,
  number: string,
  sealed: Sealed,
): QrLookup {
  try {
    return qrLookup(keyring, openQr(keyring, number, sealed))
  } catch {
    return NO_LOOKUP
  }
}
