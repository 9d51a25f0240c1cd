import { type Kysely, sql } from 'kysely'

/** What came of each attempt at a delivery; gone with the delivery. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_attempts (
      id bigint unsigned not null auto_increment primary key,
      delivery_id bigint unsigned not null,
      error varchar(40) character set ascii collate ascii_bin null,
      status_code smallint unsigned null,
      duration_ms int unsigned not null,
      response varchar(1000) not null,
      created_at datetime(6) not null default current_timestamp(6),
      key webhook_attempts_delivery (delivery_id, id),
      constraint webhook_attempts_delivery_fk foreign key (delivery_id)
        references webhook_deliveries (id) on delete cascade
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
