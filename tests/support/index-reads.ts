import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/**
 * Runs a query and counts the rows that the server read out of tables and indexes for it, its own work tables
 * aside: the cost that grows with a table when an index is missing, whatever else the machine is busy with.
 */
export async function indexReads<Result>(
  db: Db,
  query: (db: Db) => Promise<Result>,
): Promise<{ result: Result; reads: number }> {
  return db.connection().execute(async (connection) => {
    await query(connection)
    await sql`flush status`.execute(connection)
    const result = await query(connection)
    const { rows } = await sql<{ Value: string }>`
      show session status where variable_name in ('Handler_read_first', 'Handler_read_last', 'Handler_read_key',
        'Handler_read_next', 'Handler_read_prev')
    `.execute(connection)
    return { result, reads: rows.reduce((all, { Value }) => all + Number(Value), 0) }
  })
}
