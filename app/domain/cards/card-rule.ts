/**
 * What a client allows a card, within what the issuer does: a rule, and a permission that widens it for a while.
 * Volumes are millilitres, money tiyn, times minutes after midnight in Almaty. Client-safe.
 */

import type { FuelLimit, FuelRule, Usage } from '#app/domain/authorizations/fuel-request.ts'
import { type ProductCode, productsInText, textOfProducts } from '#app/domain/products/products.ts'
import { stationsIn, textOfCodes } from '#app/domain/stations/station-rules.ts'
import type { CardPermissionKind, CardRuleUnit } from '#db/schema/index.ts'
import type { JoinedCardRule } from '#db/sql/card-rule.ts'

export const ruleLimits = ['perFill', 'perDay', 'perWeek', 'perMonth'] as const
export type RuleLimit = (typeof ruleLimits)[number]

export interface CardRule extends Record<RuleLimit, number | null> {
  /** Of the four limits. */
  unit: CardRuleUnit
  fillsPerDay: number | null
  /** None: any. */
  products: readonly ProductCode[]
  /** 1 (Monday) to 7; none: every day. */
  weekdays: readonly number[]
  /** Null: at any time. `until` at or before `from` is the next morning. */
  times: { from: number; until: number } | null
  /** Null: every station. */
  stations: FuelRule['stations']
}

export interface CardPermission {
  kind: CardPermissionKind
  /** Of an `extra`, in the rule's unit. */
  extra: number
  from: Date
  until: Date
}

export interface StandingRule extends CardRule {
  permission: CardPermission | null
  version: number
}

export function standingRuleIn(row: JoinedCardRule): StandingRule | null {
  if (row.rule_unit === null) return null
  const { rule_minute_from: from, rule_minute_until: until } = row
  return {
    unit: row.rule_unit,
    perFill: row.rule_per_fill,
    perDay: row.rule_per_day,
    perWeek: row.rule_per_week,
    perMonth: row.rule_per_month,
    fillsPerDay: row.rule_fills_per_day,
    products: productsInText(row.rule_products ?? ''),
    weekdays: [...(row.rule_weekdays ?? '')].map(Number),
    times: from === null || until === null ? null : { from, until },
    stations: stationsIn({ station_mode: row.rule_station_mode, station_codes: row.rule_station_codes }),
    permission: permissionIn(row),
    version: row.rule_version ?? 0,
  }
}

function permissionIn(row: JoinedCardRule): CardPermission | null {
  const { rule_permission: kind, rule_permission_from: from, rule_permission_until: until } = row
  if (kind === null || from === null || until === null) return null
  return { kind, extra: row.rule_permission_extra ?? 0, from, until }
}

/** The columns of a rule, without its permission. */
export function columnsOfRule(rule: CardRule) {
  return {
    unit: rule.unit,
    per_fill: rule.perFill,
    per_day: rule.perDay,
    per_week: rule.perWeek,
    per_month: rule.perMonth,
    fills_per_day: rule.fillsPerDay,
    products: textOfProducts(rule.products),
    weekdays: [...new Set(rule.weekdays)].sort().join(''),
    minute_from: rule.times?.from ?? null,
    minute_until: rule.times?.until ?? null,
    station_mode: rule.stations?.are ?? null,
    station_codes: textOfCodes(rule.stations?.codes ?? []),
  }
}

/**
 * Since when fills have to be counted to know whether a permission for one fill is used up; null: nothing depends on it.
 */
export function countFillsSince(permission: CardPermission | null, moment: Date): Date | null {
  return permission?.kind === 'fill' && lasts(permission, moment) ? permission.from : null
}

function lasts({ from, until }: CardPermission, moment: Date): boolean {
  return from <= moment && moment < until
}

/** The permission that widens the rule at this moment. `fills`: how many there were since `countFillsSince`. */
export function permissionAt(
  { permission }: Pick<StandingRule, 'permission'>,
  moment: Date,
  fills: number,
): CardPermission | null {
  if (!permission || !lasts(permission, moment)) return null
  return permission.kind === 'fill' && fills > 0 ? null : permission
}

/** The client's layer of rules at this moment; null: it has none, or what it permitted lifts it. */
export function clientRuleOf(
  rule: StandingRule | null,
  usage: Usage & { fillsSince?: number },
  moment: Date,
): FuelRule | null {
  if (!rule) return null
  const permission = permissionAt(rule, moment, usage.fillsSince ?? 0)
  if (permission && permission.kind !== 'extra') return null
  return layerOf(rule, usage, permission?.extra ?? 0)
}

/** A rule as `decide` takes it; `extra` goes on top of its day, week and month. */
export function layerOf(rule: CardRule, usage: Usage, extra = 0): FuelRule {
  const { products, weekdays, times, stations } = rule
  const isDaily = weekdays.length === 0
  return {
    whose: 'client',
    products: products.length > 0 ? products : null,
    stations,
    hours:
      isDaily && times === null
        ? null
        : [{ weekdays: isDaily ? EVERY_DAY : weekdays, ...(times ?? { from: 0, until: 1440 }) }],
    limits: limitsOfRule(rule, extra),
    usage,
  }
}

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const

export function limitsOfRule(rule: CardRule, extra = 0): FuelLimit[] {
  const { unit, perFill, perDay, perWeek, perMonth, fillsPerDay } = rule
  const all = [
    ['fill', perFill, 0],
    ['day', perDay, extra],
    ['week', perWeek, extra],
    ['month', perMonth, extra],
  ] as const
  return [
    ...all.flatMap(([period, limit, more]) =>
      limit === null ? [] : [{ period, unit, limit: limit + more }],
    ),
    ...(fillsPerDay === null ? [] : [{ period: 'day', unit: 'fills', limit: fillsPerDay } as const]),
  ]
}

/** Says nothing at all: the same as no rule. */
export function isEmptyRule(rule: CardRule): boolean {
  const { products, weekdays, times, stations, fillsPerDay } = rule
  return (
    ruleLimits.every((limit) => rule[limit] === null) &&
    fillsPerDay === null &&
    products.length === 0 &&
    weekdays.length === 0 &&
    times === null &&
    stations === null
  )
}

/** The first limit that is above one of a longer period, so that the longer one alone would decide. */
export function limitAboveLonger(rule: CardRule): RuleLimit | undefined {
  return ruleLimits.find((limit, index) => {
    const own = rule[limit]
    return own !== null && ruleLimits.slice(index + 1).some((longer) => own > (rule[longer] ?? own))
  })
}

/** What of a rule the issuer's own leaves nothing of: the name of the form's field. */
export function emptyBeside(rule: CardRule, issuer: FuelRule): 'products' | 'stations' | null {
  const { products: theirs, stations: there } = issuer
  if (rule.products.length > 0 && theirs !== null && !rule.products.some((code) => theirs.includes(code)))
    return 'products'
  if (rule.stations === null || there?.are !== 'only') return null
  const { are, codes } = rule.stations
  return there.codes.some((code) => codes.includes(code) === (are === 'only')) ? null : 'stations'
}

/** By what is stored of them: the order in which products and stations were ticked is nothing. */
export function isSameRule(one: CardRule | null, other: CardRule): boolean {
  return one !== null && JSON.stringify(columnsOfRule(one)) === JSON.stringify(columnsOfRule(other))
}
