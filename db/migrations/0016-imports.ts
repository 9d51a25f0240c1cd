import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table imports (
      id bigint unsigned not null auto_increment primary key,
      kind varchar(16) not null,
      status varchar(16) not null,
      file_name varchar(255) not null,
      file_size bigint unsigned not null,
      file_sha256 binary(32) not null,
      encoding varchar(32) null,
      sheet varchar(100) null,
      mapping text null,
      detected mediumtext null,
      rows_total int unsigned not null default 0,
      rows_done int unsigned not null default 0,
      rows_new int unsigned not null default 0,
      rows_changed int unsigned not null default 0,
      rows_same int unsigned not null default 0,
      rows_faulty int unsigned not null default 0,
      faults_total int unsigned not null default 0,
      failure varchar(64) null,
      created_by bigint unsigned null,
      committed_by bigint unsigned null,
      attempts int unsigned not null default 0,
      lease_until datetime(6) null,
      lease_token binary(16) null,
      created_at datetime(6) not null default current_timestamp(6),
      checked_at datetime(6) null,
      committed_at datetime(6) null,
      key imports_status (status, id),
      key imports_kind (kind, status, committed_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
