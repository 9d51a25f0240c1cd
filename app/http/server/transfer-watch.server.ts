import type { Server } from 'node:http'
import { HOUR_MS } from '#app/domain/kernel/calendar.ts'
import { addressBlock } from '#app/domain/rate-limits/address-block.ts'
import { type Exchange, isUnsafe } from './exchange.server.ts'
import { lastResortPage } from './last-resort-page.server.ts'
import { isWaitingForReader, isWaitingForSender } from './places.server.ts'
import { respond } from './respond.server.ts'

export interface Allowance {
  /** Waiting that nobody is asked about. */
  graceMs: number
  /** Beyond it, what came (or went) must have been worth the waiting. */
  bytesPerSecond: number
  /** Waiting in all. */
  maxMs: number
  /** How many may wait at once; beyond that the oldest of the address block that holds most is cut off. */
  places: number
  /** Of those, from one address (of IPv6, one /64). An office has one for all. */
  placesOfAddress: number
}

export type TransferKind = 'webhook' | 'form' | 'upload' | 'rest' | 'answer'
export type Allowances = Record<TransferKind, Allowance>

const KB = 1024

/** Waiting for us (for the database, for a place in a queue) is not counted against anybody. */
export const ALLOWANCES: Allowances = {
  // Anybody may send one, and only the whole of it shows who did; a provider sends its few kilobytes at once.
  webhook: {
    graceMs: 2_000,
    bytesPerSecond: 16 * KB,
    maxMs: 10_000,
    places: 100,
    placesOfAddress: 50,
  },
  form: { graceMs: 15_000, bytesPerSecond: KB, maxMs: 30_000, places: 300, placesOfAddress: 100 },
  // The largest file at 27 KB/s.
  upload: { graceMs: 10_000, bytesPerSecond: 4 * KB, maxMs: 1_800_000, places: 50, placesOfAddress: 20 },
  // Of what was answered already: a browser shows the answer when it has sent everything.
  rest: { graceMs: 5_000, bytesPerSecond: 16 * KB, maxMs: 300_000, places: 50, placesOfAddress: 10 },
  // What a reader's own system takes in is out of our hands and does not wait: most pages never do.
  answer: { graceMs: 20_000, bytesPerSecond: 2 * KB, maxMs: HOUR_MS, places: 500, placesOfAddress: 100 },
}

const TICK_MS = 500
const LINGER_MS = 1_000

interface Transfer {
  exchange: Exchange
  bytesReadBefore: number
  bytesWrittenBefore: number
  senderWaitMs: number
  readerWaitMs: number
  /** It was answered before it had sent everything, and its waiting is counted from then. */
  isRest: boolean
}

/**
 * Looks at every open request twice a second: who sends or reads too slowly, or is one too many who does, is cut off.
 * Time is counted in looks, so that a process that was held up blames nobody for it.
 */
export class TransferWatch {
  readonly #open = new Set<Transfer>()
  readonly #allowances: Allowances

  constructor(server: Server, allowances: Allowances) {
    this.#allowances = allowances
    const timer = setInterval(() => this.#look(), TICK_MS).unref()
    server.once('close', () => clearInterval(timer))
  }

  begin(exchange: Exchange): void {
    const { bytesRead, bytesWritten } = exchange.incoming.socket
    this.#open.add({
      exchange,
      bytesReadBefore: bytesRead,
      bytesWrittenBefore: bytesWritten,
      senderWaitMs: 0,
      readerWaitMs: 0,
      isRest: false,
    })
  }

  #look(): void {
    const waiting: [Transfer, TransferKind][] = []
    for (const transfer of this.#open) {
      const { incoming, outgoing } = transfer.exchange
      if (incoming.socket.destroyed || (incoming.complete && outgoing.closed)) {
        this.#open.delete(transfer)
        continue
      }
      const kind = kindOf(transfer.exchange)
      if (!kind) continue
      if (kind === 'rest' && !transfer.isRest) {
        const { bytesRead } = incoming.socket
        Object.assign(transfer, { isRest: true, senderWaitMs: 0, bytesReadBefore: bytesRead })
      }
      if (this.#isTooSlow(transfer, kind)) cutOff(transfer.exchange, kind)
      else waiting.push([transfer, kind])
    }
    for (const [{ exchange }, kind] of beyondPlaces(waiting, this.#allowances)) cutOff(exchange, kind)
  }

  #isTooSlow(transfer: Transfer, kind: TransferKind): boolean {
    const { graceMs, bytesPerSecond, maxMs } = this.#allowances[kind]
    const { socket } = transfer.exchange.incoming
    const isReader = kind === 'answer'
    if (isReader) transfer.readerWaitMs += TICK_MS
    else transfer.senderWaitMs += TICK_MS
    const waitedMs = isReader ? transfer.readerWaitMs : transfer.senderWaitMs
    const bytes = isReader
      ? socket.bytesWritten - transfer.bytesWrittenBefore
      : socket.bytesRead - transfer.bytesReadBefore
    return waitedMs > Math.min(maxMs, graceMs + (bytes / bytesPerSecond) * 1000)
  }
}

/** Whom this request waits for, if not for us. */
function kindOf(exchange: Exchange): TransferKind | undefined {
  const { incoming, outgoing, traits } = exchange
  if (isWaitingForReader(outgoing)) return 'answer'
  if (!isWaitingForSender(incoming)) return undefined
  if (!isUnsafe(exchange) || outgoing.headersSent) return 'rest'
  if (traits.machine === 'webhook') return 'webhook'
  return traits.upload ? 'upload' : 'form'
}

/**
 * Those of each kind that are more than have a place: the oldest of an address block that has more than its share, then,
 * while all together are too many, the oldest of the block that has most. Whoever sends one thing only goes last.
 */
function beyondPlaces(
  waiting: readonly [Transfer, TransferKind][],
  allowances: Allowances,
): [Transfer, TransferKind][] {
  const beyond: [Transfer, TransferKind][] = []
  for (const [kind, ofKind] of Map.groupBy(waiting, ([, kind]) => kind)) {
    const { places, placesOfAddress } = allowances[kind]
    // Oldest first.
    const blocks = [...Map.groupBy(ofKind, ([{ exchange }]) => addressBlock(exchange.ip)).values()]
    for (const block of blocks) beyond.push(...block.splice(0, Math.max(0, block.length - placesOfAddress)))
    for (let left = blocks.reduce((sum, block) => sum + block.length, 0); left > places; left--) {
      const fullest = blocks.reduce((most, block) => (block.length > most.length ? block : most))
      beyond.push(...fullest.splice(0, 1))
    }
  }
  return beyond
}

function cutOff(exchange: Exchange, kind: TransferKind): void {
  const { incoming, outgoing, outcome } = exchange
  outcome.noteError('too_slow')
  if (kind === 'answer' || outgoing.headersSent) {
    incoming.socket.destroy()
    return
  }
  // Not a page of the site's: thousands may be cut off at once.
  outgoing.setHeader('Connection', 'close')
  // Node tells nobody who reads a body that it ends, once its answer is out: the action would wait for ever.
  // Not at once: what is still on its way would reset the connection before the answer has been read.
  outgoing.once('close', () => setTimeout(() => incoming.destroy(), LINGER_MS).unref())
  void respond(exchange, lastResortPage(exchange, 408))
}
