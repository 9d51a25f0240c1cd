import { type Kysely, sql } from 'kysely'

/**
 * The PIN of a card that has one. A table of its own, so that no list, export or register of cards ever reads or writes it.
 * `company_id`: who set it; a card that a register gives to another company has no PIN there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table card_pins (
      card_id bigint unsigned not null primary key,
      company_id bigint unsigned not null,
      pin_hash varchar(255) character set ascii collate ascii_bin not null,
      failures tinyint unsigned not null default 0,
      blocked_at datetime(6) null,
      set_at datetime(6) not null,
      constraint card_pins_card_fk foreign key (card_id) references cards (id) on delete cascade
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
