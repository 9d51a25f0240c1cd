import type { Cluster } from './cluster.ts'
import type { Process } from './processes.ts'

/** What a cluster of three goes through, and what must hold. */
export interface Scenario {
  title: string
  /** How many of its faults, rivals or rounds the full run has. */
  count: number
  run(context: ScenarioContext): Promise<Figures>
}

export interface ScenarioContext {
  cluster: Cluster
  /** Three of them, each with another node as the first of its DATABASE_URL. */
  processes: Process[]
  count: number
  /** A limit that did not hold, in a sentence. */
  fail(sentence: string): void
}

export type Figures = Record<string, number | string>
