import { expect, test } from 'vitest'
import { isWithin } from '#app/domain/authorizations/open-hours.ts'

/** 2026-11-27 is a Friday; Almaty is five hours ahead of UTC. */
const friday = (time: string) => new Date(`2026-11-27T${time}:00+05:00`)

test('an end that is the beginning is that of the next day', () => {
  const hours = [{ weekdays: [5], from: 480, until: 480 }]
  expect(isWithin(hours, friday('07:59'))).toBe(false)
  expect(isWithin(hours, friday('08:00'))).toBe(true)
  expect(isWithin(hours, new Date('2026-11-28T07:59:00+05:00'))).toBe(true)
  expect(isWithin(hours, new Date('2026-11-28T08:00:00+05:00'))).toBe(false)
})
