import { type Kysely, sql } from 'kysely'

/**
 * What each endpoint is told, written in the transaction of the change. `thing` is the card or coupon that it is about:
 * deliveries about one thing go one after another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_deliveries (
      id bigint unsigned not null auto_increment primary key,
      endpoint_id bigint unsigned not null,
      webhook_id varchar(40) character set ascii collate ascii_bin not null,
      type varchar(40) character set ascii collate ascii_bin not null,
      thing varchar(40) character set ascii collate ascii_bin not null,
      body text not null,
      status varchar(16) character set ascii collate ascii_bin not null,
      attempts int unsigned not null default 0,
      due_at datetime(6) not null,
      lease_token binary(16) null,
      lease_until datetime(6) null,
      last_error varchar(40) character set ascii collate ascii_bin null,
      last_status smallint unsigned null,
      settled_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key webhook_deliveries_once (endpoint_id, webhook_id),
      key webhook_deliveries_due (status, endpoint_id, due_at),
      key webhook_deliveries_thing (endpoint_id, thing, status),
      key webhook_deliveries_log (endpoint_id, id),
      key webhook_deliveries_created (created_at),
      constraint webhook_deliveries_endpoint_fk foreign key (endpoint_id) references webhook_endpoints (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
