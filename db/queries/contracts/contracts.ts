import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'
import type { CompanyId, ContractsTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

export type ContractRow = Selectable<ContractsTable>
export type NewContractRow = Insertable<ContractsTable>
export type ContractChange = Omit<Updateable<ContractsTable>, 'id' | 'company_id' | 'version' | 'updated_at'>

/** A company's, the newest first. */
export function selectContracts(db: Db, companyId: CompanyId): Promise<ContractRow[]> {
  return db
    .selectFrom('contracts')
    .selectAll()
    .where('company_id', '=', companyId)
    .orderBy('starts_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export function selectContract(db: Db, companyId: CompanyId, id: number): Promise<ContractRow | undefined> {
  return db
    .selectFrom('contracts')
    .selectAll()
    .where('id', '=', id)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
}

/** Which of these accounts contracts name as the supplier's. */
export async function selectSupplierAccounts(db: Db, accounts: readonly string[]): Promise<string[]> {
  if (accounts.length === 0) return []
  const rows = await db
    .selectFrom('contracts')
    .select('supplier_iban')
    .distinct()
    .where('supplier_iban', 'in', accounts)
    .execute()
  return rows.map((row) => row.supplier_iban)
}

/** The one that is in force on a day: two of a company never are. */
export function selectContractOn(db: Db, companyId: CompanyId, day: Day): Promise<ContractRow | undefined> {
  return db
    .selectFrom('contracts')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('starts_on', '<=', day)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', day)]))
    .orderBy('starts_on', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertContract(db: Db, contract: NewContractRow): Promise<number> {
  const result = await db.insertInto('contracts').values(contract).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** Compare-and-set: false when it is no longer of this version. */
export async function updateContract(
  db: Db,
  id: number,
  version: number,
  change: ContractChange,
): Promise<boolean> {
  const result = await db
    .updateTable('contracts')
    .set({ ...change, version: version + 1, updated_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
