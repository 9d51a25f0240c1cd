import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table memberships (
      user_id bigint unsigned not null,
      company_id bigint unsigned not null,
      role varchar(16) not null,
      created_at datetime(6) not null default current_timestamp(6),
      primary key (user_id, company_id),
      key memberships_company (company_id),
      constraint memberships_user foreign key (user_id) references users (id),
      constraint memberships_company_fk foreign key (company_id) references companies (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
