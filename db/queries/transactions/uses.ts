import type { Db } from '#db/connection/client.server.ts'
import { readInBatches } from '#db/sql/batches.ts'

/** Cards or coupons that something was bought with. */
export async function selectSubjectsWithTransactions(
  db: Db,
  column: 'card_id' | 'coupon_id',
  ids: readonly number[],
): Promise<Set<number>> {
  const rows = await readInBatches(ids, (batch) =>
    db.selectFrom('transactions').select(`${column} as id`).distinct().where(column, 'in', batch).execute(),
  )
  return new Set(rows.flatMap(({ id }) => id ?? []))
}

export async function selectStationsWithTransactions(db: Db, codes: readonly string[]): Promise<Set<string>> {
  const rows = await readInBatches(codes, (batch) =>
    db
      .selectFrom('transactions')
      .select('station_code')
      .distinct()
      .where('station_code', 'in', batch)
      .execute(),
  )
  return new Set(rows.map(({ station_code }) => station_code))
}
