import { type Kysely, sql } from 'kysely'

/** Of the products that a new database begins with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update products set family = case code
    when 'lpg' then 'liquefied_gas'
    when 'diesel' then 'diesel_engine'
    when 'diesel_winter' then 'diesel_engine'
    else 'petrol' end
    where code in ('ai92', 'ai95', 'ai98', 'diesel', 'diesel_winter', 'lpg')`.execute(db)
}
