import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  AuthorizationStatus,
  CompanyId,
  ProductCode,
  ShadowOwner,
  ShadowRefusalsTable,
  ShadowRulesTable,
} from '#db/schema/index.ts'

export type ShadowRuleRow = Selectable<ShadowRulesTable>

export interface ShadowOf {
  owner: ShadowOwner
  id: number
}

export function selectShadow(
  db: Db,
  companyId: CompanyId,
  { owner, id }: ShadowOf,
): Promise<ShadowRuleRow | undefined> {
  return db
    .selectFrom('shadow_rules')
    .selectAll()
    .where('owner', '=', owner)
    .where('owner_id', '=', id)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
}

export function selectShadowById(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<ShadowRuleRow | undefined> {
  return db
    .selectFrom('shadow_rules')
    .selectAll()
    .where('id', '=', id)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
}

/** Those that are tried with a card: its own, its template's and its group's. */
export function selectShadowsOfCard(
  db: Db,
  companyId: CompanyId,
  card: { id: number; templateId: number | null; groupId: number | null },
): Promise<ShadowRuleRow[]> {
  return db
    .selectFrom('shadow_rules')
    .selectAll()
    .where('company_id', '=', companyId)
    .where((eb) =>
      eb.or([
        eb.and([eb('owner', '=', 'card'), eb('owner_id', '=', card.id)]),
        eb.and([eb('owner', '=', 'template'), eb('owner_id', '=', card.templateId ?? 0)]),
        eb.and([eb('owner', '=', 'group'), eb('owner_id', '=', card.groupId ?? 0)]),
      ]),
    )
    .orderBy('id')
    .execute()
}

/** In place of the one before, from now on. */
export async function upsertShadow(
  db: Db,
  row: Omit<Insertable<ShadowRulesTable>, 'version'>,
): Promise<void> {
  await db
    .insertInto('shadow_rules')
    .values({ ...row, version: 1 })
    .onDuplicateKeyUpdate({ ...row, version: sql<number>`version + 1` })
    .execute()
}

/** With what it would have refused. False when somebody else changed or dropped it. */
export async function deleteShadow(
  db: Db,
  companyId: CompanyId,
  { id, version }: { id: number; version: number },
): Promise<boolean> {
  const result = await db
    .deleteFrom('shadow_rules')
    .where('id', '=', id)
    .where('version', '=', version)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  if (result.numDeletedRows !== 1n) return false
  await deleteShadowRefusals(db, id)
  return true
}

export async function deleteShadowRefusals(db: Db, shadowId: number): Promise<void> {
  await db.deleteFrom('shadow_refusals').where('shadow_id', '=', shadowId).execute()
}

/** Whatever version it has: its template or group is removed. */
export async function deleteShadowOf(db: Db, companyId: CompanyId, of: ShadowOf): Promise<void> {
  const shadow = await selectShadow(db, companyId, of)
  if (shadow) await deleteShadow(db, companyId, shadow)
}

export async function insertShadowRefusals(
  db: Db,
  rows: readonly Insertable<ShadowRefusalsTable>[],
): Promise<void> {
  if (rows.length > 0) await db.insertInto('shadow_refusals').values(rows).execute()
}

export interface ShadowRefusalRow {
  id: number
  authorization_id: number
  card_id: number
  number: string
  code: string
  figures: string
  created_at: Date
  station_code: string
  product: ProductCode | null
  approved: number | null
}

/** The last ones, the newest first. */
export async function selectShadowRefusals(
  db: Db,
  companyId: CompanyId,
  shadowId: number,
  limit: number,
): Promise<ShadowRefusalRow[]> {
  const { rows } = await sql<ShadowRefusalRow>`
    select r.id, r.authorization_id, r.card_id, c.number, r.code, r.figures, r.created_at, a.station_code, a.product,
      a.approved
    from shadow_refusals r join cards c on c.id = r.card_id join authorizations a on a.id = r.authorization_id
    where r.shadow_id = ${shadowId} and r.company_id = ${companyId}
    order by r.id desc limit ${limit}
  `.execute(db)
  return rows
}

/** How many operations of its cards came to one of these statuses while it was tried, and how many of them it would have refused. */
export async function countShadowed(
  db: Db,
  companyId: CompanyId,
  { id, owner, owner_id, since }: Pick<ShadowRuleRow, 'id' | 'owner' | 'owner_id' | 'since'>,
  statuses: readonly AuthorizationStatus[],
): Promise<{ refused: number; decided: number }> {
  const { rows } = await sql<{ refused: number; decided: number }>`
    select
      (select count(*) from shadow_refusals where shadow_id = ${id}) as refused,
      (select count(*) from authorizations a
        where a.company_id = ${companyId} and a.status in (${sql.join(statuses)})
          and a.created_at >= ${since} and a.card_id in (${cardsOf(companyId, owner, owner_id)})) as decided
  `.execute(db)
  return { refused: Number(rows[0]?.refused ?? 0), decided: Number(rows[0]?.decided ?? 0) }
}

function cardsOf(companyId: CompanyId, owner: ShadowOwner, id: number): RawBuilder<unknown> {
  switch (owner) {
    case 'card':
      return sql`${id}`
    case 'template':
      return sql`select card_id from card_rules where template_id = ${id} and company_id = ${companyId}`
    case 'group':
      return sql`select card_id from card_group_members where group_id = ${id} and company_id = ${companyId}`
  }
}
