import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** Table -> all that stands in it, in the server's own spelling of each value. */
export async function tableBytes(db: Db): Promise<Map<string, Buffer>> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = database()
  `.execute(db)
  const found = new Map<string, Buffer>()
  for (const { name } of tables.rows) {
    const rows = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db)
    const parts = rows.rows.flatMap((row) =>
      Object.values(row).map((value) =>
        Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value) ?? ''),
      ),
    )
    found.set(name, Buffer.concat(parts))
  }
  return found
}
