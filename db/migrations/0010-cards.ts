import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table cards (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      number varbinary(64) not null,
      number_reversed varbinary(64) not null,
      holder varchar(200) not null default '',
      plate varchar(32) not null default '',
      products varchar(100) not null default '',
      scheme varchar(16) not null,
      daily_limit bigint unsigned null,
      weekly_limit bigint unsigned null,
      monthly_limit bigint unsigned null,
      limit_unit varchar(4) not null default 'ml',
      balance bigint null,
      status varchar(20) character set ascii collate ascii_bin not null,
      issuer_status varchar(16) character set ascii collate ascii_bin not null,
      client_blocked_at datetime(6) null,
      client_blocked_by bigint unsigned null,
      valid_until date null,
      replaced_by varbinary(64) null,
      created_at datetime(6) not null default current_timestamp(6),
      updated_at datetime(6) not null default current_timestamp(6),
      unique key cards_number (number),
      key cards_company_id (company_id, id),
      key cards_company_number (company_id, number),
      key cards_company_reversed (company_id, number_reversed),
      key cards_company_status (company_id, status, valid_until),
      key cards_company_holder (company_id, holder),
      key cards_company_plate (company_id, plate),
      constraint cards_company_fk foreign key (company_id) references companies (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
