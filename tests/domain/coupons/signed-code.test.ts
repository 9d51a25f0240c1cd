import jsQR from 'jsqr'
import { create } from 'qrcode'
import { describe, expect, test } from 'vitest'
import { drawQr } from '#app/domain/coupons/coupon-qr.server.ts'
import {
  codeMessage,
  isCouponNumber,
  isSigned,
  newCouponNumber,
  parseCode,
  publicKeyOf,
  signedPayload,
} from '#app/domain/coupons/signed-code.server.ts'
import { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { Random } from '#tests/faults/driver/random.ts'

const keyring = new Keyring(['a-secret-of-the-tests-that-is-long-enough'])
const publicKey = publicKeyOf(keyring.publicKey('coupon_sign'))

const facts = (random: Random) => ({
  ...{ number: newCouponNumber('77'), key: random.between(1, 99), revision: random.between(0, 9) },
  ...{ product: random.between(1, 99), volume: random.between(1, 999_999) },
  validUntil: `20${random.between(26, 99)}-${String(random.between(1, 12)).padStart(2, '0')}-28`,
})
function signed(of: ReturnType<typeof facts>): string {
  const message = codeMessage(of)
  return signedPayload(message, keyring.sign('coupon_sign', Buffer.from(message)))
}
const isOurs = (payload: string) => {
  const code = parseCode(payload)
  return code !== null && isSigned(code, publicKey)
}

describe('a code', () => {
  test('says its coupon in 187 digits and verifies, whatever it is', () => {
    const random = new Random(155)
    for (let round = 0; round < 300; round++) {
      const of = facts(random)
      const payload = signed(of)
      expect(payload).toMatch(/^\d{187}$/)
      expect(parseCode(payload)).toMatchObject(of)
      expect(isOurs(payload)).toBe(true)
    }
  })

  test('with any one digit changed never verifies', () => {
    const payload = signed(facts(new Random(1)))
    for (let at = 0; at < payload.length; at++) {
      for (let step = 1; step < 10; step++) {
        const digit = (Number(payload[at]) + step) % 10
        const changed = payload.slice(0, at) + digit + payload.slice(at + 1)
        expect(isOurs(changed), `digit ${at + 1}`).toBe(false)
      }
    }
  })

  test('of another key does not verify, and neither does what is no code', () => {
    const other = new Keyring(['another-secret-of-the-tests-that-is-long'])
    const of = facts(new Random(2))
    const message = codeMessage(of)
    expect(isOurs(signedPayload(message, other.sign('coupon_sign', Buffer.from(message))))).toBe(false)
    for (const text of ['', '1'.repeat(187), '9'.repeat(187), signed(of).slice(1), `${signed(of)}0`])
      expect(isOurs(text)).toBe(false)
  })

  test('cannot hold more than its digits', () => {
    const of = facts(new Random(3))
    expect(() => codeMessage({ ...of, volume: 1_000_000 })).toThrow(RangeError)
    expect(() => codeMessage({ ...of, key: 100 })).toThrow(RangeError)
    expect(() => codeMessage({ ...of, revision: 10 })).toThrow(RangeError)
    expect(() => codeMessage({ ...of, validUntil: '12026-01-01' })).toThrow(RangeError)
  })

  test('is drawn as version 5 at level M', () => {
    const payload = signed(facts(new Random(4)))
    expect(create(payload, { errorCorrectionLevel: 'M' }).version).toBe(5)
    expect(drawQr(payload).size).toBe(37)
  })
})

describe('a number', () => {
  test('has 15 digits that Excel keeps, and a check digit', () => {
    for (let round = 0; round < 500; round++) {
      const number = newCouponNumber('77')
      expect(number).toMatch(/^77\d{13}$/)
      expect(isCouponNumber(number)).toBe(true)
      expect(Number.isSafeInteger(Number(number))).toBe(true)
      for (let at = 0; at < 15; at++) {
        const changed = number.slice(0, at) + ((Number(number[at]) + 1) % 10) + number.slice(at + 1)
        expect(isCouponNumber(changed)).toBe(false)
      }
    }
  })

  test.each([
    ['79927398713', false],
    ['000000000000000', true],
    ['123456789012347', true],
  ])('%s: %s', (number, isOne) => expect(isCouponNumber(number)).toBe(isOne))
})

describe('a camera', () => {
  test.each([4, 8])('reads the drawn code back, at %i pixels a module', (scale) => {
    const payload = signed(facts(new Random(scale)))
    const { size, path } = drawQr(payload)
    const quiet = 4
    const side = (size + 2 * quiet) * scale
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      for (let row = 0; row < scale; row++) {
        const start = ((Number(y) + quiet) * scale + row) * side + (Number(x) + quiet) * scale
        for (let at = start; at < start + Number(width) * scale; at++) pixels.fill(0, at * 4, at * 4 + 3)
      }
    }
    expect(jsQR(pixels, side, side)?.data).toBe(payload)
    expect(isOurs(jsQR(pixels, side, side)?.data ?? '')).toBe(true)
  })
})
