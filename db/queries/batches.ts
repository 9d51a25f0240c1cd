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
