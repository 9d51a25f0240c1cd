import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ProductCode } from '#db/schema/index.ts'

export interface PastOutageRow {
  /** Null: of the whole network. */
  station_code: string | null
  /** Null: a closure; else what there was none of. */
  product: ProductCode | null
  starts_at: Date
  ends_at: Date
}

/** When these stations were closed or had none of a product, since a moment; those that gave little are left out. */
export async function selectOutagesSince(
  db: Db,
  codes: readonly string[],
  since: Date,
  now: Date,
): Promise<PastOutageRow[]> {
  if (codes.length === 0) return []
  const { rows } = await sql<PastOutageRow>`
    select s.code as station_code, o.product, o.starts_at, o.ends_at
    from stations s join station_outages o on o.station_id = s.id
    where s.code in (${sql.join(codes)}) and o.ends_at > ${since} and o.starts_at < ${now}
      and (o.kind = 'closure' or o.cap_per_fill is null)
    union all
    select null, o.product, o.starts_at, o.ends_at from station_outages o
    where o.station_id is null and o.ends_at > ${since} and o.starts_at < ${now}
      and o.cap_per_fill is null and o.kind = 'shortage'
  `.execute(db)
  return rows
}

/** The stations at which alone coupons work, one code a line. */
export async function selectOnlyStations(
  db: Db,
  couponIds: readonly number[],
): Promise<{ couponId: number; codes: string }[]> {
  if (couponIds.length === 0) return []
  return db
    .selectFrom('station_rules')
    .select(['instrument_id as couponId', 'codes'])
    .where('instrument_kind', '=', 'coupon')
    .where('instrument_id', 'in', couponIds)
    .where('whose', '=', 'issuer')
    .where('mode', '=', 'only')
    .execute()
}
