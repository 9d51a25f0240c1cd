import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table coupons (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      number varbinary(64) not null,
      number_reversed varbinary(64) not null,
      product varchar(16) character set ascii collate ascii_bin not null,
      volume bigint unsigned not null,
      remaining bigint unsigned not null,
      divisible tinyint(1) not null default 0,
      price bigint unsigned not null,
      valid_from date not null,
      valid_until date not null,
      status varchar(20) character set ascii collate ascii_bin not null,
      issuer_status varchar(16) character set ascii collate ascii_bin not null,
      open tinyint(1) not null default 1,
      client_blocked_at datetime(6) null,
      client_blocked_by bigint unsigned null,
      redeemed_at datetime(6) null,
      batch varchar(64) null,
      qr_ciphertext blob null,
      qr_key_id varchar(16) null,
      created_at datetime(6) not null default current_timestamp(6),
      updated_at datetime(6) not null default current_timestamp(6),
      unique key coupons_number (number),
      key coupons_company_id (company_id, id),
      key coupons_company_until (company_id, valid_until, id),
      key coupons_company_status (company_id, status, product, valid_until, id),
      key coupons_company_open (company_id, open, product, valid_until, id),
      key coupons_company_number (company_id, number),
      key coupons_company_reversed (company_id, number_reversed),
      constraint coupons_company_fk foreign key (company_id) references companies (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
