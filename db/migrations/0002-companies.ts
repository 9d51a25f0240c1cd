import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table companies (
      id bigint unsigned not null auto_increment primary key,
      bin char(12) not null,
      name varchar(200) not null,
      external_code varchar(64) null,
      contract_number varchar(64) null,
      contract_date date null,
      email varbinary(254) null,
      phone varchar(64) null,
      city varchar(100) null,
      closed_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      updated_at datetime(6) not null default current_timestamp(6),
      unique key companies_bin (bin),
      key companies_name (name, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
