import { expect, test } from 'vitest'
import { amountOf, fileMoney, fileVolume, volumeFor } from '#app/domain/kernel/money.ts'

test.each([
  [1_000, 32_500, 32_500],
  [1, 500, 1],
  [1, 499, 0],
  [3, 500, 2],
  [0, 32_500, 0],
  [60_000_000, 1_000_000, 60_000_000_000],
])('%d millilitres at %d are %d tiyn', (volume, price, amount) => {
  expect(amountOf(volume, price)).toBe(amount)
})

test.each([
  [32_500, 32_500, 1_000],
  [32_499, 32_500, 999],
  [100, 32_500, 3],
])('%d tiyn at %d buy %d millilitres, and never more', (amount, price, volume) => {
  expect(volumeFor(amount, price)).toBe(volume)
})

test('files hold money and litres without grouping', () => {
  expect([0, 5, 123_450, -5].map((tiyn) => fileMoney(tiyn))).toEqual(['0.00', '0.05', '1234.50', '-0.05'])
  expect(fileMoney(-5, ',')).toBe('-0,05')
  expect([0, 5, 1_234_500n, -20_000].map((volume) => fileVolume(volume))).toEqual([
    ...['0.000', '0.005', '1234.500', '-20.000'],
  ])
})
