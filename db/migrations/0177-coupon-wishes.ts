import { type Kysely, sql } from 'kysely'

/** What a client wants for coupons that end: a later last day, or other coupons in their stead. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table service_requests
      add column wanted_until date null,
      add column wanted_product varchar(16) character set ascii collate ascii_bin null,
      add column wanted_volume bigint unsigned null
  `.execute(db)
}
