import { type Kysely, sql } from 'kysely'

/**
 * Addresses of other systems that are told what happens. Without a company it is the retailer's own, and is told of all
 * companies. `secret` is sealed with the keyring; the previous one signs beside it until `previous_until`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook_endpoints (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned null,
      name varchar(120) not null,
      url varchar(500) not null,
      types varchar(400) character set ascii collate ascii_bin not null,
      secret blob not null,
      secret_key_id varchar(16) character set ascii collate ascii_bin not null,
      previous_secret blob null,
      previous_key_id varchar(16) character set ascii collate ascii_bin null,
      previous_until datetime(6) null,
      status varchar(16) character set ascii collate ascii_bin not null,
      disabled_reason varchar(16) character set ascii collate ascii_bin null,
      failing_since datetime(6) null,
      is_slow tinyint(1) not null default 0,
      created_at datetime(6) not null default current_timestamp(6),
      key webhook_endpoints_company (company_id, status),
      constraint webhook_endpoints_company_fk foreign key (company_id) references companies (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
