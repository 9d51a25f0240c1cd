import { type Kysely, sql } from 'kysely'

/**
 * What staff asked for a station that called, and the one-time code of what was held: an HMAC of it, since eight digits
 * would be found by trying them against a plain hash.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table phone_authorizations (
      id bigint unsigned not null auto_increment primary key,
      authorization_id bigint unsigned not null,
      station_code varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
      user_id bigint unsigned not null,
      code_mac binary(32) null,
      code_ends_at datetime(6) null,
      used_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key phone_authorizations_operation (authorization_id),
      unique key phone_authorizations_code (station_code, code_mac)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
