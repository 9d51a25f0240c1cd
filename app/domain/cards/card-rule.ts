/**
 * What a client allows a card, within what the issuer does: a rule, and a permission that widens it for a while.
 * Volumes are millilitres, money tiyn, times minutes after midnight in Almaty. Client-safe.
 */

import type { FuelLimit, FuelRule, Usage } from '#app/domain/authorizations/fuel-request.ts'
import { DAY_MINUTES } from '#app/domain/kernel/calendar.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { CardPermissionKind, CardRuleUnit } from '#db/schema/index.ts'

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
  /** A station has to tell the odometer. */
  odometerRequired: boolean
}

export interface CardPermission {
  kind: CardPermissionKind
  /** Of an `extra`, in the rule's unit. */
  extra: number
  from: Date
  until: Date
}

/** Something with a name that a rule comes from. */
export interface RuleSource {
  id: number
  name: string
}

export interface StandingRule extends CardRule {
  /** Whose rule it is; null: the card's own. */
  template: RuleSource | null
  permission: CardPermission | null
  version: number
}

export interface GroupOfCard extends RuleSource {
  /** Null: it only counts. */
  rule: CardRule | null
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
  const { template } = rule
  return layerOf(rule, usage, {
    extra: permission?.extra ?? 0,
    rule: template && namedRule('template', template),
  })
}

/** How the figures of a decision name the template or the group whose rule decided. */
export function namedRule(kind: 'template' | 'group', { id, name }: RuleSource): FuelRule['rule'] {
  return { id: `${kind}-${id}`, name }
}

interface Layer {
  /** On top of its day, week and month. */
  extra?: number
  /** What it is called, where it has a name. */
  rule?: FuelRule['rule'] | null
}

/** A rule as `decide` takes it. */
export function layerOf(rule: CardRule, usage: Usage, { extra = 0, rule: named }: Layer = {}): FuelRule {
  const { products, weekdays, times, stations, odometerRequired } = rule
  const isDaily = weekdays.length === 0
  return {
    whose: 'client',
    ...(named ? { rule: named } : {}),
    ...(odometerRequired ? { odometerRequired } : {}),
    products: products.length > 0 ? products : null,
    stations,
    hours:
      isDaily && times === null
        ? null
        : [{ weekdays: isDaily ? EVERY_DAY : weekdays, ...(times ?? { from: 0, until: DAY_MINUTES }) }],
    limits: limitsOfRule(rule, extra),
    usage,
  }
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const

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
  const { products, weekdays, times, stations, fillsPerDay, odometerRequired } = rule
  return (
    !odometerRequired &&
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
