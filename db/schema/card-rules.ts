import type { ColumnType } from 'kysely'
import type { StationRuleMode } from './stations.ts'

export type CardRuleUnit = 'ml' | 'tiyn'
/** `extra`: so much more until it ends; `open`: the rule asks nothing until then; `fill`: nor does it for one fill. */
export type CardPermissionKind = 'extra' | 'open' | 'fill'

/** What a client allows a card beyond what the issuer does. */
export interface CardRulesTable {
  card_id: number
  /** Whose rule it is: a card that came to another company has none. */
  company_id: number
  unit: CardRuleUnit
  per_fill: number | null
  per_day: number | null
  per_week: number | null
  per_month: number | null
  fills_per_day: number | null
  /** Codes joined by commas; empty: any. */
  products: string
  /** Digits from 1 (Monday) to 7; empty: every day. */
  weekdays: string
  /** Minutes after midnight; null: at any time. */
  minute_from: number | null
  minute_until: number | null
  /** Null: every station. */
  station_mode: StationRuleMode | null
  /** One a line. */
  station_codes: string
  permission: CardPermissionKind | null
  /** Of an `extra`: in `unit`. */
  permission_extra: number | null
  permission_from: Date | null
  permission_until: Date | null
  /** Counts the changes. */
  version: number
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export interface CardRulesTables {
  card_rules: CardRulesTable
}
