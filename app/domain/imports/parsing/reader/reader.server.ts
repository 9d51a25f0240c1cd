/**
 * Files are read in a process of their own: it starts with nothing but the file, has limits of memory and time,
 * and is killed when it reaches one, so that no file delays a letter or a page.
 */
import { limits } from '../limits.ts'
import type { FaultyRow, ParsedRow } from '../records.ts'
import { isReady, unreadable } from '../register.server.ts'
import type { Layout, Register, RegisterOptions } from '../register.ts'
import type { ProductWords } from '../values/product-words.ts'
import { unexpected, unpackRows } from './reader-messages.ts'
import { type Exceeded, type ReaderLimits, Reading } from './reading.server.ts'

const WAITS_FOR_ROWS_MS = 30_000

/** As `openRegister`, in a process of its own. A file that reaches its limits has a fault that names which. */
export async function openRegisterApart(
  bytes: Uint8Array,
  options: RegisterOptions = {},
  bounds: ReaderLimits = limits.reader,
): Promise<Register> {
  const open = async () => {
    const reading = new Reading(bytes, { size: bytes.length, options }, bounds)
    const answer = await reading.next()
    if (typeof answer !== 'string' && !('layout' in answer)) throw unexpected(answer)
    return { reading, layout: typeof answer === 'string' ? answer : answer.layout }
  }
  const first = await open()
  if (typeof first.layout === 'string')
    return asRegister(unreadable({ code: first.layout, params: {} }, options), null)
  const layout = first.layout
  // It waits a while for whoever takes the rows; for a second reading, or a late one, the file is opened again.
  let waiting: Reading | null = first.reading
  const taken = async () => {
    const reading = waiting
    waiting = null
    return reading?.isWaiting() ? reading : (await open()).reading
  }
  if (isReady(layout)) first.reading.waitFor(WAITS_FOR_ROWS_MS)
  else first.reading.end()
  return asRegister(layout, (words, onProgress) => rowsApart(taken(), layout, words, onProgress))
}

function asRegister(layout: Layout, rows: Register['rows'] | null): Register {
  const ready = isReady(layout)
  return {
    ...layout,
    ready,
    rows(words, onProgress) {
      if (!ready || !rows) throw new Error('The rows of a register that is not ready were asked for')
      return rows(words, onProgress)
    },
  }
}

/** Ends, and its process with it, as soon as whoever takes the rows stops. */
async function* rowsApart(
  opened: Promise<Reading>,
  layout: Layout,
  { products }: ProductWords,
  onProgress?: (fraction: number) => void,
): AsyncGenerator<ParsedRow> {
  const reading = await opened
  let row = layout.headerRow
  try {
    reading.send({ products })
    // Two batches are on their way while one is taken.
    reading.send({ more: true })
    for (;;) {
      reading.send({ more: true })
      const answer = await reading.next()
      if (typeof answer === 'string') {
        yield endedAt(row + 1, answer)
        return
      }
      if ('end' in answer) return
      if (!('rows' in answer)) throw unexpected(answer)
      onProgress?.(answer.fraction)
      for (const each of unpackRows(answer.rows)) {
        row = each.row
        yield each
      }
    }
  } finally {
    reading.end()
  }
}

function endedAt(row: number, code: Exceeded): FaultyRow {
  return { row, cells: [], faults: [{ row, column: null, columnName: null, field: null, code, params: {} }] }
}
