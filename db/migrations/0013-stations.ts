import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stations (
      id bigint unsigned not null auto_increment primary key,
      code varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
      name varchar(200) not null,
      city varchar(100) not null default '',
      address varchar(300) not null default '',
      latitude double null,
      longitude double null,
      products varchar(100) not null default '',
      hours varchar(200) not null default '',
      status varchar(32) not null default 'open',
      created_at datetime(6) not null default current_timestamp(6),
      updated_at datetime(6) not null default current_timestamp(6),
      unique key stations_code (code)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
