import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  almatyTime,
  almatyTimestamp,
  almatyWallClock,
  businessDay,
  dayBounds,
  daysBetween,
  fromAlmatyWallClock,
  isClockMoment,
  isDay,
  isDayOfCentury,
  isPast,
  minutesAfter,
  startOfMonth,
  startOfWeek,
} from '#app/domain/kernel/calendar.ts'

const HOUR_MS = 3_600_000
const anyInstant = fc.date({ min: new Date('2005-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
const anyDay = anyInstant.map((instant) => businessDay(instant))

test('the day in Almaty begins at 19:00 UTC of the day before', () => {
  expect(businessDay(new Date('2026-03-04T18:59:59Z'))).toBe('2026-03-04')
  expect(businessDay(new Date('2026-03-04T19:00:00Z'))).toBe('2026-03-05')
  expect(almatyWallClock(new Date('2026-03-04T19:00:00.999Z'))).toBe('2026-03-05T00:00:00')
})

test('before 2024-03-01 Almaty was at UTC+6', () => {
  expect(almatyWallClock(new Date('2024-02-29T17:59:59Z'))).toBe('2024-02-29T23:59:59')
  expect(almatyWallClock(new Date('2024-02-29T18:00:00Z'))).toBe('2024-02-29T23:00:00')
  expect(businessDay(new Date('2024-01-15T18:00:00Z'))).toBe('2024-01-16')
})

test.each([
  ['2026-11-30T08:30', true],
  ['2000-01-01T00:00', true],
  ['1999-12-31T23:59', false],
  ['2126-11-30T08:30', false],
  ['2026-02-30T08:30', false],
  ['2026-11-30T24:00', false],
  ['2026-11-30 08:30', false],
  ['2026-11-30T08:30:00', false],
  ['2026-11-30', false],
])('%s is a moment of a field: %s', (text, is) => {
  expect(isClockMoment(text)).toBe(is)
})

test('a timestamp has the offset of its day and names the same instant', () => {
  expect(almatyTimestamp(new Date('2024-02-29T17:59:59Z'))).toBe('2024-02-29T23:59:59+06:00')
  expect(almatyTimestamp(new Date('2024-02-29T18:00:00Z'))).toBe('2024-02-29T23:00:00+05:00')
  fc.assert(
    fc.property(anyInstant, (instant) => {
      expect(Date.parse(almatyTimestamp(instant))).toBe(Math.floor(instant.getTime() / 1000) * 1000)
    }),
  )
})

test('the clock agrees with the time zone data of Node', () => {
  const almaty = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Almaty',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  fc.assert(
    fc.property(anyInstant, (instant) => {
      expect(almatyWallClock(instant)).toBe(almaty.format(instant).replace(' ', 'T'))
    }),
  )
})

test("a file's local time is the instant that the clock showed it", () => {
  expect(fromAlmatyWallClock('2026-03-18T17:51:15').toISOString()).toBe('2026-03-18T12:51:15.000Z')
  expect(fromAlmatyWallClock('2024-02-29T23:30:00').toISOString()).toBe('2024-02-29T17:30:00.000Z')
  expect(fromAlmatyWallClock('2024-03-01T00:00:00').toISOString()).toBe('2024-02-29T19:00:00.000Z')
  expect(() => fromAlmatyWallClock('18.03.2026 17:51')).toThrow(RangeError)
})

test('whatever local time is read, the clock shows it again', () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      const local = almatyWallClock(instant)
      expect(almatyWallClock(fromAlmatyWallClock(local))).toBe(local)
    }),
  )
})

describe('the bounds of a day', () => {
  test('hold every instant of the day and none of another', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const { from, until } = dayBounds(businessDay(instant))
        expect(from <= instant && instant < until).toBe(true)
      }),
    )
  })

  test('are 24 hours apart, but for the day that had 25', () => {
    const hours = (day: string) => (dayBounds(day).until.getTime() - dayBounds(day).from.getTime()) / HOUR_MS
    expect(hours('2026-03-05')).toBe(24)
    expect(hours('2024-02-29')).toBe(25)
    expect(hours('2024-03-01')).toBe(24)
  })
})

describe('days', () => {
  test.each(['2026-02-28', '2024-02-29', '1999-12-31'])('%s is one', (text) => expect(isDay(text)).toBe(true))
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '05.03.2026', '2026-3-5', '', '2026-03-05T00:00:00'])(
    '"%s" is none',
    (text) => expect(isDay(text)).toBe(false),
  )

  test.each([
    ['1999-12-31', false],
    ['2000-01-01', true],
    ['2099-12-31', true],
    ['2100-01-01', false],
    ['2026-02-29', false],
    ['20', false],
  ])('%s of this century: %s', (text, isOne) => expect(isDayOfCentury(text)).toBe(isOne))

  test('are counted across months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29')
    expect(daysBetween('2026-03-05', '2026-04-04')).toBe(30)
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
  })

  test('adding and counting undo each other', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days)
      }),
    )
  })

  test('months end where they end', () => {
    expect(startOfMonth('2026-03-05')).toBe('2026-03-01')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addMonths('2026-11-15', 3)).toBe('2027-02-15')
    expect(addMonths('2026-03-05', -12)).toBe('2025-03-05')
  })
})

test.each([
  // Before and after the night in which Almaty's offset changed, and before the epoch.
  ['2024-02-29T17:59:00Z', { day: '2024-02-29', weekday: 4, minute: 1_439 }],
  ['2024-02-29T18:30:00Z', { day: '2024-02-29', weekday: 4, minute: 1_410 }],
  ['2026-11-21T18:59:59Z', { day: '2026-11-21', weekday: 6, minute: 1_439 }],
  ['2026-11-21T19:00:00Z', { day: '2026-11-22', weekday: 7, minute: 0 }],
  ['2026-11-22T19:00:00Z', { day: '2026-11-23', weekday: 1, minute: 0 }],
  ['1969-12-28T18:01:00Z', { day: '1969-12-29', weekday: 1, minute: 1 }],
  ['1969-12-27T18:00:00Z', { day: '1969-12-28', weekday: 7, minute: 0 }],
])('at %s a clock and a calendar in Almaty show %o', (instant, shown) => {
  expect(almatyTime(new Date(instant))).toEqual(shown)
})

test.each([
  ['2026-11-22', 0, '2026-11-22T00:00:00'],
  ['2026-11-22', 1_439, '2026-11-22T23:59:00'],
  ['2026-11-22', 1_440, '2026-11-23T00:00:00'],
  ['2026-11-22', 2_881, '2026-11-24T00:01:00'],
])('%s and %d minutes is %s', (day, minutes, clock) => {
  expect(minutesAfter(day, minutes)).toEqual(fromAlmatyWallClock(clock))
})

test('days between two days are counted in both directions, and a last day is over on the next', () => {
  expect([daysBetween('2026-02-27', '2026-03-02'), daysBetween('2026-03-02', '2026-02-27')]).toEqual([3, -3])
  const today = '2026-11-22'
  expect([isPast('2026-11-21', today), isPast(today, today), isPast(null, today)]).toEqual([
    true,
    false,
    false,
  ])
})

test.each([16, 17, 18, 19, 20, 21, 22])('the week of 2026-11-%d began on Monday the 16th', (date) => {
  expect(startOfWeek(`2026-11-${date}`)).toBe('2026-11-16')
})
