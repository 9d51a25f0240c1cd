/**
 * Codes of coupons that the cabinet issues itself: digits only, because scanners in a Cyrillic layout damage letters. 32
 * digits say what the coupon is, 155 are an Ed25519 signature (RFC 8032) of these 32 as ASCII, its 64 bytes as one
 * number with the first byte as the highest. 187 digits are a QR code of version 5 at level M.
 */
import { createPublicKey, type KeyObject, randomInt, verify } from 'node:crypto'
import type { Day } from '#app/domain/kernel/calendar.ts'

export interface CodeFacts {
  /** 15 digits: of the issuer 2, by chance 12, and a check digit. */
  number: string
  /** 1 to 99. */
  key: number
  /** 0 to MAX_REVISION; a later one ends those before it. */
  revision: number
  /** 1 to 99: what the well-known keys name beside the product. */
  product: number
  /** Millilitres. */
  volume: number
  validUntil: Day
}

export interface SignedCode extends CodeFacts {
  message: string
  signature: Buffer
}

export const MAX_REVISION = 9
const MAX_VOLUME = 999_999
const MESSAGE_DIGITS = 32
const SIGNATURE_DIGITS = 155
const SIGNATURE_BYTES = 64
const shape = /^\d{187}$/

/** @throws RangeError for what its digits cannot hold */
export function codeMessage({ number, key, revision, product, volume, validUntil }: CodeFacts): string {
  const day = validUntil.slice(2).replaceAll('-', '')
  if (revision > MAX_REVISION || volume > MAX_VOLUME || key > 99 || product > 99)
    throw new RangeError('The code of a coupon cannot hold this')
  const message = [number, pad(key, 2), String(revision), pad(product, 2), pad(volume, 6), day].join('')
  if (message.length !== MESSAGE_DIGITS) throw new RangeError('The code of a coupon cannot hold this')
  return message
}

export function signedPayload(message: string, signature: Buffer): string {
  const digits = BigInt(`0x${signature.toString('hex')}`).toString()
  return message + digits.padStart(SIGNATURE_DIGITS, '0')
}

/** What a code says; null for what is none of ours. Says nothing about its signature. */
export function parseCode(payload: string): SignedCode | null {
  if (!shape.test(payload) || !isCouponNumber(payload.slice(0, 15))) return null
  const hex = BigInt(payload.slice(MESSAGE_DIGITS)).toString(16)
  if (hex.length > SIGNATURE_BYTES * 2) return null
  const at = (from: number, to: number) => Number(payload.slice(from, to))
  const [year, month, day] = [payload.slice(26, 28), payload.slice(28, 30), payload.slice(30, 32)]
  return {
    ...{ number: payload.slice(0, 15), key: at(15, 17), revision: at(17, 18), product: at(18, 20) },
    ...{ volume: at(20, 26), validUntil: `20${year}-${month}-${day}` },
    message: payload.slice(0, MESSAGE_DIGITS),
    signature: Buffer.from(hex.padStart(SIGNATURE_BYTES * 2, '0'), 'hex'),
  }
}

export function isSigned({ message, signature }: SignedCode, publicKey: KeyObject): boolean {
  return verify(null, Buffer.from(message), publicKey, signature)
}

/** Of its 32 bytes. */
export function publicKeyOf(bytes: Buffer): KeyObject {
  const key = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }
  return createPublicKey({ key, format: 'jwk' })
}

const RANDOM_DIGITS = 12

/** @param issuer two digits, the first of them no zero: Excel would lose it */
export function newCouponNumber(issuer: string): string {
  // Two halves: the largest number that randomInt gives has 14 digits, and its limit is 2^48.
  const half = () => pad(randomInt(10 ** (RANDOM_DIGITS / 2)), RANDOM_DIGITS / 2)
  const digits = issuer + half() + half()
  return digits + checkDigit(digits)
}

/** @internal a test tries every wrong digit, without a signature around it */
export function isCouponNumber(number: string): boolean {
  return /^\d{15}$/.test(number) && checkDigit(number.slice(0, 14)) === number.slice(14)
}

/** Luhn's (ISO/IEC 7812-1). */
function checkDigit(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
