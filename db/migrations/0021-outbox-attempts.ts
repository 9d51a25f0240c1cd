import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table outbox_attempts (
      id bigint unsigned not null auto_increment primary key,
      outbox_id bigint unsigned not null,
      at datetime(6) not null default current_timestamp(6),
      outcome varchar(32) not null,
      status_code smallint unsigned null,
      message varchar(500) not null,
      key outbox_attempts_outbox (outbox_id, id),
      constraint outbox_attempts_fk foreign key (outbox_id) references outbox (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
