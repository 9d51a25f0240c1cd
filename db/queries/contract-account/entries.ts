import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'
import type { AccountEntriesTable, CompanyId } from '#db/schema/index.ts'
import { insertRows } from '#db/sql/batches.ts'
import { selectCompanyOf } from '#db/sql/company-of.ts'
import { beyond, type PageRequest, readsDown } from '#db/sql/page-request.ts'

export type AccountEntryRow = Selectable<AccountEntriesTable>
export type NewEntryRow = Insertable<AccountEntriesTable>

/** With the words that a list shows of its cause. */
export interface ListedEntryRow extends AccountEntryRow {
  contract_number: string
  station_code: string | null
  station_name: string | null
  instrument_number: string | null
  coupon_id: number | null
  created_by_email: string | null
}

/** Days, both inclusive; left out means any. */
export interface EntrySelection {
  from?: Day | undefined
  to?: Day | undefined
}

export async function insertAccountEntries(db: Db, rows: readonly NewEntryRow[]): Promise<void> {
  await insertRows(db, 'account_entries', rows)
}

export async function insertAccountEntry(db: Db, row: NewEntryRow): Promise<number> {
  const result = await db.insertInto('account_entries').values(row).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** One page of a company's ledger, the newest day first; costs the same at a thousand rows and at a million. */
export async function selectAccountEntries(
  db: Db,
  companyId: CompanyId,
  { from, to }: EntrySelection,
  request: PageRequest,
): Promise<ListedEntryRow[]> {
  const direction = readsDown(true, request) ? sql`desc` : sql`asc`
  const order = (table: string) =>
    sql`order by ${sql.ref(`${table}.booked_on`)} ${direction}, ${sql.ref(`${table}.id`)} ${direction}`
  const { rows } = await sql<ListedEntryRow>`
    select ${listed}
    from (
      select e.id from account_entries e
      where e.company_id = ${companyId} ${from ? sql`and e.booked_on >= ${from}` : sql``}
        ${to ? sql`and e.booked_on <= ${to}` : sql``}
        ${beyond(sql.ref('e.booked_on'), sql.ref('e.id'), request, true)}
      ${order('e')} limit ${request.limit}
    ) page
    join account_entries e on e.id = page.id ${joined}
    ${order('e')}
  `.execute(db)
  return rows
}

const listed: RawBuilder<unknown> = sql`e.*, k.number as contract_number,
  coalesce(t.station_code, a.station_code) as station_code, s.name as station_name,
  coalesce(t.instrument_number, c.number) as instrument_number, coalesce(t.coupon_id, a.coupon_id) as coupon_id, u.email as created_by_email`

const joined: RawBuilder<unknown> = sql`join contracts k on k.id = e.contract_id
  left join transactions t on t.id = e.transaction_id and t.company_id = e.company_id
  left join authorizations a on a.id = e.authorization_id
  left join coupons c on c.id = a.coupon_id and c.company_id = e.company_id
  left join stations s on s.code = coalesce(t.station_code, a.station_code)
  left join users u on u.id = e.created_by`

/** One of a company. */
export async function selectAccountEntry(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<ListedEntryRow | undefined> {
  const { rows } = await sql<ListedEntryRow>`
    select ${listed} from account_entries e ${joined} where e.id = ${id} and e.company_id = ${companyId}
  `.execute(db)
  return rows[0]
}

/** Where an entry stands in the order; undefined for another company's. */
export async function selectEntryPosition(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<Day | undefined> {
  const row = await db
    .selectFrom('account_entries')
    .select('booked_on')
    .where('id', '=', id)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  return row?.booked_on
}

/** What was booked to put an entry right, the oldest first. */
export function selectCorrectionsOf(db: Db, companyId: CompanyId, id: number): Promise<AccountEntryRow[]> {
  return db
    .selectFrom('account_entries')
    .selectAll()
    .where('corrects_id', '=', id)
    .where('company_id', '=', companyId)
    .orderBy('id')
    .execute()
}

/** Which of these companies an entry belongs to. */
export function selectCompanyOfEntry(
  db: Db,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOf(db, 'account_entries', companyIds, id)
}
