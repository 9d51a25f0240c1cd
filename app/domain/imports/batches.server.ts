import type { FaultyRow, GoodRow, LeftOutRow } from './parsing/records.ts'
import type { Register } from './parsing/register.ts'
import type { ProductWords } from './parsing/values/product-words.ts'

export interface Batch {
  good: GoodRow[]
  faulty: FaultyRow[]
  leftOut: LeftOutRow[]
  /** How much of the file was read by now, from 0 to 1. */
  fraction: number
}

/** Rows of one look-up and one statement. */
const BATCH_ROWS = 500

/**
 * The rows in the file's order, a batch at a time; all of them in memory would be too many. The next batch is read
 * while the database is busy with the one at hand.
 */
export async function* batchesOf(register: Register, products: ProductWords): AsyncGenerator<Batch> {
  const batches = readBatches(register, products)
  let next = batches.next()
  try {
    for (;;) {
      const { value, done } = await next
      if (done) return
      next = batches.next()
      // Whoever stops early never asks what became of it.
      next.catch(() => {})
      yield value
    }
  } finally {
    await batches.return(undefined).catch(() => {})
  }
}

async function* readBatches(register: Register, products: ProductWords): AsyncGenerator<Batch> {
  let fraction = 0
  let batch: Batch = emptyBatch(fraction)
  const rows = register.rows(products, (read) => {
    fraction = read
  })
  for await (const row of rows) {
    if ('record' in row) batch.good.push(row)
    else if ('faults' in row) batch.faulty.push(row)
    else batch.leftOut.push(row)
    if (sizeOf(batch) < BATCH_ROWS) continue
    yield { ...batch, fraction }
    batch = emptyBatch(fraction)
  }
  if (sizeOf(batch) > 0) yield { ...batch, fraction: 1 }
}

function emptyBatch(fraction: number): Batch {
  return { good: [], faulty: [], leftOut: [], fraction }
}

function sizeOf({ good, faulty, leftOut }: Batch): number {
  return good.length + faulty.length + leftOut.length
}
