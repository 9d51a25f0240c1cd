/** What staff look into, and why. Client-safe. Volumes are millilitres, money tiyn. Source: docs/authorizations.md */

import type { SignalOutcome } from '#db/schema/index.ts'

export const signalKinds = [
  'faster_than_pump',
  'typed_unshown',
  'series',
  'reversals',
  'beyond_meters',
  'not_received',
] as const
export type SignalKind = (typeof signalKinds)[number]

export const signalOutcomes = ['expected', 'confirmed'] as const satisfies readonly SignalOutcome[]
export type { SignalOutcome }

/** What the sentence of a signal needs; only what its kind is about is there. */
export type SignalFigures = Record<string, string | number | null>

/** Millilitres a minute: a nozzle for cars, and one for lorries. */
const NOZZLE = 50_000
const LORRY_NOZZLE = 130_000
/** Less is dispensed in seconds, which clocks and networks blur. */
const MIN_FLOW_ML = 5_000

/** Null: as slowly as a pump flows. `seconds` from the question to the report of what was dispensed. */
export function tooFast(
  { volume, seconds }: { volume: number; seconds: number },
  isForLorries: boolean,
): { volume: number; seconds: number; rate: number; limit: number } | null {
  const limit = isForLorries ? LORRY_NOZZLE : NOZZLE
  const whole = Math.max(1, seconds)
  const rate = Math.round((volume * 60) / whole)
  return volume < MIN_FLOW_ML || rate <= limit ? null : { volume, seconds: Math.round(whole), rate, limit }
}

export interface SeriesFill {
  transactionId: number
  at: Date
  /** Coupons of one receipt or one `fill_id` are one fill. */
  fill: string
  volume: number
  amount: number
}

const SERIES_FILLS = 10
const SERIES_MS = 15 * 60_000

export interface Series {
  /** The last one. */
  transactionId: number
  at: Date
  fills: number
  volume: number
  amount: number
  minutes: number
}

/** The longest run of fills of one client at one cash desk within a quarter of an hour; null: none that is a series. */
export function seriesIn(fills: readonly SeriesFill[]): Series | null {
  const ordered = fills.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  let longest: Series | null = null
  let start = 0
  for (const [end, last] of ordered.entries()) {
    while (last.at.getTime() - (ordered[start]?.at.getTime() ?? 0) > SERIES_MS) start++
    const run = ordered.slice(start, end + 1)
    const count = new Set(run.map(({ fill }) => fill)).size
    if (count < SERIES_FILLS || count <= (longest?.fills ?? 0)) continue
    longest = {
      transactionId: last.transactionId,
      at: last.at,
      fills: count,
      volume: run.reduce((sum, { volume }) => sum + volume, 0),
      amount: run.reduce((sum, { amount }) => sum + amount, 0),
      minutes: Math.ceil((last.at.getTime() - (run[0]?.at.getTime() ?? 0)) / 60_000),
    }
  }
  return longest
}

export const SERIES_MINUTES = SERIES_MS / 60_000

/** One in fifty; two slips of a quiet shift are none. */
const MAX_REVERSED_PERCENT = 2
const MIN_REVERSED = 3

export function isTooManyReversals({
  completed,
  reversed,
}: {
  completed: number
  reversed: number
}): boolean {
  return reversed >= MIN_REVERSED && reversed * 100 > completed * MAX_REVERSED_PERCENT
}
