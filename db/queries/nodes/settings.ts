import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

export interface ServerSettings {
  /** `10.11.14-MariaDB-0+deb12u2`, `8.4.3` */
  version: string
  charset: string
  /** innodb_flush_log_at_trx_commit */
  flush: number
  readOnly: number
  /** Of our own sessions. */
  sqlMode: string
  /** Bytes. */
  maxAllowedPacket: number
}

/** What the database server was started with, as far as the cabinet depends on it. */
export async function selectServerSettings(db: Db): Promise<ServerSettings> {
  const { rows } = await sql<ServerSettings>`
    select version() as version, @@character_set_database as charset,
      @@innodb_flush_log_at_trx_commit as flush, @@global.read_only as readOnly,
      @@session.sql_mode as sqlMode, @@max_allowed_packet as maxAllowedPacket
  `.execute(db)
  const [row] = rows
  if (!row) throw new Error('the server told nothing of itself')
  return row
}

/** What the cabinet's own user may do, in the server's words: one `GRANT ...` a line. */
export async function selectGrants(db: Db): Promise<string[]> {
  const { rows } = await sql<Record<string, string>>`show grants`.execute(db)
  return rows.flatMap((row) => Object.values(row))
}
