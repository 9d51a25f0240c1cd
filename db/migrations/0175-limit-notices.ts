import { type Kysely, sql } from 'kysely'

/** Which limits were told of as nearly or wholly used, once in their period. What was used before is not told of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table limit_notices (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      subject_kind varchar(8) character set ascii collate ascii_bin not null,
      subject_id bigint unsigned not null,
      whose varchar(8) character set ascii collate ascii_bin not null,
      period varchar(8) character set ascii collate ascii_bin not null,
      starts_on date not null,
      percent tinyint unsigned not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key limit_notices_once (subject_kind, subject_id, whose, period, starts_on, percent),
      key limit_notices_age (created_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
  await sql`
    insert into facts (name, value) select 'limits.read_to', coalesce(max(id), 0) from transactions
    on duplicate key update name = facts.name
  `.execute(db)
}
