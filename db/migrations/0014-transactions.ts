import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table transactions (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      station_code varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
      receipt varbinary(64) not null,
      occurred_on date not null,
      occurred_at datetime not null,
      instrument_number varbinary(64) not null,
      instrument_reversed varbinary(64) not null,
      card_id bigint unsigned null,
      coupon_id bigint unsigned null,
      product varchar(16) character set ascii collate ascii_bin not null,
      volume bigint unsigned not null,
      price bigint unsigned not null,
      amount bigint unsigned not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key transactions_receipt (station_code, receipt, occurred_on),
      key transactions_company_at (company_id, occurred_at, id),
      key transactions_company_product_at (company_id, product, occurred_at, id),
      key transactions_company_number (company_id, instrument_number, occurred_at, id),
      key transactions_company_reversed (company_id, instrument_reversed),
      key transactions_company_receipt (company_id, receipt),
      key transactions_card (card_id, occurred_at, id),
      key transactions_coupon (coupon_id),
      constraint transactions_company_fk foreign key (company_id) references companies (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
