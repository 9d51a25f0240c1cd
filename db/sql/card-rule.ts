import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { CardGroupsTable, CardRulesTable, RuleColumns } from '#db/schema/index.ts'

/** The columns that say what a rule allows. */
const ruleColumns = [
  'unit',
  'per_fill',
  'per_day',
  'per_week',
  'per_month',
  'fills_per_day',
  'products',
  'weekdays',
  'minute_from',
  'minute_until',
  'station_mode',
  'station_codes',
  'odometer',
] as const satisfies readonly (keyof RuleColumns)[]

const permissionColumns = [
  'permission',
  'permission_extra',
  'permission_from',
  'permission_until',
  'template_id',
  'version',
] as const satisfies readonly (keyof CardRulesTable)[]

type Stored = Selectable<RuleColumns>
/** The columns of a rule, null where there may be none. */
export type StoredRule = { [Column in keyof Stored]: Stored[Column] | null }
type Permission = Pick<Selectable<CardRulesTable>, (typeof permissionColumns)[number]>
type Group = Pick<Selectable<CardGroupsTable>, 'id' | 'name' | 'ledger_version'>

/** What a client made for a card, beside the card's row: its own rule or its template's, and its group's; null: none. */
export type JoinedCardRule = {
  [Column in keyof Stored as `rule_${Column}`]: Stored[Column] | null
} & { [Column in keyof Permission as `rule_${Column}`]: Permission[Column] | null } & {
  rule_template_name: string | null
} & { [Column in keyof Stored as `group_${Column}`]: Stored[Column] | null } & {
  [Column in keyof Group as `group_${Column}`]: Group[Column] | null
}

const expressions: [name: string, expression: RawBuilder<unknown>][] = [
  ...ruleColumns.map((column): [string, RawBuilder<unknown>] => [
    `rule_${column}`,
    sql`if(card_rules.template_id is null, ${sql.ref(`card_rules.${column}`)}, ${sql.ref(`rule_templates.${column}`)})`,
  ]),
  ...permissionColumns.map((column): [string, RawBuilder<unknown>] => [
    `rule_${column}`,
    sql.ref(`card_rules.${column}`),
  ]),
  ['rule_template_name', sql.ref('rule_templates.name')],
  ...[...ruleColumns, 'id', 'name', 'ledger_version'].map((column): [string, RawBuilder<unknown>] => [
    `group_${column}`,
    sql.ref(`card_groups.${column}`),
  ]),
]

/** For a statement with `joinedCardRule`. */
export const selectedCardRule = sql.join(
  expressions.map(([name, expression]) => sql`${expression} as ${sql.ref(name)}`),
)

/** What was made for a card `c`, each by its primary key. */
export const joinedCardRule = sql`
  left join card_rules on card_rules.card_id = c.id and card_rules.company_id = c.company_id
  left join rule_templates on rule_templates.id = card_rules.template_id
  left join card_group_members on card_group_members.card_id = c.id and card_group_members.company_id = c.company_id
  left join card_groups on card_groups.id = card_group_members.group_id`
