import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/**
 * What a request may leave behind that has no right to change anything: that it was there. Whole tables of counts, and
 * columns; a table that is new belongs to everything else.
 */
const TRACES: Record<string, 'whole' | string[]> = {
  rate_limits: 'whole',
  sessions: ['seen_at', 'idle_expires_at'],
  memberships: ['visited_at'],
}

/** Table -> a sum over all its rows, to see whether anything at all changed. */
export async function stateOf(db: Db): Promise<Record<string, string>> {
  const columns = await sql<{ table: string; column: string }>`
    select table_name as \`table\`, column_name as \`column\` from information_schema.columns
    where table_schema = database() order by table_name, ordinal_position
  `.execute(db)
  const tables = new Map<string, string[]>()
  for (const { table, column } of columns.rows) {
    const traces = TRACES[table]
    if (traces === 'whole' || traces?.includes(column)) continue
    tables.set(table, [...(tables.get(table) ?? []), column])
  }
  const state: Record<string, string> = {}
  for (const [table, names] of tables) {
    // The server quotes, so that null is not an empty text.
    const row = sql.join(names.map((name) => sql`quote(${sql.ref(name)})`))
    const sum = await sql<{ rows: number; sum: string }>`
      select count(*) as \`rows\`, coalesce(bit_xor(cast(conv(left(sha2(concat_ws(',', ${row}), 256), 15), 16, 10) as unsigned)), 0) as \`sum\`
      from ${sql.table(table)}
    `.execute(db)
    state[table] = sum.rows.map(({ rows, sum }) => `${rows} rows, ${sum}`).join()
  }
  return state
}
