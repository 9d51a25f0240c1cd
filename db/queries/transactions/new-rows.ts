import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { exactSum } from '#db/sql/exact-sum.ts'
import { selectProgress, upsertProgress } from '#db/sql/progress.ts'

/** Who reads new transactions, each at its own pace. */
export type TransactionReader = 'signals.read_to' | 'unusual.read_to' | 'limits.read_to'

/** Up to where transactions were read, and the last of the next rows that are so old; null: there are none. */
export async function selectNextTransactions(
  db: Db,
  reader: TransactionReader,
  { limit, seconds }: { limit: number; seconds: number },
): Promise<{ after: number; to: number; isFull: boolean } | null> {
  const after = await selectProgress(db, reader)
  const { rows } = await sql<{ last: number | null; found: string }>`
    select max(id) as last, count(*) as found from (
      select id from transactions where id > ${after}
        and created_at <= utc_timestamp(6) - interval ${seconds} second
      order by id limit ${limit}
    ) next_rows
  `.execute(db)
  const to = rows[0]?.last ?? null
  return to === null ? null : { after, to, isFull: exactSum(rows[0]?.found) === limit }
}

export function upsertTransactionsRead(db: Db, reader: TransactionReader, to: number): Promise<void> {
  return upsertProgress(db, reader, to)
}
