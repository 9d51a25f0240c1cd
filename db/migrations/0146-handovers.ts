import { type Kysely, sql } from 'kysely'

/** Coupons that somebody of a company gave to a driver, by a link that one phone opens. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table handovers (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      driver_id bigint unsigned null,
      driver_name varchar(200) not null,
      driver_phone varchar(20) character set ascii collate ascii_bin not null default '',
      plate varchar(20) not null default '',
      locale varchar(2) character set ascii collate ascii_bin not null,
      public_id char(22) character set ascii collate ascii_bin not null,
      nonce binary(16) not null,
      token_hash binary(32) not null,
      phone_hash binary(32) null,
      handed_by bigint unsigned not null,
      opened_at datetime(6) null,
      returned_at datetime(6) null,
      returned_by bigint unsigned null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key handovers_token (token_hash),
      key handovers_company (company_id, id),
      key handovers_driver (driver_id, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
