import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDecimal } from '#app/domain/imports/parsing/values/decimals.ts'
import { amountOf } from '#app/domain/kernel/money.ts'

const tiyn = (text: string) => parseDecimal(text, 2)

describe('a decimal of a register is an exact integer', () => {
  test.each([
    ['259', 25_900],
    ['259,00', 25_900],
    ['259.5', 25_950],
    ['0,01', 1],
    ['0', 0],
    ['-0', 0],
    ['-12,50', -1250],
    ['\u221212,50', -1250],
    ['+12,50', 1250],
    ['12 950,00', 1_295_000],
    ['12\u00A0950,00', 1_295_000],
    ['12\u2009950,00', 1_295_000],
    ['12\u202F950,00', 1_295_000],
    ['1 234 567,89', 123_456_789],
    ['1,234.56', 123_456],
    ['1.234,56', 123_456],
    ['1.234.567,89', 123_456_789],
    ['259,0000', 25_900],
    ['007', 700],
    ['5,', 500],
    ['12 950,00 тг', 1_295_000],
    ['12 950 ₸', 1_295_000],
    ['20 л.', 2000],
    ['9999999999999,99', 999_999_999_999_999],
  ])('%s', (text, value) => {
    expect(tiyn(text)).toEqual({ value })
  })

  test.each([
    ['двадцать', 'not_a_number'],
    ['', 'not_a_number'],
    ['-', 'not_a_number'],
    [',5', 'not_a_number'],
    ['1 2', 'not_a_number'],
    ['12 9500', 'not_a_number'],
    ['1,2,3', 'not_a_number'],
    ['12:30', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['Infinity', 'not_a_number'],
    ['NaN', 'not_a_number'],
    ['20 кг', 'not_a_number'],
    ['9,99996E+19', 'number_destroyed'],
    ['1E+05', 'number_destroyed'],
    ['1,234', 'too_precise'],
    ['0,001', 'too_precise'],
    ['10000000000000,00', 'number_too_large'],
    ['9'.repeat(400), 'number_too_large'],
  ])('%s is refused', (text, fault) => {
    expect(tiyn(text)).toEqual({ fault })
  })

  const groupings = fc.constantFrom('', ' ', '\u00A0', '\u2009', '\u202F')

  test('any sum of tiyn survives being written and read', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.constantFrom(',', '.'), groupings, (amount, point, group) => {
        fc.pre(amount <= 999_999_999_999_999)
        const digits = String(amount).padStart(3, '0')
        const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group)
        expect(tiyn(`${whole}${point}${digits.slice(-2)}`)).toEqual({ value: amount })
        expect(tiyn(`-${whole}${point}${digits.slice(-2)}`)).toEqual({ value: amount === 0 ? 0 : -amount })
      }),
    )
  })

  test('millilitres too, and trailing zeros are optional', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 9 }), (volume) => {
        const digits = String(volume).padStart(4, '0')
        const text = `${digits.slice(0, -3)},${digits.slice(-3)}`
        expect(parseDecimal(text, 3)).toEqual({ value: volume })
        expect(parseDecimal(text.replace(/,?0+$/, ''), 3)).toEqual({ value: volume })
      }),
    )
  })

  test('any text gives a safe integer or a fault', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 3 }), (text, decimals) => {
        const parsed = parseDecimal(text, decimals)
        if ('value' in parsed) expect(Number.isSafeInteger(parsed.value)).toBe(true)
      }),
    )
  })
})

test('an amount is volume x price, rounded half up to a tiyn', () => {
  expect(amountOf(50_000, 25_900)).toBe(1_295_000)
  expect(amountOf(87_250, 10_500)).toBe(916_125)
  expect(amountOf(1, 499)).toBe(0)
  expect(amountOf(1, 500)).toBe(1)
  // Beyond what a double multiplies exactly.
  expect(amountOf(999_999_999, 99_999_999)).toBe(99_999_998_900_000)
})
