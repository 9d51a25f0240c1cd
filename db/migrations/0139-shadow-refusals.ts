import { type Kysely, sql } from 'kysely'

/** What a rule in the shadow would have refused, of an operation that was approved. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table shadow_refusals (
      id bigint unsigned not null auto_increment primary key,
      shadow_id bigint unsigned not null,
      company_id bigint unsigned not null,
      authorization_id bigint unsigned not null,
      card_id bigint unsigned not null,
      code varchar(32) character set ascii collate ascii_bin not null,
      figures mediumtext not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key shadow_refusals_operation (shadow_id, authorization_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
