import { CompiledQuery, type Insertable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Database } from '#db/schema/index.ts'

/** Rows of one statement: enough to make the round trip cheap, and far below max_allowed_packet. */
const BATCH = 1_000

/** Runs one statement for each batch of rows, in their order; nothing for none. */
export async function inBatches<Row>(
  rows: readonly Row[],
  run: (batch: Row[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) await run(rows.slice(start, start + BATCH))
}

/** The same for look-ups. */
export async function readInBatches<Key, Row>(
  keys: readonly Key[],
  read: (batch: Key[]) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = []
  await inBatches(keys, async (batch) => {
    found.push(...(await read(batch)))
  })
  return found
}

/**
 * Inserts rows that all have the same columns; with `onDuplicate`, these columns are written over where the key is
 * here already. The builder's tree of a thousand rows would cost more than the database's own work.
 */
export async function insertRows<Table extends keyof Database & string>(
  db: Db,
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
  onDuplicate?: { written: readonly (keyof Database[Table] & string)[]; touched: readonly string[] },
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first) as (keyof typeof first & string)[]
  const update = onDuplicate && [
    ...onDuplicate.written.map((column) => `${quoted(column)} = values(${quoted(column)})`),
    ...onDuplicate.touched.map((column) => `${quoted(column)} = utc_timestamp(6)`),
  ]
  const text = `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) values ?${
    update ? ` on duplicate key update ${update.join(', ')}` : ''
  }`
  await inBatches(rows, (batch) => {
    const values = batch.map((row) => columns.map((column) => row[column]))
    return db.executeQuery(CompiledQuery.raw(text, [values]))
  })
}

function quoted(name: string): string {
  return `\`${name}\``
}
