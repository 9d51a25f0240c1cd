import { type Kysely, sql } from 'kysely'

/** What staff have to look at: `ours` and `theirs` are the figures of both sides as JSON. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table fuel_exceptions (
      id bigint unsigned not null auto_increment primary key,
      kind varchar(32) character set ascii collate ascii_bin not null,
      authorization_id bigint unsigned null,
      transaction_id bigint unsigned null,
      company_id bigint unsigned null,
      station_code varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
      identity binary(32) not null,
      ours text not null,
      theirs text not null,
      created_at datetime(6) not null default current_timestamp(6),
      settled_at datetime(6) null,
      settled_by bigint unsigned null,
      settled_reason varchar(500) null,
      unique key fuel_exceptions_identity (identity),
      key fuel_exceptions_open (settled_at, id),
      key fuel_exceptions_authorization (authorization_id),
      key fuel_exceptions_transaction (transaction_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
