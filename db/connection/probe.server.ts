import type { Socket } from 'node:net'
import { createPool, type Pool, type PoolConnection, type PoolOptions, type RowDataPacket } from 'mysql2'

/** A node that does not answer a probe in time is left, with everything that waits for it. */
const PROBE_MS = 2_500

/** mysql2 counts, but tells nobody. */
interface PoolQueues {
  _allConnections: { length: number; get: (index: number) => PoolConnection }
  _freeConnections: { length: number }
  _connectionQueue: { length: number }
}

export function queuesOf(pool: Pool): PoolQueues {
  return pool as object as PoolQueues
}

export function connectionsOf(pool: Pool): PoolConnection[] {
  const { _allConnections: all } = queuesOf(pool)
  return Array.from({ length: all.length }, (_, index) => all.get(index))
}

/** mysql2's own `destroy` says goodbye first, and waits for who is silent. */
export function cutOff(connection: PoolConnection): void {
  const { stream } = connection as object as { stream: Socket }
  connection.on('error', () => {})
  stream.destroy(silence())
  connection.destroy()
}

function silence(): Error {
  return Object.assign(new Error('The node is silent'), { code: 'ETIMEDOUT' })
}

export function unfit(): Error {
  return Object.assign(new Error('The node has no quorum, or is not up to date'), { errno: 1047 })
}

type Ask = (question: string) => Promise<Record<string, string>>

/**
 * Asks on a connection of its own, within PROBE_MS; the answer is what SHOW says, by name in lower case.
 * @throws when there is none
 */
export async function probe<Result>(
  options: PoolOptions,
  look: (ask: Ask) => Promise<Result>,
): Promise<Result> {
  const own = createPool({ ...options, connectTimeout: PROBE_MS, connectionLimit: 1 })
  const timer = setTimeout(() => connectionsOf(own).forEach(cutOff), PROBE_MS)
  const ask: Ask = (question) =>
    new Promise((resolve, reject) => {
      own.query<RowDataPacket[]>(question, (error, rows) => {
        if (error) return reject(error)
        const said = rows.map((row) => Object.values(row).map(String))
        resolve(Object.fromEntries(said.map(([name = '', value = '']) => [name.toLowerCase(), value])))
      })
    })
  try {
    return await look(ask)
  } finally {
    clearTimeout(timer)
    own.end(() => {})
  }
}

/** In the cluster and up to date: a node that catches up, or feeds another one, would keep people waiting. */
export async function isFit(ask: Ask): Promise<boolean> {
  // A server without Galera has it OFF, or does not know it.
  const { wsrep_on: inCluster } = await ask("show global variables like 'wsrep_on'")
  if (inCluster !== 'ON') return true
  const state = await ask(
    "show global status where variable_name in ('wsrep_ready', 'wsrep_local_state', 'wsrep_cluster_status')",
  )
  return (
    state.wsrep_ready === 'ON' && state.wsrep_local_state === '4' && state.wsrep_cluster_status === 'Primary'
  )
}
