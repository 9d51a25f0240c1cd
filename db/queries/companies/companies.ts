import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompaniesTable } from '#db/schema/index.ts'
import { inBatches, readInBatches } from '#db/sql/batches.ts'
import { searchesForCompanies } from '#db/sql/company-search.ts'
import { now } from '#db/sql/now.ts'
import { isFoundBy } from '#db/sql/search.ts'

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

/** The one for test keys. Held until the transaction ends, so that two who make it do so one after the other. */
export function selectTestCompany(db: Db): Promise<CompanyRow | undefined> {
  return db.selectFrom('companies').selectAll().where('is_test', '=', 1).forUpdate().executeTakeFirst()
}

/** True when the company is there and was changed or not. */
export async function updateCompany(
  db: Db,
  id: number,
  change: Updateable<CompaniesTable>,
): Promise<boolean> {
  const result = await db
    .updateTable('companies')
    .set({ ...change, updated_at: now })
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Compare-and-set: false when it was closed already, or is not there. */
export async function updateCompanyClosed(db: Db, id: number): Promise<boolean> {
  const result = await db
    .updateTable('companies')
    .set({ closed_at: now, updated_at: now })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function updateCompanyReopened(db: Db, id: number): Promise<boolean> {
  const result = await db
    .updateTable('companies')
    .set({ closed_at: null, updated_at: now })
    .where('id', '=', id)
    .where('closed_at', 'is not', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Open ones by name. */
export function selectCompanyChoices(
  db: Db,
  { q, id, limit }: { q?: string | undefined; id?: number | undefined; limit: number },
): Promise<{ id: number; name: string; bin: string }[]> {
  let query = db.selectFrom('companies').select(['id', 'name', 'bin']).where('closed_at', 'is', null)
  if (q) query = query.where(isFoundBy('companies.id', searchesForCompanies(q)))
  if (id !== undefined) query = query.where('id', '=', id)
  return query.orderBy('name').orderBy('id').limit(limit).execute()
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

const HOLDERS = ['memberships', 'invitations', 'cards', 'coupons', 'transactions', 'access_requests'] as const

/** Those that something in another table belongs to. */
export async function selectCompaniesInUse(db: Db, ids: readonly number[]): Promise<Set<number>> {
  const rows = await readInBatches(ids, async (batch) => {
    const found: { company_id: number | null }[] = []
    for (const table of HOLDERS) {
      found.push(
        ...(await db
          .selectFrom(table)
          .select('company_id')
          .distinct()
          .where('company_id', 'in', batch)
          .execute()),
      )
    }
    return found
  })
  return new Set(rows.flatMap(({ company_id }) => company_id ?? []))
}

export async function deleteCompanies(db: Db, ids: readonly number[]): Promise<void> {
  await inBatches(ids, (batch) => db.deleteFrom('companies').where('id', 'in', batch).execute())
}
