import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_events (
      svix_id varchar(128) character set ascii collate ascii_bin not null primary key,
      type varchar(40) not null,
      outbox_id bigint unsigned null,
      detail varchar(500) not null default '',
      received_at datetime(6) not null default current_timestamp(6),
      key webhook_events_outbox (outbox_id, received_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
