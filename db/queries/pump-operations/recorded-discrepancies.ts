import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { FuelExceptionsTable } from '#db/schema/index.ts'
import { readInBatches } from '#db/sql/batches.ts'

/** One of an operation, which names its card or coupon. One that is here already stays as it is. */
export async function insertDiscrepancy(
  db: Db,
  row: Omit<Insertable<FuelExceptionsTable>, 'instrument_number'>,
): Promise<void> {
  await db.insertInto('fuel_exceptions').values(row).onDuplicateKeyUpdate({ id: sql<number>`id` }).execute()
}

export function selectDiscrepancyKinds(
  db: Db,
  authorizationIds: readonly number[],
): Promise<{ authorization_id: number | null; kind: string }[]> {
  return readInBatches(authorizationIds, (batch) =>
    db
      .selectFrom('fuel_exceptions')
      .select(['authorization_id', 'kind'])
      .where('authorization_id', 'in', batch)
      .orderBy('id')
      .execute(),
  )
}
