import { describe, expect, test } from 'vitest'
import { fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import { CloseStation, EditStation, RecordShortage } from '#app/domain/stations/stations.input.server.ts'
import { storedWeek, WEEKDAYS } from '#app/domain/stations/week.ts'
import { type Bounds, testBounds, upTo } from '#tests/support/bounds.ts'

const at = fromAlmatyWallClock
const version: Bounds = { takes: [1, '1'], refuses: [0, 1.5] }
const reason = upTo(200, { optional: true })
const day: Bounds = {
  takes: ['2000-01-01', '2099-12-31', ''],
  refuses: ['1999-12-31', '2100-01-01', '2026-02-29'],
}
const time: Bounds = { takes: ['00:00', '23:59', ''], refuses: ['24:00', '23:60', '9:00'] }

const closure = { version: 1, startsOn: '2026-11-27', endsOn: '2026-11-28' }
const period = { startsOn: day, startsTime: time, endsTime: time }

testBounds('a closure', CloseStation, closure, { ...period, reason, version })
testBounds('its end', CloseStation, { version: 1 }, { endsOn: day })
testBounds(
  'a shortage',
  RecordShortage,
  { ...closure, product: 'diesel' },
  {
    ...{ ...period, reason, version },
    product: upTo(16),
    cap: { takes: ['', '1', '10000'], refuses: ['0', '10001', '1.5'] },
  },
)

const station = { name: 'A', hoursMode: 'register', version: 1 }
const degrees = (most: number): Bounds => ({
  takes: [`${most}`, `-${most}`, '1,123456'],
  refuses: [`${most}.000001`, `-${most}.000001`, '1.1234567'],
})

testBounds('a station', EditStation, station, {
  ...{
    name: upTo(200),
    city: upTo(100, { optional: true }),
    address: upTo(300, { optional: true }),
    version,
  },
  productIds: { takes: [[], Array(50).fill('diesel')], refuses: [Array(51).fill('diesel')] },
})
testBounds('its place', EditStation, { ...station, longitude: '1' }, { latitude: degrees(90) })
testBounds('its place', EditStation, { ...station, latitude: '1' }, { longitude: degrees(180) })

const refused = (fields: object) =>
  EditStation.safeParse({ ...station, ...fields }).error?.issues.map(({ path, message }) => [
    path[0],
    message,
  ])

test('a place has both degrees or none', () => {
  expect(refused({ latitude: '1' })).toEqual([['longitude', 'required']])
  expect(refused({ longitude: '1' })).toEqual([['latitude', 'required']])
  expect(refused({ latitude: '76.9', longitude: '43,2' })).toEqual([
    ['latitude', 'invalid'],
    ['longitude', 'invalid'],
  ])
  const { latitude, longitude } = EditStation.parse({ ...station, latitude: '43,2', longitude: '76.9' })
  expect([latitude, longitude]).toEqual([43.2, 76.9])
})

describe('a period', () => {
  test.each([
    [{}, null, null],
    [{ startsOn: '2026-11-27' }, '2026-11-27T00:00:00', null],
    [{ startsOn: '2026-11-27', startsTime: '08:30' }, '2026-11-27T08:30:00', null],
    [{ endsOn: '2026-11-30' }, null, '2026-12-01T00:00:00'],
    [{ endsOn: '2026-11-30', endsTime: '18:00' }, null, '2026-11-30T18:00:00'],
  ])('%j is from %s until %s', (typed, startsAt, endsAt) => {
    expect(CloseStation.parse({ version: 1, ...typed })).toMatchObject({
      startsAt: startsAt && at(startsAt),
      endsAt: endsAt && at(endsAt),
    })
  })

  test.each([
    [{ startsTime: '08:00' }, 'startsOn'],
    [{ endsTime: '08:00' }, 'endsOn'],
  ])('%j lacks its day', (typed, field) => {
    for (const form of [
      CloseStation.safeParse({ version: 1, ...typed }),
      RecordShortage.safeParse({ version: 1, product: 'diesel', ...typed }),
    ])
      expect(form.error?.issues).toMatchObject([{ path: [field], message: 'required' }])
  })

  test('a cap is typed in litres', () => {
    const cap = (typed: string) => RecordShortage.parse({ version: 1, product: 'diesel', cap: typed }).cap
    expect([cap('15'), cap('')]).toEqual([15_000, null])
  })
})

describe('opening hours', () => {
  const week = (fields: object) => EditStation.parse({ ...station, hoursMode: 'week', ...fields }).week

  test('are typed by weekday, and end at midnight when they say 00:00', () => {
    expect(week({ from1: '08:05', until1: '20:30', from7: '00:00', until7: '00:00' })).toBe(
      storedWeek((day) => {
        if (day === 1) return { from: 485, until: 1_230 }
        return day === 7 ? { from: 0, until: 1_440 } : null
      }),
    )
  })

  test.each(WEEKDAYS)('have both ends on weekday %d', (day) => {
    const mode = { hoursMode: 'week' }
    expect(refused({ ...mode, [`from${day}`]: '08:00' })).toEqual([[`until${day}`, 'required']])
    expect(refused({ ...mode, [`until${day}`]: '08:00' })).toEqual([[`from${day}`, 'required']])
    expect(refused({ [`from${day}`]: '08:00' })).toBeUndefined()
  })

  test('are asked for where none is typed, and not where the register says them', () => {
    expect(refused({ hoursMode: 'week' })).toEqual([['from1', 'required']])
    expect(EditStation.parse(station).week).toBeNull()
    expect(EditStation.parse({ ...station, hoursMode: 'always' }).week).toBe(
      storedWeek(() => ({ from: 0, until: 1_440 })),
    )
  })
})
