import { describe, expect, test } from 'vitest'
import { shownAs, verdictOf } from '#app/domain/imports/parsing/rows/sums.ts'

describe('a number stands for what rounds to its digits', () => {
  test.each([
    // Millilitres: two decimals are taken as written, three are exact.
    ['40', 40_000, 3, 5],
    ['40,5', 40_500, 3, 5],
    ['15,38', 15_380, 3, 5],
    ['15,385', 15_385, 3, 0.5],
    ['15,3850', 15_385, 3, 0.5],
    ['-15,385', -15_385, 3, 0.5],
    // Tiyn.
    ['325', 32_500, 2, 0.5],
    ['325,00 тг', 32_500, 2, 0.5],
  ])('%s: %d of %d decimals, give or take %d', (text, value, decimals, half) => {
    expect(shownAs(text, value, decimals)).toEqual({ value: Math.abs(value), half })
  })
})

describe('an amount', () => {
  const exact = (value: number) => ({ value, half: 0 })
  const verdict = (amount: number, extra?: number) =>
    verdictOf(exact(10_000), exact(32_500), exact(amount), extra)

  test.each([
    [325_000, 'equal'],
    [325_001, 'mismatch'],
    [324_999, 'discount'],
    [162_500, 'discount'],
    [162_499, 'mismatch'],
  ])('%d of 325,000 is %s', (amount, is) => {
    expect(verdict(amount)).toBe(is)
  })

  test('holds a fee of its own', () => {
    expect(verdict(325_700, 700)).toBe('equal')
    expect(verdict(325_701, 700)).toBe('mismatch')
  })

  test('is within what the digits shown leave open', () => {
    const volume = { value: 10_000, half: 5 }
    const price = { value: 32_500, half: 0.5 }
    const amount = (value: number) => ({ value, half: 0.5 })
    // 10.005 litres at 325.005 tenge and half a tiyn, and the least that the same digits stand for.
    const [most, least] = [325_167.5025 + 0.5, 324_832.5025 - 0.5]
    for (const [value, is] of [
      [Math.floor(most), 'equal'],
      [Math.ceil(most), 'mismatch'],
      [Math.ceil(least), 'equal'],
      [Math.floor(least), 'discount'],
    ] as const)
      expect([value, verdictOf(volume, price, amount(value))]).toEqual([value, is])
  })
})
