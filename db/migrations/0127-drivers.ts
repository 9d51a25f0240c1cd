import { type Kysely, sql } from 'kysely'

/** A company's drivers. They have no account; who has left is archived, so that what he drove stays his. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table drivers (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      name varchar(200) not null,
      phone varchar(20) character set ascii collate ascii_bin not null default '',
      locale varchar(2) character set ascii collate ascii_bin not null,
      comment varchar(500) not null default '',
      archived_at datetime(6) null,
      version int unsigned not null default 1,
      created_at datetime(6) not null default current_timestamp(6),
      updated_at datetime(6) not null default current_timestamp(6),
      key drivers_company_name (company_id, name, id),
      constraint drivers_company_fk foreign key (company_id) references companies (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
