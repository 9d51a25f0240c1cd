import { type Kysely, sql } from 'kysely'

/**
 * `week`: 56 digits, eight a weekday from Monday: minutes after midnight at which the station opens and closes (past
 * 1,440: the next morning), `99990000` for a day without hours; empty: not known. `own_week`: set by staff, so that a
 * register does not change it. `version` counts the changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table stations
      add column week varchar(56) character set ascii collate ascii_bin not null default '',
      add column own_week tinyint unsigned not null default 0,
      add column version int unsigned not null default 1,
      add key stations_city (city, code),
      add key stations_status (status, code)
  `.execute(db)
}
