import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table invitations (
      id bigint unsigned not null auto_increment primary key,
      email varbinary(254) not null,
      name varchar(200) not null default '',
      company_id bigint unsigned null,
      role varchar(16) null,
      staff_role varchar(16) null,
      locale char(2) not null,
      status varchar(16) not null,
      invited_by bigint unsigned null,
      sent_at datetime(6) not null,
      expires_at datetime(6) not null,
      accepted_at datetime(6) null,
      revoked_at datetime(6) null,
      user_id bigint unsigned null,
      wished_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      live_key varbinary(320) null,
      unique key invitations_live (live_key),
      key invitations_company (company_id, id),
      key invitations_status (status, id),
      key invitations_email (email, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
