import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_faults (
      id bigint unsigned not null auto_increment primary key,
      import_id bigint unsigned not null,
      \`row_number\` int unsigned not null,
      field varchar(40) null,
      column_name varchar(200) null,
      code varchar(64) not null,
      params text not null,
      cells text null,
      key import_faults_import (import_id, id),
      constraint import_faults_import_fk foreign key (import_id) references imports (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
