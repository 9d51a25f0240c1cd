import { type NodeState, stateOfNode } from '#app/domain/nodes/nodes.server.ts'
import { nodeAddressesOf, nodeNameOf } from '#db/connection/addresses.ts'
import { createDb, nodesOf } from '#db/connection/client.server.ts'
import type { Translate } from '#locales/translate.ts'
import { type Finding, failure, ok, warning } from './finding.ts'
import type { Operator } from './operator.server.ts'

/** With fewer the loss of one leaves no majority. */
const MIN_NODES = 3

interface Node {
  name: string
  /** Undefined of a server without Galera. */
  state?: NodeState | undefined
  /** Why it did not answer. */
  away?: string
}

/** Which server serves this process, and how each of those that DATABASE_URL names sees the cluster. */
export async function cluster({ env, services, t }: Operator): Promise<Finding> {
  const nodes = await Promise.all(
    (nodeAddressesOf(env.databaseUrl) ?? []).map((address) => examine(address, t)),
  )
  const server =
    nodesOf(services.db).find(({ serving }) => serving)?.name ?? t('commands:doctor.cluster.noServer')
  const single = nodes.length === 1
  const answering = nodes.filter(({ away }) => away === undefined)
  const states = answering.flatMap(({ state }) => state ?? [])
  if (single && states.length === 0) return ok('cluster', t('commands:doctor.cluster.single', { server }))

  const size = Math.max(0, ...states.map((state) => state.nodes))
  const message = t('commands:doctor.cluster.found', {
    server,
    count: size,
    n: size,
    nodes: nodes.map((node) => describe(node, t)).join(', '),
  })
  if (states.length < answering.length || new Set(states.map(({ clusterId }) => clusterId)).size > 1) {
    return failure('cluster', message, t('commands:doctor.cluster.severalFix'))
  }
  if (nodes.some(({ state }) => state?.state !== 'Synced' || !state.hasQuorum))
    return warning('cluster', message, t('commands:doctor.cluster.nodeFix'))
  if (size < MIN_NODES) return warning('cluster', message, t('commands:doctor.cluster.fewFix'))
  return ok('cluster', message)
}

async function examine(address: URL, t: Translate): Promise<Node> {
  const name = nodeNameOf(address)
  const db = createDb(address.href, { connections: 1 })
  try {
    return { name, state: await stateOfNode(db) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    return { name, away: code ?? t('commands:doctor.cluster.unknownReason') }
  } finally {
    await db.destroy().catch(() => {})
  }
}

function describe({ name, state, away }: Node, t: Translate): string {
  if (away) return t('commands:doctor.cluster.unavailable', { name, reason: away })
  if (!state) return t('commands:doctor.cluster.outside', { name })
  if (state.hasQuorum) return `${name} ${state.state}`
  return t('commands:doctor.cluster.noQuorum', { name, state: state.state })
}
