import { type Kysely, sql } from 'kysely'

/** `source`: register or pump. The issuer's register confirms what a pump wrote. Operations of one fill share `fill_id`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table transactions
      add column source varchar(16) character set ascii collate ascii_bin not null default 'register',
      add column authorization_id bigint unsigned null,
      add column fill_id varbinary(96) not null default '',
      add column confirmed_at datetime(6) null,
      add key transactions_authorization (authorization_id)
  `.execute(db)
}
