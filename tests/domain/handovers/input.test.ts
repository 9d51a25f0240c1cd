import { expect, test } from 'vitest'
import {
  AskForHelp,
  ChosenCoupons,
  HandOverSet,
  HelpAnswer,
  PickCoupons,
  ReturnSome,
  ShowCode,
} from '#app/domain/handovers/handovers.input.server.ts'
import { MAX_SET } from '#app/domain/handovers/handovers.ts'

const several = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))

test.each([
  [0, false],
  [1, true],
  [MAX_SET, true],
  [MAX_SET + 1, false],
])('%d coupons are handed over or returned together: %s', (count, isAccepted) => {
  const ids = several(count)
  const accepted = [
    HandOverSet.safeParse({ driverName: 'Ыбырай', ids }).success,
    ReturnSome.safeParse({ couponIds: ids }).success,
    ChosenCoupons.parse({ ids }).ids.length === count && count > 0,
  ]
  expect(accepted).toEqual([isAccepted, isAccepted, isAccepted])
})

test('an address that names coupons wrongly names none', () => {
  expect(ChosenCoupons.parse({ ids: ['7', '0x10'] })).toEqual({ ids: [] })
})

test.each([
  ['0', false],
  ['1', true],
  [String(MAX_SET), true],
  [String(MAX_SET + 1), false],
  ['1.5', false],
])('a coupon of a set is named by its place: %s %s', (position, isPlace) => {
  const asked = [ShowCode.safeParse({ position }), AskForHelp.safeParse({ position, said: 'fuel_out' })]
  expect(asked.map(({ success }) => success)).toEqual([isPlace, isPlace])
})

test('the first coupon that works is shown where no place is named, and help is asked for the first', () => {
  expect(ShowCode.parse({ nonce: 'too short' })).toEqual({ position: undefined, nonce: undefined })
  const nonce = 'a'.repeat(22)
  expect(ShowCode.parse({ nonce })).toEqual({ nonce })
  expect(AskForHelp.parse({ said: 'fuel_out' })).toEqual({ position: 1, said: 'fuel_out' })
})

test('an answer to a driver has 500 characters at most', () => {
  const accepted = ['', 'а'.repeat(500), 'а'.repeat(501), 'а\u202eб'].map(
    (comment) => HelpAnswer.safeParse({ comment }).success,
  )
  expect(accepted).toEqual([true, true, false, false])
})

test('between a millilitre and 2,000 litres are picked', () => {
  const picked = ['0', '0,001', '2000', '2 000,001'].map(
    (volume) => PickCoupons.safeParse({ product: 'ai95', volume }).data?.volume,
  )
  expect(picked).toEqual([undefined, 1, 2_000_000, undefined])
})
