import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/**
 * Of a company, whichever system asked: the last one where several have used one id. Found by the ids of each system, of which
 * there are few, since a company has many operations.
 */
export async function selectOperationIdOfCompany(
  db: Db,
  companyId: number,
  operationId: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select a.id from integrations i
      join authorizations a on a.integration_id = i.id and a.operation_id = ${operationId}
    where a.company_id = ${companyId} order by a.id desc limit 1
  `.execute(db)
  return rows[0] && Number(rows[0].id)
}
