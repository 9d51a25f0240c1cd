/** One file in a process of its own, with limits of memory and time; killed when it reaches one. */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FaultCode } from '../faults.ts'
import type { MoreRows, ReadingAnswer, ReadingOrder, RowsOrder } from './reader-messages.ts'

export type Exceeded = Extract<FaultCode, 'too_much_memory' | 'too_long_time'>

/** Lower limits than those of `limits`, for tests. */
export interface ReaderLimits {
  heapMegabytes: number
  memoryMegabytes: number
  seconds: number
}

const MB = 1024 * 1024
const MEMORY_LOOKED_AT_MS = 100
/** Rows live for milliseconds: a small nursery and a slowly growing old space save 100 MB. */
const SMALL_HEAP = ['--max-semi-space-size=8', '--heap-growing-percent=30']

/** One process, from its order to its last answer. */
export class Reading {
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
    const path = fileURLToPath(new URL('../../../../entry.reader.ts', here))
    // What the compiler made of the sources is kept, or each process would spend a second on it.
    const env = { NODE_COMPILE_CACHE: join(tmpdir(), 'fuel-cabinet-reader') }
    return { path, flags: ['--experimental-transform-types'], env }
  }
  const built = ['./entry.reader.js', '../entry.reader.js'].map((path) => fileURLToPath(new URL(path, here)))
  return { path: built.find((path) => existsSync(path)) ?? '', flags: [], env: {} }
}
