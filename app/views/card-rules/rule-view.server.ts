import type { Decline } from '#app/domain/authorizations/decision.ts'
import type { CardPermission, StandingRule } from '#app/domain/cards/card-rule.ts'
import type { WhatIf } from '#app/domain/cards/card-rule-what-if.ts'
import type { RuleInUse } from '#app/domain/cards/cards.server.ts'
import { almatyWallClock, clockOf } from '#app/domain/kernel/calendar.ts'
import type { PermissionView, RuleSummary, RuleValues, WhatIfView } from './rule-view.ts'

const EMPTY: RuleValues = {
  unit: 'l',
  perFill: '',
  perDay: '',
  perWeek: '',
  perMonth: '',
  fillsPerDay: '',
  products: [],
  weekdays: [],
  timeFrom: '',
  timeTo: '',
  stationMode: 'all',
  stations: [],
  version: 0,
}

export function ruleValues(rule: StandingRule | null): RuleValues {
  if (!rule) return EMPTY
  const { unit, fillsPerDay, products, weekdays, times, stations, version } = rule
  const typed = (amount: number | null) =>
    amount === null ? '' : String(amount / (unit === 'ml' ? 1_000 : 100)).replace('.', ',')
  return {
    unit: unit === 'ml' ? 'l' : 'kzt',
    perFill: typed(rule.perFill),
    perDay: typed(rule.perDay),
    perWeek: typed(rule.perWeek),
    perMonth: typed(rule.perMonth),
    fillsPerDay: fillsPerDay === null ? '' : String(fillsPerDay),
    products,
    weekdays: weekdays.map(String),
    timeFrom: times ? clockOf(times.from) : '',
    timeTo: times ? clockOf(times.until) : '',
    stationMode: stations === null ? 'all' : stations.are === 'only' ? 'only' : 'except',
    stations: stations?.codes ?? [],
    version,
  }
}

export function permissionView(
  { kind, extra, until }: CardPermission,
  unit: PermissionView['unit'],
): PermissionView {
  return { kind, extra, unit, until: almatyWallClock(until) }
}

/** A page shows so many of what a rule would have refused. */
const SHOWN = 50

/** `say`: why it declines, in the reader's language. */
export function whatIfView({ fills, touched }: WhatIf, say: (decline: Decline) => string): WhatIfView {
  return {
    fills,
    touched: touched.length,
    rows: touched
      .slice(-SHOWN)
      .reverse()
      .map(({ fill, volume, decline }) => ({
        ...{ id: fill.id, at: almatyWallClock(fill.at), station: fill.station },
        ...{ product: fill.product, volume: fill.volume, instead: volume },
        why: decline && say(decline),
      })),
  }
}

export function ruleSummary(rule: RuleInUse): RuleSummary {
  const { limits, products, weekdays, times, stations, permission, unit } = rule
  return {
    ...{ limits, products, weekdays, stations },
    times: times && { from: clockOf(times.from), until: clockOf(times.until) },
    permission: permission && permissionView(permission, unit),
  }
}
