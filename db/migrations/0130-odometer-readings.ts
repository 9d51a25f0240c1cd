import { type Kysely, sql } from 'kysely'

/**
 * What odometers showed. Those of a pump name the card, so that they follow it when it turns out to have belonged to another
 * vehicle then; those by hand name the vehicle. `is_unlikely`: it does not fit the others, was asked again and kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table odometer_readings (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      vehicle_id bigint unsigned null,
      card_id bigint unsigned null,
      transaction_id bigint unsigned null,
      km int unsigned not null,
      read_at datetime(6) not null,
      source varchar(8) character set ascii collate ascii_bin not null,
      is_full tinyint(1) not null default 0,
      is_unlikely tinyint(1) not null default 0,
      created_at datetime(6) not null default current_timestamp(6),
      unique key odometer_readings_transaction (transaction_id),
      key odometer_readings_vehicle (vehicle_id, read_at, id),
      key odometer_readings_card (card_id, read_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
