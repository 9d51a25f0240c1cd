import { type Kysely, sql } from 'kysely'

/** The rows of a register of states, as they were told; they go a few days after the comparison. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table processor_states (
      register_id bigint unsigned not null,
      number varbinary(64) not null,
      state text not null,
      primary key (register_id, number)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
