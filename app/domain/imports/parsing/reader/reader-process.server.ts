/**
 * The inside of the process that reads a file: it has no database, no keys and no mail, so whatever a file does to
 * it (a loop, a gigabyte of memory), nothing waits for it but the import itself.
 */
import { once } from 'node:events'
import type { Named } from '#app/domain/products/synonyms.ts'
import type { ParsedRow } from '../records.ts'
import { openRegister } from '../register.server.ts'
import type { Register, RegisterOptions } from '../register.ts'
import { readSmallTable } from '../small-table.server.ts'
import { productWords } from '../values/product-words.ts'
import {
  type MoreRows,
  packRows,
  type ReadingAnswer,
  type ReadingOrder,
  type RowsOrder,
} from './reader-messages.ts'

const ROWS_AT_ONCE = 500

/** Opens the one file that its parent sends, gives its layout and, when asked, its rows, or a small list at once, and ends. */
export async function serveReading(): Promise<void> {
  // Whoever asked is gone: nobody wants the rest.
  process.once('disconnect', () => process.exit(0))
  const [order] = (await once(process, 'message')) as [ReadingOrder]
  try {
    const bytes = await takeBytes(order.size)
    if (order.small) await answer({ small: await readSmallTable(bytes, order.small) })
    else await serveRegister(bytes, order.options)
  } catch (error) {
    await answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
  process.disconnect()
}

async function serveRegister(bytes: Buffer, options: RegisterOptions): Promise<void> {
  const register = await openRegister(bytes, options)
  const { rows: _rows, ready: _ready, ...layout } = register
  const wanted = once(process, 'message') as Promise<[RowsOrder]>
  const requests = requestsForMore()
  await answer({ layout })
  const [{ products }] = await wanted
  await sendRows(register, products, requests)
}

async function takeBytes(size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size)
  let length = 0
  for await (const piece of process.stdin as AsyncIterable<Buffer>) length += piece.copy(bytes, length)
  return bytes
}

async function sendRows(register: Register, products: readonly Named[], requests: Requests): Promise<void> {
  let fraction = 0
  let batch: ParsedRow[] = []
  const send = async () => {
    await requests.next()
    await answer({ rows: packRows(batch), fraction })
    batch = []
  }
  const rows = register.rows(productWords(products), (read) => {
    fraction = read
  })
  for await (const row of rows) {
    batch.push(row)
    if (batch.length === ROWS_AT_ONCE) await send()
  }
  if (batch.length > 0) await send()
  await answer({ end: true })
}

interface Requests {
  next(): Promise<void>
}

/** From before the first may come. */
function requestsForMore(): Requests {
  let asked = 0
  let wake: (() => void) | null = null
  process.on('message', (message: MoreRows | RowsOrder) => {
    if (!('more' in message)) return
    asked++
    wake?.()
  })
  return {
    async next() {
      while (asked === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      asked--
    },
  }
}

function answer(message: ReadingAnswer): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error ? reject(error) : resolve()))
  })
}
