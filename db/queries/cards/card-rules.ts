import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardRulesTable, CompanyId } from '#db/schema/index.ts'
import { inBatches } from '#db/sql/batches.ts'
import { now } from '#db/sql/now.ts'
import { forEachHeir, type Heirs, oldAndHeir } from './heirs.ts'

export type CardRuleRow = Selectable<CardRulesTable>

/** The rule of the card's present company, held until the transaction ends. */
export function selectCardRuleForUpdate(
  db: Db,
  companyId: CompanyId,
  cardId: number,
): Promise<CardRuleRow | undefined> {
  return db
    .selectFrom('card_rules')
    .selectAll()
    .where('card_id', '=', cardId)
    .where('company_id', '=', companyId)
    .forUpdate()
    .executeTakeFirst()
}

/** In place of the one before, and of one of another company; the caller holds the card. */
export async function upsertCardRule(
  db: Db,
  row: Omit<Insertable<CardRulesTable>, 'updated_at'>,
): Promise<void> {
  const { card_id, ...rule } = row
  await db
    .insertInto('card_rules')
    .values({ card_id, ...rule })
    .onDuplicateKeyUpdate({ ...rule, updated_at: now })
    .execute()
}

export type CardPermissionColumns = Pick<
  CardRuleRow,
  'permission' | 'permission_extra' | 'permission_from' | 'permission_until'
>

export async function updateCardPermission(
  db: Db,
  companyId: CompanyId,
  cardId: number,
  permission: CardPermissionColumns,
): Promise<void> {
  await db
    .updateTable('card_rules')
    .set({ ...permission, updated_at: now })
    .where('card_id', '=', cardId)
    .where('company_id', '=', companyId)
    .execute()
}

export async function deleteCardRule(db: Db, companyId: CompanyId, cardId: number): Promise<void> {
  await db
    .deleteFrom('card_rules')
    .where('card_id', '=', cardId)
    .where('company_id', '=', companyId)
    .execute()
}

/** What the company that these cards left had set for them; a count of it need not ask whose each card is. */
export async function deleteRulesAndGroupsOfCards(db: Db, cardIds: readonly number[]): Promise<void> {
  await inBatches(cardIds, (batch) => db.deleteFrom('card_rules').where('card_id', 'in', batch).execute())
  await inBatches(cardIds, (batch) =>
    db.deleteFrom('card_group_members').where('card_id', 'in', batch).execute(),
  )
}

/**
 * Cards that take the place of others keep the client's rule: those that are named by a change of `replaced`, or that are
 * `added` and named already. One that has a rule of its own keeps it.
 */
export function insertInheritedRules(db: Db, heirs: Heirs): Promise<void> {
  return forEachHeir(heirs, (condition) =>
    sql`
      insert into card_rules (card_id, company_id, unit, per_fill, per_day, per_week, per_month, fills_per_day, products,
        weekdays, minute_from, minute_until, station_mode, station_codes, odometer, template_id, permission,
        permission_extra, permission_from, permission_until, version)
      select heir.id, heir.company_id, r.unit, r.per_fill, r.per_day, r.per_week, r.per_month, r.fills_per_day, r.products,
        r.weekdays, r.minute_from, r.minute_until, r.station_mode, r.station_codes, r.odometer, r.template_id, r.permission,
        r.permission_extra, r.permission_from, r.permission_until, 1
      from ${oldAndHeir} join card_rules r on r.card_id = old.id and r.company_id = old.company_id
      where ${condition}
      on duplicate key update card_id = card_rules.card_id
    `.execute(db),
  )
}

/** The same of the group; a card that is in one of the same company already stays there. */
export function insertInheritedGroups(db: Db, heirs: Heirs): Promise<void> {
  return forEachHeir(heirs, (condition) =>
    sql`
      insert into card_group_members (card_id, company_id, group_id)
      select heir.id, heir.company_id, m.group_id
      from ${oldAndHeir} join card_group_members m on m.card_id = old.id and m.company_id = old.company_id
      where ${condition}
      on duplicate key update
        group_id = if(card_group_members.company_id = values(company_id), card_group_members.group_id, values(group_id)),
        company_id = values(company_id)
    `.execute(db),
  )
}
