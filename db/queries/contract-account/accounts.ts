import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'
import type { ClientRole, CompanyId, Locale, PromisedPaymentsTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

export type PromiseRow = Selectable<PromisedPaymentsTable>

/** The version of what is decided on, held until the transaction ends. */
export async function selectLedgerVersionForUpdate(db: Db, contractId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('contracts')
    .select('ledger_version')
    .where('id', '=', contractId)
    .forUpdate()
    .executeTakeFirst()
  return row?.ledger_version
}

/** The next version; false when somebody else took it, on another node. */
export async function updateLedgerVersion(db: Db, contractId: number, version: number): Promise<boolean> {
  const result = await db
    .updateTable('contracts')
    .set({ ledger_version: version + 1 })
    .where('id', '=', contractId)
    .where('ledger_version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The last closed day. `lock`: `book` holds it open for whoever books, `close` waits for them. */
export async function selectClosedThrough(db: Db, lock: 'book' | 'close' | null = null): Promise<Day> {
  const held = { book: sql`lock in share mode`, close: sql`for update`, none: sql`` }[lock ?? 'none']
  if (lock) await sql`select id from account_periods where id = 1 ${held}`.execute(db)
  const row = await db
    .selectFrom('account_periods')
    .select('closed_through')
    .orderBy('closed_through', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.closed_through ?? '2000-01-01'
}

/** The months that were closed, the newest first, with who closed them. */
export function selectPeriods(db: Db, limit: number) {
  return db
    .selectFrom('account_periods as p')
    .leftJoin('users', 'users.id', 'p.closed_by')
    .selectAll('p')
    .select('users.email as closed_by_email')
    .where('p.id', '>', 1)
    .orderBy('p.closed_through', 'desc')
    .limit(limit)
    .execute()
}

export async function insertPeriod(db: Db, closedThrough: Day, closedBy: number): Promise<number> {
  const row = { closed_through: closedThrough, closed_by: closedBy }
  const result = await db.insertInto('account_periods').values(row).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** Promises that count on a day, the first to end first. `lock` holds them until the transaction ends. */
export function selectPromises(
  db: Db,
  companyId: CompanyId,
  today: Day,
  { lock = false } = {},
): Promise<PromiseRow[]> {
  const query = db
    .selectFrom('promised_payments')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('until_on', '>=', today)
    .where('withdrawn_at', 'is', null)
    .whereRef('paid', '<', 'amount')
    .orderBy('until_on')
    .orderBy('id')
  return (lock ? query.forUpdate() : query).execute()
}

export async function insertPromise(
  db: Db,
  promise: Pick<PromiseRow, 'company_id' | 'amount' | 'until_on' | 'reason' | 'created_by'>,
): Promise<number> {
  const result = await db.insertInto('promised_payments').values(promise).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

export async function updatePromisePaid(db: Db, id: number, paid: number): Promise<void> {
  await db.updateTable('promised_payments').set({ paid }).where('id', '=', id).execute()
}

/** False when it does not count any more. */
export async function updatePromiseWithdrawn(db: Db, companyId: CompanyId, id: number): Promise<boolean> {
  const result = await db
    .updateTable('promised_payments')
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .where('company_id', '=', companyId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export interface WatchedAccountRow {
  id: number
  company_id: number
  account_from: Day | null
  low_balance: number
  low_since: Date | null
  papers: 'fill' | 'issue'
  number: string
}

/** Contracts in force whose client wants to be warned, by their id. */
export async function selectWatchedAccounts(
  db: Db,
  today: Day,
  after: number,
  limit: number,
): Promise<WatchedAccountRow[]> {
  const { rows } = await sql<WatchedAccountRow>`
    select id, company_id, account_from, low_balance, low_since, papers, number
    from contracts force index (contracts_low_balance)
    where low_balance is not null and id > ${after} and account_from <= ${today} and starts_on <= ${today}
      and (ends_on is null or ends_on >= ${today})
    order by id limit ${limit}
  `.execute(db)
  return rows
}

/** Compare-and-set; false: another process was first. */
export async function updateLowSince(db: Db, contractId: number, isLow: boolean): Promise<boolean> {
  const result = await db
    .updateTable('contracts')
    .set({ low_since: isLow ? now : null })
    .where('id', '=', contractId)
    .where('low_since', isLow ? 'is' : 'is not', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export interface AccountReader {
  id: number
  email: string
  locale: Locale
}

/** The people of a company with one of these roles who can sign in. */
export function selectAccountReaders(
  db: Db,
  companyId: CompanyId,
  roles: readonly ClientRole[],
): Promise<AccountReader[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'users.email', 'users.locale'])
    .where('memberships.company_id', '=', companyId)
    .where('memberships.role', 'in', roles)
    .where('users.disabled_at', 'is', null)
    .orderBy('users.id')
    .execute()
}
