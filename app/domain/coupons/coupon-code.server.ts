import { timingSafeEqual } from 'node:crypto'
import type { Keyring } from '#app/domain/kernel/keyring.server.ts'

const CODE_DIGITS = 6

/** What is typed beside the number where no QR code can be read. */
export function couponCode(keyring: Keyring, number: string, payload: string): string {
  return digitsOf(keyring.hmac('coupon_code', `${number}|${payload}`))
}

/** By every accepted key, so that a code that was written down before a rotation is right after it. */
export function isCouponCode(keyring: Keyring, number: string, payload: string, typed: string): boolean {
  const code = Buffer.from(typed.replaceAll(/\s/g, ''))
  return keyring
    .hmacAll('coupon_code', `${number}|${payload}`)
    .map((mac) => Buffer.from(digitsOf(mac)))
    .some((right) => right.length === code.length && timingSafeEqual(right, code))
}

function digitsOf(mac: Buffer): string {
  return String(mac.readUIntBE(0, 6) % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0')
}
