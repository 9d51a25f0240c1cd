import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, UnusualFillsTable, UnusualOutcome } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { beyond, type PageRequest, readsDown } from '#db/sql/page-request.ts'

export type UnusualRow = Selectable<UnusualFillsTable> & {
  number: string
  occurred_at: Date
  station_code: string
  station_name: string | null
  amount: number
  settled_by_email: string | null
}

const columns = sql`u.*, c.number, t.occurred_at, t.station_code, s.name as station_name, t.amount,
  p.email as settled_by_email
  from unusual_fills u
  join transactions t on t.id = u.transaction_id
  join cards c on c.id = u.card_id
  left join stations s on s.code = t.station_code
  left join users p on p.id = u.settled_by`

/** A company's that are open, or those that are settled; what is most at risk first. */
export async function selectUnusualPage(
  db: Db,
  companyId: CompanyId,
  isOpen: boolean,
  request: PageRequest,
): Promise<UnusualRow[]> {
  const direction = sql.raw(readsDown(true, request) ? 'desc' : 'asc')
  const { rows } = await sql<UnusualRow>`
    select ${columns} where u.company_id = ${companyId} and u.is_open = ${isOpen ? 1 : 0}
      ${beyond(sql.ref('u.at_risk'), sql.ref('u.id'), request, true)}
    order by u.at_risk ${direction}, u.id ${direction} limit ${request.limit}
  `.execute(db)
  return rows
}

/** Its place in the order; undefined for another company's. */
export async function selectUnusualPosition(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('unusual_fills')
    .select('at_risk')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.at_risk
}

export async function selectUnusual(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<UnusualRow | undefined> {
  const { rows } = await sql<UnusualRow>`
    select ${columns} where u.company_id = ${companyId} and u.id = ${id}
  `.execute(db)
  return rows[0]
}

/** How many are open, up to a limit. */
export async function countOpenUnusual(db: Db, companyId: CompanyId, limit: number): Promise<number> {
  const { rows } = await sql<{ found: string }>`
    select count(*) as found from (
      select id from unusual_fills where company_id = ${companyId} and is_open = 1 limit ${limit}
    ) open_ones
  `.execute(db)
  return Number(rows[0]?.found ?? 0)
}

/** One that is here already stays as it is. @returns whether it is new */
export async function insertUnusual(
  db: Db,
  row: Pick<
    Insertable<UnusualFillsTable>,
    'company_id' | 'transaction_id' | 'card_id' | 'kind' | 'at_risk' | 'figures'
  >,
): Promise<boolean> {
  const result = await db
    .insertInto('unusual_fills')
    .ignore()
    .values({ ...row, is_open: 1, settled_at: null, settled_by: null, settled_as: null, note: '' })
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What the companies of these cards said is expected of them. */
export function selectLessons(
  db: Db,
  cardIds: readonly number[],
): Promise<Pick<Selectable<UnusualFillsTable>, 'card_id' | 'company_id' | 'kind' | 'figures'>[]> {
  if (cardIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('unusual_fills')
    .select(['card_id', 'company_id', 'kind', 'figures'])
    .where('card_id', 'in', cardIds)
    .where('settled_as', '=', 'expected')
    .execute()
}

/** Compare-and-set: false when somebody settled it already. */
export async function updateUnusualSettled(
  db: Db,
  companyId: CompanyId,
  id: number,
  { userId, outcome, note }: { userId: number; outcome: UnusualOutcome; note: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('unusual_fills')
    .set({ is_open: 0, settled_at: now, settled_by: userId, settled_as: outcome, note })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('is_open', '=', 1)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
