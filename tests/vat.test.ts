import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vatIncluded, vatPercentOn } from '#app/domain/finance/vat.ts'

test('the rate is the one in force on the day', () => {
  expect(vatPercentOn('2025-12-31')).toBe(12)
  expect(vatPercentOn('2026-01-01')).toBe(16)
  expect(vatPercentOn('2030-06-01')).toBe(16)
  expect(() => vatPercentOn('2008-12-31')).toThrow(RangeError)
})

test('the VAT inside a sum is sum x 16 / 116, to the nearest tiyn', () => {
  expect(vatIncluded(11600, '2026-03-05')).toBe(1600)
  expect(vatIncluded(1295000, '2026-03-05')).toBe(178621) // 178620.69
  expect(vatIncluded(11200, '2025-03-05')).toBe(1200)
  expect(vatIncluded(0, '2026-03-05')).toBe(0)
  expect(vatIncluded(10n ** 17n, '2026-03-05')).toBe(13793103448275862n)
})

test('a refund gives back exactly what the sale held', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      (tiyn) => vatIncluded(-tiyn, '2026-03-05') + vatIncluded(tiyn, '2026-03-05') === 0,
    ),
  )
})

test('the rounding is never off by more than half a tiyn', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.constantFrom('2025-03-05', '2026-03-05'),
      (tiyn, day) => {
        const percent = BigInt(vatPercentOn(day))
        const error = vatIncluded(tiyn, day) * (100n + percent) - tiyn * percent
        expect(2n * (error < 0n ? -error : error)).toBeLessThanOrEqual(100n + percent)
      },
    ),
  )
})
