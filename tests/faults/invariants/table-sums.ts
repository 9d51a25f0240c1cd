import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** The server's own sum over the rows of each table, by its name. */
export async function tableSums(db: Db): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = database() order by table_name`.execute(
    db,
  )
  const list = sql.join(tables.rows.map(({ name }) => sql.table(name)))
  const { rows } = await sql<{ Table: string; Checksum: string }>`checksum table ${list}`.execute(db)
  return Object.fromEntries(rows.map((row) => [row.Table.replace(/^.*\./, ''), String(row.Checksum)]))
}
