import { nodeAddressesOf, nodeNameOf } from '#db/addresses.ts'
import { createDb, nodesOf } from '#db/client.server.ts'
import { type NodeState, selectNodeState } from '#db/queries/node-state.ts'
import { type Finding, failure, ok, warning } from './finding.ts'
import type { Operator } from './operator.server.ts'

/** With fewer the loss of one leaves no majority. */
const FEWEST_NODES = 3

interface Node {
  name: string
  /** Undefined of a server without Galera. */
  state?: NodeState | undefined
  /** Why it did not answer. */
  away?: string
}

/** Which server serves this process, and how each of those that DATABASE_URL names sees the cluster. */
export async function cluster({ env, services }: Operator): Promise<Finding> {
  const nodes = await Promise.all((nodeAddressesOf(env.databaseUrl) ?? []).map(examine))
  const inUse = nodesOf(services.db).find(({ serving }) => serving)?.name ?? 'none'
  const single = nodes.length === 1
  const answering = nodes.filter(({ away }) => away === undefined)
  const states = answering.flatMap(({ state }) => state ?? [])
  if (single && states.length === 0) return ok('cluster', `none: ${inUse} is a server by itself`)

  const size = Math.max(0, ...states.map((state) => state.nodes))
  const message = `talks to ${inUse}; ${size} nodes in the cluster; ${nodes.map(describe).join(', ')}`
  if (states.length < answering.length || new Set(states.map(({ clusterId }) => clusterId)).size > 1) {
    return failure(
      'cluster',
      message,
      'The hosts of DATABASE_URL must be the nodes of one Galera cluster: what is written to one of these is not on the others.',
    )
  }
  if (nodes.some(({ state }) => state?.state !== 'Synced' || !state.hasQuorum))
    return warning('cluster', message, 'Mend or start the node; it joins by itself. See docs/operations.md.')
  if (size < FEWEST_NODES)
    return warning('cluster', message, 'With fewer than three nodes the loss of one stops all of them.')
  return ok('cluster', message)
}

async function examine(address: URL): Promise<Node> {
  const name = nodeNameOf(address)
  const db = createDb(address.href, { connections: 1 })
  try {
    return { name, state: await selectNodeState(db) }
  } catch (error) {
    return { name, away: error instanceof Error && 'code' in error ? String(error.code) : 'away' }
  } finally {
    await db.destroy().catch(() => {})
  }
}

function describe({ name, state, away }: Node): string {
  if (away) return `${name} is away (${away})`
  if (!state) return `${name} belongs to none`
  return `${name} ${state.state}${state.hasQuorum ? '' : ' without quorum'}`
}
