import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, Database } from '#db/schema/index.ts'

/** Tables whose rows have an address that opens in the company that they belong to. */
type Table = {
  [Name in keyof Database]: Database[Name] extends { id: unknown; company_id: unknown } ? Name : never
}[keyof Database]

/** Which of these companies a row belongs to; undefined: none of them. */
export async function selectCompanyOf(
  db: Db,
  table: Table,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  if (companyIds.length === 0) return undefined
  const { rows } = await sql<{ company_id: CompanyId }>`
    select company_id from ${sql.table(table)} where id = ${id} and company_id in (${sql.join(companyIds)})
  `.execute(db)
  return companyIds.find((companyId) => companyId === rows[0]?.company_id)
}
