import { sql } from 'kysely'
import type { Db } from '#db/client.server.ts'

export interface ServerSettings {
  version: string
  charset: string
  flush: number
  readOnly: number
  maxAllowedPacket: number
}

/** What the database server was started with, as far as the cabinet depends on it. */
export async function selectServerSettings(db: Db): Promise<ServerSettings> {
  const { rows } = await sql<ServerSettings>`
    select version() as version, @@character_set_database as charset,
      @@innodb_flush_log_at_trx_commit as flush, @@global.read_only as readOnly,
      @@max_allowed_packet as maxAllowedPacket
  `.execute(db)
  const [row] = rows
  if (!row) throw new Error('the server told nothing of itself')
  return row
}
