import type { FaultCabinet } from './driver/cabinet.ts'
import type { Random } from './driver/random.ts'
import type { RequestHistory } from './history/request-history.ts'
import type { People } from './workload/people.ts'

/** One fault of the table in docs/reliability.md. A file in scenarios/ exports one as `scenario`. */
export interface Scenario {
  /** What breaks, and what must hold. */
  title: string
  /** How many of its faults (or rivals, or letters) a run has: beside the other tests, and in full. */
  counts: { short: number; full: number }
  /** A full run has failed when it takes longer, healing and settling included. */
  seconds: number
  /** Breaks things under load and puts them together again. Figures of its own go into the print-out. */
  run(context: ScenarioContext): Promise<Figures>
}

export interface ScenarioContext {
  cabinet: FaultCabinet
  history: RequestHistory
  people: People
  random: Random
  /** Of its faults, by the scale that was asked for. */
  count: number
  /** Beside the other tests: what would have to be waited for is moved in the database's rows. */
  isShort: boolean
  /** A limit of its own that did not hold, in a sentence. */
  fail(sentence: string): void
}

export type Figures = Record<string, number | string>
