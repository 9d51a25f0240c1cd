import { type Kysely, sql } from 'kysely'

/** Blocks that a client planned for its cards. A row goes when its block has begun or was cancelled. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table planned_card_blocks (
      id bigint unsigned not null auto_increment primary key,
      card_id bigint unsigned not null,
      company_id bigint unsigned not null,
      begins_at datetime(6) not null,
      ends_at datetime(6) null,
      cause varchar(16) character set ascii collate ascii_bin null,
      reason varchar(200) not null,
      planned_by bigint unsigned null,
      created_at datetime(6) not null default current_timestamp(6),
      key planned_card_blocks_card (card_id, begins_at),
      key planned_card_blocks_due (begins_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
