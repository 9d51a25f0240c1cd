import { expect, test } from 'vitest'
import { companyCounts } from '#app/domain/overview/company-counts.ts'
import { changeOf } from '#app/views/overview/change.ts'

test.each([
  ['2026-11-22', '2026-12-22', { from: '2026-11-01', to: '2026-11-30' }],
  ['2028-02-01', '2028-03-02', { from: '2028-02-01', to: '2028-02-29' }],
  ['2026-12-31', '2027-01-30', { from: '2026-12-01', to: '2026-12-31' }],
])('on %s what ends by %s ends soon, and this month is %o', (today, soon, month) => {
  const { expiringSoon, thisMonth } = companyCounts(today)
  expect(expiringSoon).toEqual({ status: 'active', to: soon })
  expect(thisMonth).toEqual(month)
})

test('declines are recent for seven days, today included', () => {
  expect(companyCounts('2026-12-03').recentDeclines).toEqual({ from: '2026-11-27' })
})

test.each([
  [150, 100, { is: 'more', percent: 50 }],
  [99, 300, { is: 'less', percent: 67 }],
  [1_001, 1_000, { is: 'same', percent: 0 }],
  [0, 10, { is: 'less', percent: 100 }],
  [10, 0, null],
  // More was given back than bought.
  [10, -5, null],
] as const)('%d after %d is %o', (now, before, change) => {
  expect(changeOf(now, before)).toEqual(change)
})

test('what is left is what is active, of a product or of all', () => {
  const { left, leftOf, activeCards } = companyCounts('2026-11-22')
  expect([left, leftOf('lpg'), activeCards]).toEqual([
    { status: 'active' },
    { status: 'active', product: 'lpg' },
    { status: 'active' },
  ])
})
