import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table access_requests (
      id bigint unsigned not null auto_increment primary key,
      bin char(12) not null,
      company_name varchar(200) not null,
      contact_name varchar(200) not null,
      email varbinary(254) not null,
      phone varchar(64) not null,
      city varchar(100) not null,
      comment varchar(2000) not null,
      locale char(2) not null,
      consent_version varchar(20) not null,
      consent_at datetime(6) not null,
      status varchar(16) not null,
      decline_reason varchar(2000) null,
      decided_by bigint unsigned null,
      decided_at datetime(6) null,
      company_id bigint unsigned null,
      invitation_id bigint unsigned null,
      ip varchar(64) not null,
      created_at datetime(6) not null default current_timestamp(6),
      key access_requests_status (status, id),
      key access_requests_email (email, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
