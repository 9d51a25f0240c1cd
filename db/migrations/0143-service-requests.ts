import { type Kysely, sql } from 'kysely'

/** What clients ask the issuer of their cards for, and what staff answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table service_requests (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      kind varchar(16) character set ascii collate ascii_bin not null,
      status varchar(16) character set ascii collate ascii_bin not null,
      card_id bigint unsigned null,
      cause varchar(16) character set ascii collate ascii_bin null,
      quantity smallint unsigned null,
      limit_period varchar(8) character set ascii collate ascii_bin null,
      limit_wanted bigint unsigned null,
      limit_unit varchar(4) character set ascii collate ascii_bin null,
      comment varchar(2000) not null,
      promised_on date null,
      answer varchar(2000) null,
      sent_by bigint unsigned not null,
      taken_by bigint unsigned null,
      taken_at datetime(6) null,
      settled_by bigint unsigned null,
      settled_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      key service_requests_company (company_id, id),
      key service_requests_company_status (company_id, status, id),
      key service_requests_status (status, id),
      key service_requests_card (card_id, status)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
