import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ProductSubstitutionsTable } from '#db/schema/index.ts'

export type SubstitutionRow = Selectable<ProductSubstitutionsTable> & { station_name: string | null }

/** Those that are not over, by when they end. */
export async function selectSubstitutions(db: Db, limit: number): Promise<SubstitutionRow[]> {
  const { rows } = await sql<SubstitutionRow>`
    select x.*, s.name as station_name from product_substitutions x force index (product_substitutions_ends)
    left join stations s on s.code = x.station_code
    where x.ends_at > utc_timestamp(6) order by x.ends_at, x.id limit ${limit}
  `.execute(db)
  return rows
}

export async function insertSubstitution(db: Db, row: Insertable<ProductSubstitutionsTable>): Promise<void> {
  await db.insertInto('product_substitutions').values(row).execute()
}

/** Compare-and-set: ends it now, or before it begins; the row that was, undefined when it is over. */
export async function updateSubstitutionEnded(db: Db, id: number): Promise<SubstitutionRow | undefined> {
  const { rows } = await sql<SubstitutionRow>`
    select x.*, null as station_name from product_substitutions x
    where x.id = ${id} and x.ends_at > utc_timestamp(6) for update
  `.execute(db)
  const [row] = rows
  if (!row) return undefined
  await sql`update product_substitutions set ends_at = utc_timestamp(6) where id = ${id}`.execute(db)
  return row
}
