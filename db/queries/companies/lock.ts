import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId } from '#db/schema/index.ts'

/** Whoever counts what a company has waits for who does so already. */
export async function selectCompanyForUpdate(db: Db, companyId: CompanyId): Promise<void> {
  await sql`select id from companies where id = ${companyId} for update`.execute(db)
}
