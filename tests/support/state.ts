import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** What a request may count without having done anything: how often an address asked, and its own claim and operation. */
const COUNTERS = ['rate_limits', 'operations', 'form_submissions']
/** When a session was last used is no change of it, nor when somebody was last in a company's cabinet, nor that the overview has greeted its person for the first time. */
const SEEN = ['seen_at', 'idle_expires_at', 'welcomed_at', 'visited_at']

/** A checksum of each table with everything that people and companies have: what two of them differ in was changed. */
export async function stateOf(db: Db): Promise<Record<string, string>> {
  const { rows } = await sql<{ table: string; columns: string }>`
    select table_name as \`table\`, group_concat(column_name order by ordinal_position) as \`columns\`
    from information_schema.columns
    where table_schema = database() group by table_name
  `.execute(db)
  const state: Record<string, string> = {}
  for (const { table, columns } of rows) {
    if (COUNTERS.includes(table)) continue
    const compared = columns.split(',').filter((column) => !SEEN.includes(column))
    const list = compared.map((column) => `coalesce(hex(\`${column}\`), '-')`).join(', ')
    const { rows: sums } = await sql<{ state: string }>`
      select concat(count(*), ' ', coalesce(sum(crc32(concat_ws('|', ${sql.raw(list)}))), 0)) as state
      from ${sql.table(table)}
    `.execute(db)
    state[table] = sums[0]?.state ?? ''
  }
  return state
}
