import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDateTime, parseTime } from '#app/domain/imports/parsing/values/dates.ts'

describe('days', () => {
  test.each([
    ['05.03.2026', '2026-03-05'],
    ['5.3.2026', '2026-03-05'],
    ['05.03.26', '2026-03-05'],
    ['05/03/2026', '2026-03-05'],
    ['05-03-2026', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['2026.03.05', '2026-03-05'],
    ['05.03.2026 г.', '2026-03-05'],
    ['29.02.2028', '2028-02-29'],
    ['46086', '2026-03-05'],
    ['20260305', '2026-03-05'],
    ['05032026', '2026-03-05'],
    ['5 марта 2026 г.', '2026-03-05'],
    ['05-Mar-2026', '2026-03-05'],
  ])('%s', (text, day) => {
    expect(parseDateTime(text)).toEqual({ value: { day, time: null } })
  })

  test.each([
    ['31.02.2026', 'no_such_day'],
    ['29.02.2026', 'no_such_day'],
    ['00.01.2026', 'no_such_day'],
    ['05.13.2026', 'no_such_day'],
    ['2026-02-30', 'no_such_day'],
    ['05.03.1999', 'date_out_of_range'],
    ['05.03.2100', 'date_out_of_range'],
    ['05.03.2', 'bad_date'],
    ['вчера', 'bad_date'],
    ['март 2026', 'bad_date'],
    ['12345', 'bad_date'],
    ['', 'bad_date'],
  ])('%s is refused', (text, fault) => {
    expect(parseDateTime(text)).toEqual({ fault })
  })

  test('every day of the century survives being written and read', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10)
        const written = `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`
        expect(parseDateTime(written)).toEqual({ value: { day, time: null } })
        expect(parseDateTime(day)).toEqual({ value: { day, time: null } })
      }),
    )
  })

  test('any text gives a day or a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.-/: Tг') }), (text) => {
        const parsed = parseDateTime(text)
        if ('value' in parsed) expect(parsed.value.day).toMatch(/^20\d\d-\d\d-\d\d$/)
      }),
    )
  })
})

describe('a day with its time', () => {
  test.each([
    ['05.03.2026 14:07:09', '14:07:09'],
    ['05.03.2026 4:07', '04:07:00'],
    ['2026-03-05T14:07:09', '14:07:09'],
    ['2026-03-05T14:07:09.123', '14:07:09'],
    ['2026-03-05T09:07:09.123Z', '14:07:09'],
    ['2026-03-05T12:07:09+03:00', '14:07:09'],
    ['05.03.2026 2:07:09 PM', '14:07:09'],
    ['05.03.2026, 14:07', '14:07:00'],
    ['05.03.2026 г. 14:07', '14:07:00'],
    ['46086,5', '12:00:00'],
    ['2026-03-05T04:07:09-05:00', '14:07:09'],
    ['2026-03-05T12:07:09+03', '14:07:09'],
  ])('%s', (text, time) => {
    expect(parseDateTime(text)).toEqual({ value: { day: '2026-03-05', time } })
  })

  test('a bad time is no good moment', () => {
    expect(parseDateTime('05.03.2026 25:00')).toEqual({ fault: 'bad_time' })
  })
})

describe('times', () => {
  test.each([
    ['7:05', '07:05:00'],
    ['17:51:15', '17:51:15'],
    ['0:00', '00:00:00'],
    ['23:59:59', '23:59:59'],
    ['0,5', '12:00:00'],
    ['0.999999999', '23:59:59'],
    ['12:05 AM', '00:05:00'],
    ['12:05 PM', '12:05:00'],
  ])('%s', (text, value) => {
    expect(parseTime(text)).toEqual({ value })
  })

  test.each(['24:00', '12:60', '12:00:60', '12', 'полдень', '-1:00', '', '13:05 PM', '0:05 AM'])(
    '%s is refused',
    (text) => {
      expect(parseTime(text)).toEqual({ fault: 'bad_time' })
    },
  )
})
