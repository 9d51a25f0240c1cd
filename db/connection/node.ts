import type { Pool, PoolOptions } from 'mysql2'

/** How a node is reached. */
export interface NodeOptions {
  name: string
  pool: PoolOptions
}

export interface Node extends NodeOptions {
  connections: Pool
  serving: boolean
  /** Why it serves no more. */
  fault: unknown
  answeredAt: number
  /** Looks in a row that found it well. */
  healthyProbes: number
  looking: boolean
}

export interface NodeChange {
  node: string
  serving: boolean
  error?: unknown
}

export function byName(nodes: readonly Node[]): Node[] {
  return nodes.toSorted((one, other) => (one.name < other.name ? -1 : 1))
}
