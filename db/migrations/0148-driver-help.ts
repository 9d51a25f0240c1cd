import { type Kysely, sql } from 'kysely'

/** What drivers ask their dispatcher for at the pump; `open_key`: one of a kind waits at a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table driver_help (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      handover_id bigint unsigned not null,
      coupon_id bigint unsigned null,
      said varchar(16) character set ascii collate ascii_bin not null,
      refusal_id bigint unsigned null,
      open_key varchar(64) character set ascii collate ascii_bin null,
      answer varchar(500) null,
      settled_by bigint unsigned null,
      settled_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key driver_help_open (open_key),
      key driver_help_company (company_id, settled_at, id),
      key driver_help_handover (handover_id, id),
      key driver_help_coupon (coupon_id, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
