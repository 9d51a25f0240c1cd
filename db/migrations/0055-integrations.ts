import { type Kysely, sql } from 'kysely'

/** Systems that ask the API. `stations` is null for all of them; `company_id` is null for the retailer's own systems. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table integrations (
      id bigint unsigned not null auto_increment primary key,
      public_id varchar(16) character set ascii collate ascii_bin not null,
      name varchar(120) not null,
      company_id bigint unsigned null,
      is_test tinyint not null default 0,
      scopes varchar(120) character set ascii collate ascii_bin not null,
      stations text null,
      created_at datetime(6) not null default current_timestamp(6),
      revoked_at datetime(6) null,
      unique key integrations_public (public_id),
      key integrations_company (company_id, id),
      constraint integrations_company_fk foreign key (company_id) references companies (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
