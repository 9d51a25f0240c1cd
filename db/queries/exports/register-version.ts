import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/**
 * The newest thousand of each by their ids, as a set: on a cluster a row may appear below the highest id, and an
 * import takes effect long after a later one.
 */
export async function selectRegisterVersion(db: Db, companyId: number): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws('-',
      (select concat(count(*), '.', bit_xor(id), '.', coalesce(max(id), 0)) from
        (select id from audit_log where company_id = ${companyId} order by id desc limit 1000) a),
      (select concat(count(*), '.', bit_xor(id), '.', coalesce(max(id), 0)) from
        (select id from imports where status = 'committed' order by id desc limit 1000) i)
    ) as version
  `.execute(db)
  return rows[0]?.version ?? ''
}
