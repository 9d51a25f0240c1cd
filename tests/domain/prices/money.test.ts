import { describe, expect, test } from 'vitest'
import {
  amountOf,
  discounted,
  MAX_PRICE_TIYN,
  roundedShare,
  taxInside,
  volumeFor,
} from '#app/domain/kernel/money.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { LINES, NOMINALS } from '#app/domain/orders/orders.ts'
import { setPriceInput } from '#app/domain/prices/prices.input.server.ts'
import { vatInside, vatRateOn } from '#app/domain/prices/vat.ts'
import { Random } from '#tests/faults/driver/random.ts'

describe('rounding to the tiyn', () => {
  test.each([
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [1, 1, 3, 0],
    [-1, 1, 3, 0],
    [5, 1, 2, 3],
    [Number.MAX_SAFE_INTEGER, 9_999, 10_000, 9_006_298_534_815_517],
  ])('%d x %d / %d is %d: halves go away from nothing', (value, times, by, expected) => {
    expect(roundedShare(value, times, by)).toBe(expected)
  })

  test('takes back exactly what was taken, and is never off by more than half a tiyn', () => {
    for (const [value, times, by] of triples(2_000)) {
      const rounded = roundedShare(value, times, by)
      expect(roundedShare(-value, times, by) + rounded).toBe(0)
      const off = BigInt(rounded) * BigInt(by) - BigInt(value) * BigInt(times)
      expect((off < 0n ? -off : off) * 2n <= BigInt(by)).toBe(true)
    }
  })

  test('a discount and the rest make the price, and no volume for an amount costs more than it', () => {
    for (const [price, discount] of triples(2_000)) {
      const less = discounted(price, discount % 5_001)
      expect(less).toBeLessThanOrEqual(price)
      expect(price - less).toBe(roundedShare(price, discount % 5_001, 10_000))
      const volume = volumeFor(discount, price + 1)
      expect(amountOf(volume, price + 1)).toBeLessThanOrEqual(discount + 1)
    }
  })
})

describe('VAT', () => {
  test('is 12 % before 2026 and 16 % from then on', () => {
    expect(vatRateOn('2025-12-31')).toBe(1_200)
    expect(vatRateOn('2026-01-01')).toBe(1_600)
    expect(vatInside(11_600, '2026-11-22')).toBe(1_600)
    expect(vatInside(11_200, '2025-11-22')).toBe(1_200)
    expect(() => vatRateOn('1999-01-01')).toThrow(RangeError)
  })

  test('with the net amount makes the whole, whatever the line', () => {
    for (const [amount] of triples(2_000)) {
      const tax = taxInside(amount, 1_600)
      const net = amount - tax
      // The tax on the net amount is what was taken out, to the tiyn.
      expect(Math.abs(roundedShare(net, 1_600, 10_000) - tax)).toBeLessThanOrEqual(1)
      expect(tax).toBeLessThanOrEqual(amount)
    }
  })
})

/** Money in tiyn, hundredths of a percent or millilitres, and a divisor. */
function triples(count: number): [number, number, number][] {
  const random = new Random(20_261_129)
  const below = (bound: number) => random.between(0, bound - 1)
  return Array.from({ length: count }, () => [below(2 ** 40), below(10_001), 1 + below(20_000)])
}

describe('a price of a litre', () => {
  const typed = (price: string) =>
    setPriceInput('2026-11-01').safeParse({ product: 'dt', price, startsOn: '2026-12-01' })

  test('is at most ten thousand tenge, and what is more is told by name', () => {
    expect(typed('10 000').data?.price).toBe(MAX_PRICE_TIYN)
    expect(typed('10 000,01').error?.issues.map(({ message }) => message)).toEqual(['price_too_high'])
    expect(typed('10 000 000 000').success).toBe(false)
  })

  test('leaves the largest order, and seven hundred of them in one account, exact', () => {
    const most = Math.max(...NOMINALS)
    const fields = LINES.flatMap((at) => [
      [`product${at}`, 'dt'],
      [`nominal${at}`, String(most)],
      [`quantity${at}`, '10000'],
    ])
    const { coupons } = SaveOrder.parse(Object.fromEntries([...fields, ['cards', '0']]))
    const total = coupons.reduce(
      (sum, { nominal, quantity }) => sum + amountOf(nominal, MAX_PRICE_TIYN) * quantity,
      0,
    )
    expect(coupons).toHaveLength(LINES.length)
    expect(total * 700).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER)
    expect(SaveOrder.safeParse(Object.fromEntries([...fields, ['quantity1', '10001']])).success).toBe(false)
  })
})
