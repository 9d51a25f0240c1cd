import { expect, test } from 'vitest'
import { comingHolidays } from '#app/domain/cards/holidays.ts'

test('the coming holidays are those of a year, the next first, each with its days', () => {
  const holidays = comingHolidays('2026-11-29')
  expect(holidays).toHaveLength(11)
  expect(holidays[0]).toEqual({ name: 'independence_day', first: '2026-12-16', last: '2026-12-16' })
  expect(holidays[1]).toEqual({ name: 'new_year', first: '2027-01-01', last: '2027-01-02' })
  expect(holidays.at(-1)).toEqual({ name: 'republic_day', first: '2027-10-25', last: '2027-10-25' })
})

test('one that has begun is not to come', () => {
  expect(comingHolidays('2027-03-21').map(({ first }) => first)).not.toContain('2027-03-21')
  expect(comingHolidays('2027-03-20')[0]).toEqual({ name: 'nauryz', first: '2027-03-21', last: '2027-03-23' })
})
