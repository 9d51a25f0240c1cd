import { CompiledQuery, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Statement } from './statement-recorder.ts'

/** What the optimiser is told that every table holds, whatever few rows a test has. */
const ROWS = 10_000_000
/** What a step may read without an index that narrows it down: an ordered page of a table, not the table. */
const FEW = 20_000

/**
 * Tells MariaDB's optimiser that every table of this database holds 10,000,000 rows, by the statistics that it
 * prefers to its own: 1,000 of them to a value of an index's first column, 100 with the second, one for a unique key.
 */
export async function pretendLarge(db: Db): Promise<void> {
  await sql`insert into mysql.table_stats select table_schema, table_name, ${ROWS}
    from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE'`.execute(db)
  await sql`insert into mysql.index_stats
    select table_schema, table_name, index_name, seq_in_index,
      if(not non_unique and seq_in_index = max(seq_in_index) over (partition by table_name, index_name), 1,
        greatest(2, 10000 / pow(10, seq_in_index)))
    from information_schema.statistics where table_schema = database()`.execute(db)
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = database()`.execute(db)
  await sql`flush tables ${sql.join(rows.map(({ name }) => sql.table(name)))}`.execute(db)
}

export async function forgetPretence(db: Db): Promise<void> {
  await sql`delete from mysql.table_stats where db_name = database()`.execute(db)
  await sql`delete from mysql.index_stats where db_name = database()`.execute(db)
}

interface Step {
  table: string | null
  type: string | null
  key: string | null
  rows: string | null
}

/** The tables (by the names that the statement gives them) that the server would read from end to end. */
export async function fullScansOf(db: Db, { sql: whole, parameters }: Statement): Promise<string[]> {
  const text = whole.replace(/^\s*\/\*[^*]*\*\//, '')
  if (!/^\s*(select|update|delete|with|insert|replace|\()/i.test(text)) return []
  const { rows } = await db.executeQuery<Step>(CompiledQuery.raw(`explain ${text}`, [...parameters]))
  return rows.filter(isFullScan).map(({ table }) => table ?? '')
}

/** `ALL` reads the table, `index` all of an index; what the statement itself made up (`<derived2>`) is as long as that is. */
function isFullScan({ table, type, rows }: Step): boolean {
  return /^(ALL|index)$/.test(type ?? '') && !table?.startsWith('<') && Number(rows) > FEW
}
