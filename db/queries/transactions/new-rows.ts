import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

/** Who reads new transactions, each at its own pace. */
export type TransactionReader = 'signals.read_to' | 'unusual.read_to' | 'limits.read_to'

/** Up to where transactions were read, and the last of the next rows that are so old; null: there are none. */
export async function selectNextTransactions(
  db: Db,
  reader: TransactionReader,
  { limit, seconds }: { limit: number; seconds: number },
): Promise<{ after: number; to: number; isFull: boolean } | null> {
  const fact = await db.selectFrom('facts').select('value').where('name', '=', reader).executeTakeFirst()
  const after = Number(fact?.value ?? 0)
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

/** Two that read the same rows find the same: the place never goes back. */
export async function upsertTransactionsRead(db: Db, reader: TransactionReader, to: number): Promise<void> {
  const value = String(to)
  await db
    .insertInto('facts')
    .values({ name: reader, value })
    .onDuplicateKeyUpdate({ value: sql<string>`if(value + 0 < ${to}, ${value}, value)` })
    .execute()
}
