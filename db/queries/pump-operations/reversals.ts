import type { Insertable, Selectable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { ReversalsTable } from '#db/schema/index.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

export type ReversalRow = Selectable<ReversalsTable>

export function selectReversals(db: Db, authorizationId: number): Promise<ReversalRow[]> {
  return db
    .selectFrom('reversals')
    .selectAll()
    .where('authorization_id', '=', authorizationId)
    .orderBy('id')
    .execute()
}

export async function insertReversal(db: Db, row: Insertable<ReversalsTable>): Promise<number> {
  const result = await db.insertInto('reversals').values(row).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** What counts of an operation in the end: dispensed, charged, given back and corrected. */
export async function sumTransactionsOf(
  db: Db,
  authorizationId: number,
): Promise<{ volume: number; amount: number }> {
  const row = await db
    .selectFrom('transactions')
    .select((eb) => [
      eb.fn.sum<string | null>('volume').as('volume'),
      eb.fn.sum<string | null>('amount').as('amount'),
    ])
    .where('authorization_id', '=', authorizationId)
    .executeTakeFirst()
  return { volume: exactSum(row?.volume), amount: exactSum(row?.amount) }
}
