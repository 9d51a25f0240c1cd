import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardGroupsTable, CompanyId, ProductCode } from '#db/schema/index.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'
import { beginningWith } from '#db/sql/search.ts'

export type CardGroupRow = Selectable<CardGroupsTable>

export function selectGroupPage(
  db: Db,
  companyId: CompanyId,
  q: string | undefined,
  request: PageRequest,
): Promise<CardGroupRow[]> {
  return db
    .selectFrom('card_groups')
    .selectAll()
    .where('company_id', '=', companyId)
    .$if(q !== undefined, (query) => query.where('name', 'like', `%${beginningWith(q ?? '')}`))
    .where(beyondId('id', request))
    .orderBy('id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** By name, for a choice. */
export function selectGroupNames(
  db: Db,
  companyId: CompanyId,
  limit: number,
): Promise<Pick<CardGroupRow, 'id' | 'name'>[]> {
  return db
    .selectFrom('card_groups')
    .select(['id', 'name'])
    .where('company_id', '=', companyId)
    .orderBy('name')
    .limit(limit)
    .execute()
}

export function selectGroup(db: Db, companyId: CompanyId, id: number): Promise<CardGroupRow | undefined> {
  return db
    .selectFrom('card_groups')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Held until the transaction ends, after the cards and in the order of their ids. */
export function selectGroupsForUpdate(
  db: Db,
  companyId: CompanyId,
  ids: readonly number[],
): Promise<CardGroupRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db
    .selectFrom('card_groups')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function insertGroup(db: Db, row: Insertable<CardGroupsTable>): Promise<number> {
  const { insertId } = await db.insertInto('card_groups').values(row).executeTakeFirstOrThrow()
  return Number(insertId)
}

export async function updateGroup(
  db: Db,
  companyId: CompanyId,
  id: number,
  row: Updateable<CardGroupsTable>,
): Promise<void> {
  await db
    .updateTable('card_groups')
    .set({ ...row, updated_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

export async function deleteGroup(db: Db, companyId: CompanyId, id: number): Promise<void> {
  await db.deleteFrom('card_groups').where('company_id', '=', companyId).where('id', '=', id).execute()
}

export interface GroupTotalRow {
  product: ProductCode
  month: { volume: number; amount: number }
  today: { volume: number; amount: number }
}

/** What was fuelled with the cards of a group since the first day of a month and since a day, by product. */
export async function sumFuelledByGroup(
  db: Db,
  companyId: CompanyId,
  groupId: number,
  { month, today }: { month: Date; today: Date },
): Promise<GroupTotalRow[]> {
  const { rows } = await sql<Record<string, string> & { product: ProductCode }>`
    select t.product, sum(t.volume) as month_volume, sum(t.amount) as month_amount,
      sum(if(t.occurred_at >= ${today}, t.volume, 0)) as today_volume,
      sum(if(t.occurred_at >= ${today}, t.amount, 0)) as today_amount
    from card_group_members m join transactions t on t.card_id = m.card_id and t.company_id = m.company_id
    where m.group_id = ${groupId} and m.company_id = ${companyId} and t.occurred_at >= ${month}
    group by t.product order by sum(t.volume) desc, t.product
  `.execute(db)
  return rows.map((row) => ({
    product: row.product,
    month: { volume: exactSum(row.month_volume), amount: exactSum(row.month_amount) },
    today: { volume: exactSum(row.today_volume), amount: exactSum(row.today_amount) },
  }))
}
