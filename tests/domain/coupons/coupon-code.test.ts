import { expect, test } from 'vitest'
import { couponCode, isCouponCode } from '#app/domain/coupons/coupon-code.server.ts'
import { Keyring } from '#app/domain/kernel/keyring.server.ts'

const [OLD, NEW] = ['old secret '.repeat(4), 'new secret '.repeat(4)]
const keyring = new Keyring([OLD])
const NUMBER = '99990000000090000000'
const PAYLOAD = '4507000001'
const code = couponCode(keyring, NUMBER, PAYLOAD)

test('a code is six digits, and right for its coupon', () => {
  expect(code).toMatch(/^\d{6}$/)
  expect(isCouponCode(keyring, NUMBER, PAYLOAD, code)).toBe(true)
  expect(isCouponCode(keyring, NUMBER, PAYLOAD, `${code.slice(0, 3)} ${code.slice(3)}`)).toBe(true)
})

test('no other digits are, in any place, and none of another length', () => {
  const changed = [...code].map(
    (digit, at) => code.slice(0, at) + String((Number(digit) + 1) % 10) + code.slice(at + 1),
  )
  for (const wrong of [...changed, '', code.slice(1), `${code}0`, `0${code}`])
    expect(isCouponCode(keyring, NUMBER, PAYLOAD, wrong)).toBe(false)
})

test('the code of a coupon is wrong for another number, another payload and other keys', () => {
  expect(isCouponCode(keyring, '99990000000090000001', PAYLOAD, code)).toBe(false)
  expect(isCouponCode(keyring, NUMBER, '4507000002', code)).toBe(false)
  expect(isCouponCode(new Keyring([NEW]), NUMBER, PAYLOAD, code)).toBe(false)
})

test('a code that was written down before the keys were rotated is right after it', () => {
  const rotated = new Keyring([NEW, OLD])
  expect(isCouponCode(rotated, NUMBER, PAYLOAD, code)).toBe(true)
  expect(couponCode(rotated, NUMBER, PAYLOAD)).not.toBe(code)
})
