import { type Kysely, sql } from 'kysely'

/** Who has read an announcement: it is not shown to them again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table announcement_reads (
      announcement_id bigint unsigned not null,
      user_id bigint unsigned not null,
      read_at datetime(6) not null default current_timestamp(6),
      primary key (announcement_id, user_id),
      constraint announcement_reads_fk foreign key (announcement_id) references announcements (id),
      constraint announcement_reads_user_fk foreign key (user_id) references users (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
