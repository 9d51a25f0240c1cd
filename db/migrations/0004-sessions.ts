import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sessions (
      id bigint unsigned not null auto_increment primary key,
      token_hash binary(32) not null,
      user_id bigint unsigned not null,
      password_version int unsigned not null,
      company_id bigint unsigned null,
      remembered tinyint(1) not null default 0,
      ip varchar(64) not null,
      user_agent varchar(400) not null,
      created_at datetime(6) not null default current_timestamp(6),
      seen_at datetime(6) not null,
      idle_expires_at datetime(6) not null,
      expires_at datetime(6) not null,
      unique key sessions_token (token_hash),
      key sessions_user (user_id, id),
      key sessions_expiry (expires_at),
      constraint sessions_user_fk foreign key (user_id) references users (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
