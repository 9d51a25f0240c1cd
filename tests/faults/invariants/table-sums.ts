import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/**
 * How many rows each table has and one digest of them, by its name: of every column, invisible ones too. The server's
 * own CHECKSUM TABLE tells apart what is the same: two nodes with equal rows in every column had different ones.
 */
export async function tableSums(db: Db): Promise<Record<string, string>> {
  const columns = await sql<{ table: string; name: string }>`
    select table_name as \`table\`, column_name as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = database() and table_type = 'BASE TABLE' order by table_name, ordinal_position`.execute(
    db,
  )
  const sums: Record<string, string> = {}
  for (const [table, own] of Map.groupBy(columns.rows, (row) => row.table))
    sums[table] = await sumOf(
      db,
      table,
      own.map(({ name }) => name),
    )
  return sums
}

/** The order of the rows does not count, and no two rows of a table are equal: each has a key. */
async function sumOf(db: Db, table: string, columns: string[]): Promise<string> {
  const each = sql.join(columns.map((name) => sql`coalesce(md5(${sql.ref(name)}), 'null')`))
  const { rows } = await sql<{ rows: number; digest: string }>`
    select count(*) as \`rows\`, cast(bit_xor(cast(conv(left(md5(concat(${each})), 16), 16, 10) as unsigned)) as char) as digest
    from ${sql.table(table)}`.execute(db)
  return `${rows[0]?.rows} rows, ${rows[0]?.digest}`
}
