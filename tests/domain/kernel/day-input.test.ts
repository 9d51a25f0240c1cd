import { expect, test } from 'vitest'
import type { z } from 'zod'
import { optionalDay, optionalTime, pastDay, requiredDay } from '#app/domain/kernel/day.input.server.ts'

/** What a form says of a field: the first of its faults. */
const faultOf = (field: z.ZodType, typed: string) => field.safeParse(typed).error?.issues[0]?.message

test.each([
  ['2026-11-30', undefined],
  [' 2026-11-30 ', undefined],
  ['', 'required'],
  ['  ', 'required'],
  ['3', 'invalid'],
  ['2026-02-30', 'invalid'],
  ['0026-11-30', 'invalid'],
  ['2126-11-30', 'invalid'],
])('a day that is needed, typed as %j: %s', (typed, fault) => {
  expect(faultOf(requiredDay, typed)).toBe(fault)
})

test.each([
  ['2026-11-30', undefined],
  ['', undefined],
  ['  ', undefined],
  ['30.11.2026', 'invalid'],
  ['1926-11-30', 'invalid'],
])('a day that may be left out, typed as %j: %s', (typed, fault) => {
  expect(faultOf(optionalDay, typed)).toBe(fault)
})

test('a day that is left out is empty', () => {
  expect(optionalDay.parse(undefined)).toBe('')
  expect(optionalDay.parse(' 2026-11-30')).toBe('2026-11-30')
})

test.each([
  ['08:30', undefined],
  [' 23:59 ', undefined],
  ['', undefined],
  ['24:00', 'invalid'],
  ['8:30', 'invalid'],
  ['12:60', 'invalid'],
  ['12:30:00', 'invalid'],
])('a time of day, typed as %j: %s', (typed, fault) => {
  expect(faultOf(optionalTime, typed)).toBe(fault)
})

test.each([
  ['2026-11-30', undefined],
  ['2000-01-01', undefined],
  ['', 'required'],
  ['1999-12-31', 'invalid'],
  ['2026-02-30', 'invalid'],
  ['2026-12-01', 'date_in_future'],
])('a day not after 30 November 2026, typed as %j: %s', (typed, fault) => {
  expect(faultOf(pastDay('2026-11-30'), typed)).toBe(fault)
})
