import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table links (
      id bigint unsigned not null auto_increment primary key,
      public_id char(22) character set ascii collate ascii_bin not null,
      purpose varchar(20) not null,
      nonce binary(16) not null,
      token_hash binary(32) not null,
      email varbinary(254) not null,
      user_id bigint unsigned null,
      invitation_id bigint unsigned null,
      sent_at datetime(6) not null,
      expires_at datetime(6) not null,
      used_at datetime(6) null,
      revoked_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      live_key varbinary(320) null,
      unique key links_public_id (public_id),
      unique key links_token (token_hash),
      unique key links_live (live_key),
      key links_email (email, id),
      key links_user (user_id),
      key links_invitation (invitation_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
