import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId } from '#db/schema/index.ts'

/** Whoever counts or changes what a company has waits for who does so already. @returns whether there is one */
export async function selectCompanyForUpdate(db: Db, companyId: CompanyId): Promise<boolean> {
  const row = await db
    .selectFrom('companies')
    .select('id')
    .where('id', '=', companyId)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}
