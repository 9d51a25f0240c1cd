import { type Kysely, sql } from 'kysely'

/**
 * The product codes of a station system, by its integration; and products that may be served in the stead of others, from
 * and until a moment, at one station or (null) at all.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table integration_products (
      integration_id bigint unsigned not null,
      code varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
      product varchar(16) character set ascii collate ascii_bin not null,
      created_at datetime(6) not null default current_timestamp(6),
      primary key (integration_id, code),
      constraint integration_products_fk foreign key (integration_id) references integrations (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
  await sql`
    create table product_substitutions (
      id bigint unsigned not null auto_increment primary key,
      served varchar(16) character set ascii collate ascii_bin not null,
      instead_of varchar(16) character set ascii collate ascii_bin not null,
      station_code varchar(64) character set utf8mb4 collate utf8mb4_bin null,
      starts_at datetime(6) not null,
      ends_at datetime(6) not null,
      created_at datetime(6) not null default current_timestamp(6),
      key product_substitutions_served (served, ends_at),
      key product_substitutions_ends (ends_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
