import { type Kysely, sql } from 'kysely'

/** Whom an announcement is for that is not for all companies. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table announcement_companies (
      announcement_id bigint unsigned not null,
      company_id bigint unsigned not null,
      primary key (announcement_id, company_id),
      constraint announcement_companies_fk foreign key (announcement_id) references announcements (id),
      constraint announcement_companies_company_fk foreign key (company_id) references companies (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
