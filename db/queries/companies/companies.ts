import { type ExpressionBuilder, type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompaniesTable, Database } from '#db/schema/index.ts'
import { beginningWith } from '#db/sql/search.ts'

export type CompanyRow = Selectable<CompaniesTable>
export type NewCompany = Insertable<CompaniesTable>

export async function insertCompany(db: Db, company: NewCompany): Promise<number> {
  const result = await db.insertInto('companies').values(company).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

export function selectCompany(db: Db, id: number): Promise<CompanyRow | undefined> {
  return db.selectFrom('companies').selectAll().where('id', '=', id).executeTakeFirst()
}

export function selectCompanyByBin(db: Db, bin: string): Promise<CompanyRow | undefined> {
  return db.selectFrom('companies').selectAll().where('bin', '=', bin).executeTakeFirst()
}

/** True when the company is there and was changed or not. */
export async function updateCompany(
  db: Db,
  id: number,
  change: Updateable<CompaniesTable>,
): Promise<boolean> {
  const result = await db
    .updateTable('companies')
    .set({ ...change, updated_at: sql<Date>`utc_timestamp(6)` })
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Compare-and-set: false when it was closed already, or is not there. */
export async function markCompanyClosed(db: Db, id: number): Promise<boolean> {
  const result = await db
    .updateTable('companies')
    .set({ closed_at: sql<Date>`utc_timestamp(6)`, updated_at: sql<Date>`utc_timestamp(6)` })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function markCompanyReopened(db: Db, id: number): Promise<boolean> {
  const result = await db
    .updateTable('companies')
    .set({ closed_at: null, updated_at: sql<Date>`utc_timestamp(6)` })
    .where('id', '=', id)
    .where('closed_at', 'is not', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export type PeopleState = 'none' | 'invited' | 'has_people'

export interface CompanyListFilter {
  /** Beginning of the BIN or of the contract number, or a part of the name. */
  q?: string | undefined
  status?: 'open' | 'closed' | undefined
  people?: PeopleState | undefined
  /** Name and id after which the page begins. */
  after?: { name: string; id: number } | undefined
  limit: number
}

export interface ListedCompany {
  id: number
  bin: string
  name: string
  contract_number: string | null
  city: string | null
  email: string | null
  closed_at: Date | null
  people: number
  waiting: number
}

/** By name. Companies are thousands, not millions: a part of the name is searched by a scan. */
export async function selectCompanies(db: Db, filter: CompanyListFilter): Promise<ListedCompany[]> {
  const people = sql<number>`(select count(*) from memberships m where m.company_id = companies.id)`
  const waiting = sql<number>`(select count(*) from invitations i where i.company_id = companies.id and i.status = 'pending')`
  let query = db
    .selectFrom('companies')
    .select(['id', 'bin', 'name', 'contract_number', 'city', 'email', 'closed_at'])
    .select([people.as('people'), waiting.as('waiting')])
  if (filter.q) query = query.where(matching(filter.q))
  if (filter.status) query = query.where('closed_at', filter.status === 'open' ? 'is' : 'is not', null)
  if (filter.people === 'has_people') query = query.where(people, '>', 0)
  if (filter.people === 'invited') query = query.where(people, '=', 0).where(waiting, '>', 0)
  if (filter.people === 'none') query = query.where(people, '=', 0).where(waiting, '=', 0)
  const { after } = filter
  if (after) {
    query = query.where((eb) =>
      eb.or([eb('name', '>', after.name), eb.and([eb('name', '=', after.name), eb('id', '>', after.id)])]),
    )
  }
  return query.orderBy('name').orderBy('id').limit(filter.limit).execute()
}

/** Open ones by name. */
export function selectCompanyChoices(
  db: Db,
  { q, id, limit }: { q?: string | undefined; id?: number | undefined; limit: number },
): Promise<{ id: number; name: string; bin: string }[]> {
  let query = db.selectFrom('companies').select(['id', 'name', 'bin']).where('closed_at', 'is', null)
  if (q) query = query.where(matching(q))
  if (id !== undefined) query = query.where('id', '=', id)
  return query.orderBy('name').orderBy('id').limit(limit).execute()
}

function matching(q: string) {
  const begins = beginningWith(q)
  return (eb: ExpressionBuilder<Database, 'companies'>) =>
    eb.or([
      eb('bin', 'like', begins),
      eb('contract_number', 'like', begins),
      eb('name', 'like', `%${begins}`),
    ])
}

export function selectCompaniesByBins(db: Db, bins: readonly string[]): Promise<CompanyRow[]> {
  if (bins.length === 0) return Promise.resolve([])
  return db.selectFrom('companies').selectAll().where('bin', 'in', bins).execute()
}

export async function insertCompanies(db: Db, companies: readonly NewCompany[]): Promise<void> {
  await db
    .insertInto('companies')
    .values([...companies])
    .execute()
}
