/** Rules between their columns and what they say. Client-safe. */

import { productsInText, textOfProducts } from '#app/domain/products/products.ts'
import { stationsIn, textOfCodes } from '#app/domain/stations/station-rules.ts'
import type { CardRuleUnit } from '#db/schema/index.ts'
import type { JoinedCardRule, StoredRule } from '#db/sql/card-rule.ts'
import type { CardPermission, CardRule, GroupOfCard, StandingRule } from './card-rule.ts'

/** Null: the columns hold no rule. */
export function ruleOfColumns(row: StoredRule & { unit: CardRuleUnit }): CardRule
export function ruleOfColumns(row: StoredRule): CardRule | null
export function ruleOfColumns(row: StoredRule): CardRule | null {
  if (row.unit === null) return null
  const { minute_from: from, minute_until: until, station_mode, station_codes } = row
  return {
    unit: row.unit,
    perFill: row.per_fill,
    perDay: row.per_day,
    perWeek: row.per_week,
    perMonth: row.per_month,
    fillsPerDay: row.fills_per_day,
    products: productsInText(row.products ?? ''),
    weekdays: [...(row.weekdays ?? '')].map(Number),
    times: from === null || until === null ? null : { from, until },
    stations: stationsIn({ station_mode, station_codes }),
    odometerRequired: row.odometer === 1,
  }
}

/** The card's own rule, or its template's. */
export function standingRuleIn(row: JoinedCardRule): StandingRule | null {
  const rule = ruleOfColumns({
    unit: row.rule_unit,
    per_fill: row.rule_per_fill,
    per_day: row.rule_per_day,
    per_week: row.rule_per_week,
    per_month: row.rule_per_month,
    fills_per_day: row.rule_fills_per_day,
    products: row.rule_products,
    weekdays: row.rule_weekdays,
    minute_from: row.rule_minute_from,
    minute_until: row.rule_minute_until,
    station_mode: row.rule_station_mode,
    station_codes: row.rule_station_codes,
    odometer: row.rule_odometer,
  })
  const { rule_template_id: id, rule_template_name: name } = row
  return (
    rule && {
      ...rule,
      template: id === null ? null : { id, name: name ?? '' },
      permission: permissionIn(row),
      version: row.rule_version ?? 0,
    }
  )
}

export function groupIn(row: JoinedCardRule): GroupOfCard | null {
  if (row.group_id === null) return null
  const rule = ruleOfColumns({
    unit: row.group_unit,
    per_fill: row.group_per_fill,
    per_day: row.group_per_day,
    per_week: row.group_per_week,
    per_month: row.group_per_month,
    fills_per_day: row.group_fills_per_day,
    products: row.group_products,
    weekdays: row.group_weekdays,
    minute_from: row.group_minute_from,
    minute_until: row.group_minute_until,
    station_mode: row.group_station_mode,
    station_codes: row.group_station_codes,
    odometer: row.group_odometer,
  })
  return { id: row.group_id, name: row.group_name ?? '', rule }
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
    odometer: rule.odometerRequired ? (1 as const) : (0 as const),
  }
}

/** By what is stored of them: the order in which products and stations were ticked is nothing. */
export function isSameRule(one: CardRule | null, other: CardRule): boolean {
  return one !== null && JSON.stringify(columnsOfRule(one)) === JSON.stringify(columnsOfRule(other))
}
