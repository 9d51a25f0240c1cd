import { describe, expect, test } from 'vitest'
import { decide } from '#app/domain/authorizations/decide.ts'
import type { FuelState } from '#app/domain/authorizations/fuel-request.ts'
import { fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import { weekInText } from '#app/domain/stations/register-hours.ts'
import { type Outage, stationFactsOf, stationStateAt } from '#app/domain/stations/station-fuel.ts'
import { hoursIn, ROUND_THE_CLOCK, storedWeek } from '#app/domain/stations/week.ts'

const at = fromAlmatyWallClock
const open = { code: '001', status: 'open' as const, number_only: 0 as const, week: ROUND_THE_CLOCK }
const MILLISECOND = 1

function outage(facts: Partial<Outage>): Outage {
  return {
    ...{ id: 1, kind: 'closure', ofNetwork: false, product: null, capPerFill: null, reason: '' },
    ...{ startsAt: at('2026-11-27T08:00:00'), endsAt: at('2026-11-28T00:00:00') },
    ...facts,
  }
}

const justBefore = (moment: Date) => new Date(moment.getTime() - MILLISECOND)

/** What `decide` answers to forty litres of a product on a card without any other rule. */
function decided(outages: readonly Outage[], moment: Date, product = 'diesel') {
  const state: FuelState = {
    operation: 'new',
    instrument: {
      kind: 'card',
      issuerStatus: 'active',
      isBlockedByClient: false,
      validUntil: null,
      pin: 'unset',
      wallet: null,
    },
    ...{
      insteadOf: [],
      isCompanyClosed: false,
      isSuspicious: false,
      freeBalance: null,
      rules: [],
    },
    ...{ price: null, tank: null, ceiling: 600_000, odometer: null },
    station: stationFactsOf(open, outages, moment),
  }
  const wish = { by: 'volume', volume: 40_000 } as const
  const decision = decide({ moment, wish, acceptPartial: true, product, atStation: true }, state)
  return decision.status === 'approved' ? decision.volume : decision.code
}

describe('a closure', () => {
  const closure = outage({})

  test.each([
    ['2026-11-27T07:59:59', 40_000],
    ['2026-11-27T08:00:00', 'station_closed'],
    ['2026-11-27T23:59:59', 'station_closed'],
    ['2026-11-28T00:00:00', 40_000],
  ])('at %s by the clock of Almaty: %s', (moment, answer) => {
    expect(decided([closure], at(moment))).toBe(answer)
  })

  test('begins and ends at its very instants', () => {
    expect(decided([closure], justBefore(closure.startsAt))).toBe(40_000)
    expect(decided([closure], justBefore(at('2026-11-28T00:00:00')))).toBe('station_closed')
  })

  test('without an end lasts', () => {
    const endless = outage({ endsAt: null })
    expect(stationFactsOf(open, [endless], at('2030-01-01T00:00:00')).closed).toEqual({ until: null })
  })

  test('a closure that another follows without a gap ends when that one ends', () => {
    const next = outage({ startsAt: at('2026-11-28T00:00:00'), endsAt: at('2026-11-30T12:00:00') })
    const facts = stationFactsOf(open, [next, closure], at('2026-11-27T10:00:00'))
    expect(facts.closed).toEqual({ until: at('2026-11-30T12:00:00') })
  })

  test('a closure that another follows after a gap ends by itself', () => {
    const later = outage({ startsAt: at('2026-11-28T00:00:01'), endsAt: null })
    const facts = stationFactsOf(open, [closure, later], at('2026-11-27T10:00:00'))
    expect(facts.closed).toEqual({ until: at('2026-11-28T00:00:00') })
  })

  test('of the register has no end that anybody knows', () => {
    const facts = stationFactsOf(
      { code: '001', status: 'closed', number_only: 0 },
      [],
      at('2026-11-27T10:00:00'),
    )
    expect(facts.closed).toEqual({ until: null })
  })
})

describe('a shortage', () => {
  const none = outage({ kind: 'shortage', product: 'diesel' })
  const little = outage({ kind: 'shortage', product: 'diesel', capPerFill: 15_000 })

  test.each([
    ['2026-11-27T07:59:59', 40_000, 40_000],
    ['2026-11-27T08:00:00', 'no_fuel', 15_000],
    ['2026-11-27T23:59:59', 'no_fuel', 15_000],
    ['2026-11-28T00:00:00', 40_000, 40_000],
  ])('at %s by the clock of Almaty: %s, with a cap %s', (moment, without, capped) => {
    expect(decided([none], at(moment))).toBe(without)
    expect(decided([little], at(moment))).toBe(capped)
  })

  test('is of its product only, and closes nothing', () => {
    expect(decided([none], at('2026-11-27T10:00:00'), 'ai92')).toBe(40_000)
    expect(stationFactsOf(open, [none], at('2026-11-27T10:00:00')).closed).toBeNull()
  })
})

describe('what a page says of a station', () => {
  const shop = storedWeek((day) => (day === 7 ? null : { from: 480, until: 1200 }))
  const night = storedWeek((day) => (day === 5 ? { from: 1320, until: 360 } : null))

  test.each([
    // 2026-11-27 is a Friday.
    ['2026-11-27T07:59:59', shop, 'shut', '2026-11-27T08:00:00'],
    ['2026-11-27T08:00:00', shop, 'open', null],
    ['2026-11-27T20:00:00', shop, 'shut', '2026-11-28T08:00:00'],
    ['2026-11-28T20:00:00', shop, 'shut', '2026-11-30T08:00:00'],
    ['2026-11-28T05:59:59', night, 'open', null],
    ['2026-11-28T06:00:00', night, 'shut', '2026-12-04T22:00:00'],
    ['2026-11-28T03:00:00', ROUND_THE_CLOCK, 'open', null],
    ['2026-11-28T03:00:00', '', 'unknown', null],
  ])('at %s with the hours %s: %s', (moment, week, is, opens) => {
    const state = stationStateAt({ ...open, week }, [], at(moment))
    expect(state).toEqual({ is, opensAt: opens && at(opens) })
  })

  test('a closure goes before the hours', () => {
    const state = stationStateAt({ ...open, week: shop }, [outage({})], at('2026-11-27T10:00:00'))
    expect(state).toEqual({ is: 'closed', opensAt: at('2026-11-28T00:00:00') })
  })
})

describe('hours in a register', () => {
  test.each(['24/7', '24 / 7', 'Круглосуточно', 'тәулік бойы', 'ежедневно 24 часа'])(
    '%s is round the clock',
    (text) => {
      expect(weekInText(text)).toBe(ROUND_THE_CLOCK)
    },
  )

  test.each([
    ['08:00-20:00', 480, 1200],
    ['ежедневно с 8:00 до 20:30', 480, 1230],
    ['07.00 – 24.00', 420, 1440],
    ['22:00-06:00', 1320, 360],
  ])('%s is the same every day', (text, from, until) => {
    const hours = hoursIn(weekInText(text))
    expect(hours).toHaveLength(7)
    expect(hours?.map((day) => [day.from, day.until])).toEqual(Array.from({ length: 7 }, () => [from, until]))
  })

  test.each([
    '',
    'пн-пт 08:00-20:00',
    '08:00-25:00',
    '8:99-10:00',
    '08:60-20:00',
    '08:00-20:60',
    '24:00-08:00',
    '08:00-24:01',
    'по звонку',
    '08:00-20:00, обед 13:00-14:00',
  ])('"%s" is not guessed', (text) => {
    expect(weekInText(text)).toBe('')
  })
})
