import { type Kysely, sql } from 'kysely'

/** The sums of a company's day are spread over several rows, so that its operations at pumps do not wait for each other. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table transaction_totals
      add column slot tinyint unsigned not null default 0,
      drop primary key,
      add primary key (company_id, day, product, slot)
  `.execute(db)
}
