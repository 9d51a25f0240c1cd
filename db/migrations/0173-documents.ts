import { type Kysely, sql } from 'kysely'

/** Papers as they were issued; what they say is frozen in their content. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table documents (
      id bigint unsigned not null auto_increment primary key,
      kind varchar(16) character set ascii collate ascii_bin not null,
      year smallint unsigned not null,
      number int unsigned not null,
      company_id bigint unsigned not null,
      order_id bigint unsigned not null,
      issued_on date not null,
      valid_until date not null,
      total bigint unsigned not null,
      content mediumtext not null,
      digest binary(32) not null,
      created_by bigint unsigned not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key documents_number (kind, year, number),
      unique key documents_order (order_id, kind),
      key documents_company (company_id, kind, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
