import { sql } from 'kysely'
import type { CardRulesTable } from '#db/schema/index.ts'

/** The rule of a card beside its row, from `card_rules`; null where it has none. */
export const cardRuleColumns = [
  'card_rules.unit as rule_unit',
  'card_rules.per_fill as rule_per_fill',
  'card_rules.per_day as rule_per_day',
  'card_rules.per_week as rule_per_week',
  'card_rules.per_month as rule_per_month',
  'card_rules.fills_per_day as rule_fills_per_day',
  'card_rules.products as rule_products',
  'card_rules.weekdays as rule_weekdays',
  'card_rules.minute_from as rule_minute_from',
  'card_rules.minute_until as rule_minute_until',
  'card_rules.station_mode as rule_station_mode',
  'card_rules.station_codes as rule_station_codes',
  'card_rules.permission as rule_permission',
  'card_rules.permission_extra as rule_permission_extra',
  'card_rules.permission_from as rule_permission_from',
  'card_rules.permission_until as rule_permission_until',
  'card_rules.version as rule_version',
] as const

type RuleColumn = Exclude<keyof CardRulesTable, 'card_id' | 'company_id' | 'updated_at'>

export type JoinedCardRule = { [Column in RuleColumn as `rule_${Column}`]: CardRulesTable[Column] | null }

/** The same for a statement in SQL. */
export const selectedCardRule = sql.join(
  cardRuleColumns.map((column) => {
    const [from = '', to = ''] = column.split(' as ')
    return sql`${sql.ref(from)} as ${sql.ref(to)}`
  }),
)
