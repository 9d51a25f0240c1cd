import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/**
 * Of the company's entries in the audit log, of the entries with `sharedAction`, which every company's lists show, and of
 * the imports that took effect the newest thousand by their ids, as a set: on a cluster a row may appear below the highest
 * id, and an import takes effect long after a later one. What a pump books is in none of them, but in the sums: each fill and each return is one row more.
 */
export async function selectRegisterVersion(
  db: Db,
  companyId: number,
  sharedAction: string,
): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws('-',
      ${newest(sql`audit_log where company_id = ${companyId}`)},
      ${newest(sql`audit_log where action = ${sharedAction}`)},
      ${newest(sql`imports where status = 'committed'`)},
      (select concat_ws('.', sum(transactions), sum(volume), sum(amount))
        from transaction_totals where company_id = ${companyId})
    ) as version
  `.execute(db)
  return rows[0]?.version ?? ''
}

function newest(from: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select concat(count(*), '.', bit_xor(id), '.', coalesce(max(id), 0))
    from (select id from ${from} order by id desc limit 1000) newest)`
}
