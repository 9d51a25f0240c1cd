import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, RuleColumns } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export interface NamedCardRow {
  id: number
  number: string
  holder: string
  plate: string
}

/** The company's cards that use a template. */
function usersOf(db: Db, companyId: CompanyId, templateId: number) {
  return db
    .selectFrom('card_rules')
    .innerJoin('cards', (join) =>
      join
        .onRef('cards.id', '=', 'card_rules.card_id')
        .onRef('cards.company_id', '=', 'card_rules.company_id'),
    )
    .where('card_rules.template_id', '=', templateId)
    .where('card_rules.company_id', '=', companyId)
}

/** In the order of their ids. */
export async function selectTemplateCardIds(
  db: Db,
  companyId: CompanyId,
  templateId: number,
): Promise<number[]> {
  const rows = await usersOf(db, companyId, templateId)
    .select('card_rules.card_id as id')
    .orderBy('card_rules.card_id')
    .execute()
  return rows.map(({ id }) => id)
}

export function selectTemplateCardPage(
  db: Db,
  companyId: CompanyId,
  templateId: number,
  request: PageRequest,
): Promise<NamedCardRow[]> {
  return usersOf(db, companyId, templateId)
    .select(['cards.id', 'cards.number', 'cards.holder', 'cards.plate'])
    .where(beyondId('card_rules.card_id', request, false))
    .orderBy('card_rules.card_id', directionOf(request, false))
    .limit(request.limit)
    .execute()
}

/** How many cards use each of these templates. */
export async function countTemplateCards(
  db: Db,
  companyId: CompanyId,
  templateIds: readonly number[],
): Promise<Map<number, number>> {
  if (templateIds.length === 0) return new Map()
  const { rows } = await sql<{ id: number; cards: number }>`
    select t.id, count(*) as cards
    from rule_templates t join card_rules r force index (card_rules_template) on r.template_id = t.id
    where t.id in (${sql.join(templateIds)}) and t.company_id = ${companyId}
    group by t.id
  `.execute(db)
  return new Map(rows.map(({ id, cards }) => [id, Number(cards)]))
}

/** The company's cards among these, held until the transaction ends, one after another by id so that nobody waits in a circle. */
export function selectCardsInOrderForUpdate(
  db: Db,
  companyId: CompanyId,
  ids: readonly number[],
): Promise<NamedCardRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db
    .selectFrom('cards')
    .select(['id', 'number', 'holder', 'plate'])
    .where('id', 'in', ids)
    .where('company_id', '=', companyId)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Its cards' rules are other ones now. Another unit makes another amount of what was permitted. */
export async function updateRulesOfTemplate(
  db: Db,
  companyId: CompanyId,
  templateId: number,
  { endsPermissions }: { endsPermissions: boolean },
): Promise<void> {
  await db
    .updateTable('card_rules')
    .set({
      version: sql<number>`version + 1`,
      updated_at: now,
      ...(endsPermissions
        ? { permission: null, permission_extra: null, permission_from: null, permission_until: null }
        : {}),
    })
    .where('template_id', '=', templateId)
    .where('company_id', '=', companyId)
    .execute()
}

/** What the columns of a card's rule hold while a template stands in their place. */
const PLACEHOLDER: Insertable<RuleColumns> = {
  ...{ unit: 'ml', per_fill: null, per_day: null, per_week: null, per_month: null, fills_per_day: null },
  ...{ products: '', weekdays: '', minute_from: null, minute_until: null },
  ...{ station_mode: null, station_codes: '', odometer: 0 },
}

const NO_PERMISSION = {
  permission: null,
  permission_extra: null,
  permission_from: null,
  permission_until: null,
} as const

/** The template in place of whatever rule the card has; the caller holds the card. */
export async function upsertTemplateOfCard(
  db: Db,
  companyId: CompanyId,
  cardId: number,
  templateId: number,
): Promise<void> {
  const rule = { ...PLACEHOLDER, ...NO_PERMISSION, company_id: companyId, template_id: templateId }
  await db
    .insertInto('card_rules')
    .values({ ...rule, card_id: cardId, version: 1 })
    .onDuplicateKeyUpdate({
      // A rule of another company that the card had is no earlier version of this one; asked before its company changes.
      version: sql<number>`if(company_id = ${companyId}, version + 1, 1)`,
      ...rule,
      updated_at: now,
    })
    .execute()
}

/** The columns of the template become the card's own rule; what was permitted stays. */
export async function updateTemplateToOwn(db: Db, companyId: CompanyId, cardId: number): Promise<void> {
  await sql`
    update card_rules r join rule_templates t on t.id = r.template_id
    set r.unit = t.unit, r.per_fill = t.per_fill, r.per_day = t.per_day, r.per_week = t.per_week,
      r.per_month = t.per_month, r.fills_per_day = t.fills_per_day, r.products = t.products, r.weekdays = t.weekdays,
      r.minute_from = t.minute_from, r.minute_until = t.minute_until, r.station_mode = t.station_mode,
      r.station_codes = t.station_codes, r.odometer = t.odometer, r.template_id = null, r.version = r.version + 1,
      r.updated_at = ${now}
    where r.card_id = ${cardId} and r.company_id = ${companyId}
  `.execute(db)
}

/** The version and the template of a card's rule, held until the transaction ends. */
export function selectRuleVersionForUpdate(
  db: Db,
  companyId: CompanyId,
  cardId: number,
): Promise<{ version: number; template_id: number | null } | undefined> {
  return db
    .selectFrom('card_rules')
    .select(['version', 'template_id'])
    .where('card_id', '=', cardId)
    .where('company_id', '=', companyId)
    .forUpdate()
    .executeTakeFirst()
}
