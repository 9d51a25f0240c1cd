import type { ColumnType, Generated } from 'kysely'
import type { StationRuleMode } from './stations.ts'

export type CardRuleUnit = 'ml' | 'tiyn'
/** `extra`: so much more until it ends; `open`: the rule asks nothing until then; `fill`: nor does it for one fill. */
export type CardPermissionKind = 'extra' | 'open' | 'fill'
/** What a rule in the shadow is tried for. */
export type ShadowOwner = 'card' | 'template' | 'group'

/** What a client allows beyond what the issuer does. */
export interface RuleColumns {
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
  /** Whether a station has to tell the odometer. */
  odometer: ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>
}

interface Permission {
  permission: CardPermissionKind | null
  /** Of an `extra`: in `unit`. */
  permission_extra: number | null
  permission_from: Date | null
  permission_until: Date | null
}

type UpdatedAt = ColumnType<Date, Date | undefined, Date>

/** The rule of one card. */
export interface CardRulesTable extends RuleColumns, Permission {
  card_id: number
  /** Whose rule it is: a card that came to another company has none. */
  company_id: number
  /** The template that stands in place of these columns; null: they are the card's own rule. */
  template_id: ColumnType<number | null, number | null | undefined, number | null>
  /** Counts the changes, those of its template too. */
  version: number
  updated_at: UpdatedAt
}

export interface RuleTemplatesTable extends RuleColumns {
  id: Generated<number>
  company_id: number
  name: string
  version: number
  created_at: ColumnType<Date, undefined, never>
  updated_at: UpdatedAt
}

type OptionalRule = Omit<RuleColumns, 'unit'> & { unit: CardRuleUnit | null }

/** Cards with limits that count what all of them use. */
export interface CardGroupsTable extends OptionalRule {
  id: Generated<number>
  company_id: number
  name: string
  version: number
  /** Moves with everything that is held against or counts for its sums. */
  ledger_version: ColumnType<number, number | undefined, number>
  created_at: ColumnType<Date, undefined, never>
  updated_at: UpdatedAt
}

export interface CardGroupMembersTable {
  card_id: number
  /** A card that came to another company is in no group. */
  company_id: number
  group_id: number
}

/** A rule that is tried with every decision and refuses nothing. */
export interface ShadowRulesTable extends RuleColumns {
  id: Generated<number>
  company_id: number
  owner: ShadowOwner
  owner_id: number
  version: number
  since: Date
}

/** An operation that was approved and that the rule would have refused. */
export interface ShadowRefusalsTable {
  id: Generated<number>
  shadow_id: number
  company_id: number
  authorization_id: number
  card_id: number
  code: string
  /** JSON. */
  figures: string
  created_at: ColumnType<Date, undefined, never>
}

export interface CardRulesTables {
  card_rules: CardRulesTable
  rule_templates: RuleTemplatesTable
  card_groups: CardGroupsTable
  card_group_members: CardGroupMembersTable
  shadow_rules: ShadowRulesTable
  shadow_refusals: ShadowRefusalsTable
}
