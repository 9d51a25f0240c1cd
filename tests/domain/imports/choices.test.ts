import { expect, test } from 'vitest'
import { choicesIn, NO_CHOICES, profileOf } from '#app/domain/imports/choices.ts'
import { isEqual } from '#app/domain/imports/merging/merge.ts'
import { changedFields } from '#app/domain/imports/merging/outcome.ts'
import { sampleForPrograms } from '#app/domain/imports/sample.ts'
import { sortOutFaults } from '#app/domain/imports/sorted-rows.ts'

test('the next file of a sender is read by the answers that are about its files, and by its header', () => {
  const answers = { dates: 'dmy', sign: 'minus', near_duplicate: 'accept' }
  const { leaveOut } = NO_CHOICES
  expect(JSON.parse(profileOf({ answers, leaveOut }) ?? '')).toEqual({ answers: { dates: 'dmy' } })
  expect(JSON.parse(profileOf({ answers: {}, leaveOut, headerRow: 0 }) ?? '')).toEqual({
    answers: {},
    headerRow: 0,
  })
  expect(profileOf({ answers: { sign: 'minus' }, leaveOut })).toBeNull()
  expect(profileOf(NO_CHOICES)).toBeNull()
})

test('choices that are not stored are none', () => {
  expect(choicesIn({ choices: null })).toEqual(NO_CHOICES)
  expect(choicesIn({ choices: '{"headerRow":3}' })).toEqual({ ...NO_CHOICES, headerRow: 3 })
})

test('a row with a fault that is left out is out, whatever else is wrong with it', () => {
  const fault = (row: number, code: 'company_not_found' | 'missing_for_new') => ({
    ...{ row, code, field: 'bin', params: {} },
  })
  const faults = [fault(1, 'company_not_found'), fault(1, 'missing_for_new'), fault(2, 'missing_for_new')]
  const sorted = (leaveOut: string[]) => sortOutFaults(faults, [], leaveOut)
  expect(sorted([])).toEqual({ faults, leftOut: [] })
  expect(sorted(['company_not_found'])).toEqual({ faults: [faults[2]], leftOut: [] })
  expect(sorted(['missing_for_new']).faults).toEqual([])
  expect(sortOutFaults([], [], ['missing_for_new'])).toEqual({ faults: [], leftOut: [] })
})

test('what a person sees decides whether a row changes anything', () => {
  expect(isEqual({ a: 1, b: 2 }, { a: 1 })).toBe(true)
  expect(isEqual({ a: 1 }, { a: 1, b: null })).toBe(false)
  expect(changedFields({ before: { a: 1, b: 2 }, after: { a: 1, b: 3 } })).toEqual(['b'])
  expect(changedFields({ before: null, after: { a: 1, b: null } })).toEqual(['a', 'b'])
})

test('programs read values by units and moments with their offset', () => {
  const values = {
    volume: 1,
    price: 2,
    sum: 3,
    validUntil: '2026-11-28',
    date: '2026-11-28',
    time: '10:00:00',
  }
  expect(sampleForPrograms(values)).toEqual({
    ...{ volume_ml: 1, price_tiyn: 2, amount_tiyn: 3, valid_until: '2026-11-28' },
    occurred_at: '2026-11-28T10:00:00+05:00',
  })
  // Almaty was at UTC+6 until 2024-03-01; the hour that came twice that night is taken as its first pass.
  const momentOf = (date: string, time: string) => sampleForPrograms({ date, time }).occurred_at
  expect(momentOf('2024-01-15', '10:00:00')).toBe('2024-01-15T10:00:00+06:00')
  expect(momentOf('2024-02-29', '23:30:00')).toBe('2024-02-29T23:30:00+06:00')
  expect(momentOf('2024-03-01', '00:00:00')).toBe('2024-03-01T00:00:00+05:00')
  // Of a payment only the day is known.
  expect(sampleForPrograms({ date: '2026-11-28' })).toEqual({ occurred_on: '2026-11-28' })
  expect(sampleForPrograms({ time: '10:00:00' })).toEqual({})
})
