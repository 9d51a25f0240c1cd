import { type Kysely, sql } from 'kysely'

/** What a company and the supplier agreed upon: a price list, a discount, VAT, papers, and the details of both sides. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table contracts (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      number varchar(64) not null,
      signed_on date not null,
      starts_on date not null,
      ends_on date null,
      price_list_id bigint unsigned null,
      discount smallint unsigned not null default 0,
      vat varchar(8) character set ascii collate ascii_bin not null,
      papers varchar(8) character set ascii collate ascii_bin not null,
      terms varchar(2000) not null,
      supplier_name varchar(200) not null,
      supplier_bin varchar(12) character set ascii collate ascii_bin not null,
      supplier_address varchar(300) not null,
      supplier_iban varchar(20) character set ascii collate ascii_bin not null,
      supplier_kbe varchar(2) character set ascii collate ascii_bin not null,
      supplier_bank varchar(200) not null,
      supplier_bic varchar(11) character set ascii collate ascii_bin not null,
      buyer_address varchar(300) not null,
      buyer_iban varchar(20) character set ascii collate ascii_bin not null,
      buyer_kbe varchar(2) character set ascii collate ascii_bin not null,
      buyer_bank varchar(200) not null,
      buyer_bic varchar(11) character set ascii collate ascii_bin not null,
      version int unsigned not null default 1,
      created_by bigint unsigned not null,
      created_at datetime(6) not null default current_timestamp(6),
      updated_at datetime(6) not null default current_timestamp(6),
      key contracts_company (company_id, starts_on, id),
      key contracts_price_list (price_list_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
