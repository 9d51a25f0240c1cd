import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table users (
      id bigint unsigned not null auto_increment primary key,
      email varbinary(254) not null,
      name varchar(200) not null default '',
      locale char(2) not null,
      password_hash varchar(255) not null,
      password_version int unsigned not null default 1,
      staff_role varchar(16) null,
      disabled_at datetime(6) null,
      welcomed_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key users_email (email)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
