import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sign_in_places (
      id bigint unsigned not null auto_increment primary key,
      address_key binary(32) not null,
      lease_until datetime(6) not null,
      key sign_in_places_address (address_key, lease_until),
      key sign_in_places_lease (lease_until)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
