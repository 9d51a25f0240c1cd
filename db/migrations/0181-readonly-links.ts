import { type Kysely, sql } from 'kysely'

/** Links by which somebody without an account reads a period of a company. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table readonly_links (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      name varchar(100) not null,
      period_from date not null,
      period_to date not null,
      expires_at datetime(6) not null,
      public_id varchar(32) character set ascii collate ascii_bin not null,
      nonce binary(16) not null,
      token_hash binary(32) not null,
      created_by bigint unsigned not null,
      revoked_at datetime(6) null,
      revoked_by bigint unsigned null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key readonly_links_token (token_hash),
      key readonly_links_company (company_id, id),
      constraint readonly_links_company_fk foreign key (company_id) references companies (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
