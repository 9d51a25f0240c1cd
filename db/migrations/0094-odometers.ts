import { type Kysely, sql } from 'kysely'

/**
 * The last odometer reading of a card's vehicle at a completed fill, and when an unlikely one was refused. A table of its own:
 * no register of cards reads or writes it. `odometer_unlikely`: it was told again and kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table card_odometers (
      card_id bigint unsigned not null primary key,
      company_id bigint unsigned not null,
      km int unsigned null,
      read_at datetime(6) null,
      asked_at datetime(6) null,
      constraint card_odometers_card_fk foreign key (card_id) references cards (id) on delete cascade
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
  await sql`alter table authorizations add column odometer_unlikely tinyint(1) not null default 0`.execute(db)
}
