/**
 * Files are read in a process of their own: it starts with nothing but the file, has limits of memory and time,
 * and is killed when it reaches one, so that no file delays a letter or a page.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FaultCode } from './faults.ts'
import { limits } from './limits.ts'
import type { ProductWords } from './product-words.ts'
import {
  type MoreRows,
  type ReadingAnswer,
  type ReadingOrder,
  type RowsOrder,
  unexpected,
  unpackRows,
} from './reader-messages.ts'
import type { FaultyRow, ParsedRow } from './records.ts'
import { isReady, unreadable } from './register.server.ts'
import type { Layout, Register, RegisterOptions } from './register.ts'

type Exceeded = Extract<FaultCode, 'too_much_memory' | 'too_long_time'>

/** Lower limits than those of `limits`, for tests. */
export interface ReaderLimits {
  heapMegabytes: number
  memoryMegabytes: number
  seconds: number
}

const MB = 1024 * 1024
const MEMORY_LOOKED_AT_MS = 100
const WAITS_FOR_ROWS_MS = 30_000
/** Rows live for milliseconds: a small nursery and a slowly growing old space save 100 MB. */
const SMALL_HEAP = ['--max-semi-space-size=8', '--heap-growing-percent=30']

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

/** One process, from its order to its last answer. */
class Reading {
  readonly #child: ChildProcess
  readonly #answers: ReadingAnswer[] = []
  readonly #watch: NodeJS.Timeout
  #deadline: NodeJS.Timeout | undefined
  #patience: NodeJS.Timeout | undefined
  #exceeded: Exceeded | null = null
  #ended = false
  #wake: () => void = () => {}

  constructor(
    bytes: Uint8Array,
    order: ReadingOrder,
    private readonly bounds: ReaderLimits,
  ) {
    const { path, flags, env } = readerEntry()
    this.#child = fork(path, [], {
      execArgv: [`--max-old-space-size=${bounds.heapMegabytes}`, ...SMALL_HEAP, '--no-warnings', ...flags],
      // No secret of the cabinet is in reach of a file.
      env: { NODE_ENV: 'production', ...env },
      serialization: 'advanced',
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    })
    this.#child.on('message', (answer: ReadingAnswer) => {
      this.#answers.push(answer)
      this.#wake()
    })
    this.#child.on('error', () => this.#wake())
    this.#child.on('exit', (code, signal) => {
      // V8 ends a process that reaches its limit of memory by an abort.
      if (signal === 'SIGABRT' || code === 134) this.#exceeded ??= 'too_much_memory'
      this.#ended = true
      this.#wake()
    })
    // A process that ends early no longer reads what is sent to it.
    this.#child.stdin?.on('error', () => {})
    this.#child.send(order, () => {})
    this.#child.stdin?.end(bytes)
    this.#lower()
    this.#watch = setInterval(() => this.#lookAtMemory(), MEMORY_LOOKED_AT_MS)
    this.#watch.unref()
  }

  send(message: RowsOrder | MoreRows): void {
    this.#hold()
    if (this.#child.connected) this.#child.send(message, () => {})
  }

  /** Nothing keeps this process alive for it meanwhile, and it ends when nobody comes. */
  waitFor(milliseconds: number): void {
    this.#child.unref()
    this.#child.channel?.unref()
    this.#patience = setTimeout(() => this.end(), milliseconds)
    this.#patience.unref()
  }

  isWaiting(): boolean {
    return !this.#ended && this.#child.connected
  }

  #hold(): void {
    clearTimeout(this.#patience)
    this.#child.ref()
    this.#child.channel?.ref()
  }

  /** @throws when the process ended without an answer for no reason that is known */
  async next(): Promise<ReadingAnswer | Exceeded> {
    this.#deadline = setTimeout(() => this.#kill('too_long_time'), this.bounds.seconds * 1000)
    try {
      while (this.#answers.length === 0 && !this.#ended) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    } finally {
      clearTimeout(this.#deadline)
    }
    const answer = this.#answers.shift()
    if (answer) return answer
    if (this.#exceeded) return this.#exceeded
    throw new Error('The reading process ended without an answer')
  }

  end(): void {
    clearInterval(this.#watch)
    clearTimeout(this.#deadline)
    clearTimeout(this.#patience)
    if (!this.#ended) this.#child.kill('SIGKILL')
    this.#child.unref()
  }

  #kill(reason: Exceeded): void {
    this.#exceeded ??= reason
    this.#child.kill('SIGKILL')
  }

  /** Pages and letters come first. */
  #lower(): void {
    try {
      if (this.#child.pid) setPriority(this.#child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    } catch {
      // It has ended already, or the system allows no priorities.
    }
  }

  /** V8's own limit leaves out what lies beside its heap. Systems without /proc keep to that limit. */
  #lookAtMemory(): void {
    const pages = residentPages(this.#child.pid)
    if (pages !== null && pages * 4096 > this.bounds.memoryMegabytes * MB) this.#kill('too_much_memory')
  }
}

function residentPages(pid: number | undefined): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1])
  } catch {
    return null
  }
}

/** The build's entry, or the source where tests run from it. */
function readerEntry(): { path: string; flags: string[]; env: Record<string, string> } {
  const here = new URL(import.meta.url)
  if (here.pathname.endsWith('.ts')) {
    const path = fileURLToPath(new URL('../../../entry.reader.ts', here))
    // What the compiler made of the sources is kept, or each process would spend a second on it.
    const env = { NODE_COMPILE_CACHE: join(tmpdir(), 'fuel-cabinet-reader') }
    return { path, flags: ['--experimental-transform-types'], env }
  }
  const built = ['./entry.reader.js', '../entry.reader.js'].map((path) => fileURLToPath(new URL(path, here)))
  return { path: built.find((path) => existsSync(path)) ?? '', flags: [], env: {} }
}
