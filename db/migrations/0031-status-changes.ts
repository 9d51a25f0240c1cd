import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table status_changes (
      id bigint unsigned not null auto_increment primary key,
      subject_kind varchar(8) not null,
      subject_id bigint unsigned not null,
      company_id bigint unsigned not null,
      import_id bigint unsigned null,
      from_status varchar(20) not null,
      to_status varchar(20) not null,
      at datetime(6) not null default current_timestamp(6),
      key status_changes_subject (subject_kind, subject_id, id),
      key status_changes_import (import_id, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
