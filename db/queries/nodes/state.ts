import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** How a database server sees the cluster that it belongs to; undefined of one that belongs to none. */
export interface NodeState {
  /** The same on every node of one cluster. */
  clusterId: string
  nodes: number
  /** False in a minority, where nothing is read or written. */
  hasQuorum: boolean
  /** `Synced`, `Donor/Desynced`, `Joined`, .. */
  state: string
}

/** Asks with SHOW, which a node without quorum answers too. */
export async function selectNodeState(db: Db): Promise<NodeState | undefined> {
  const settings = await sql<Row>`show global variables like 'wsrep_on'`.execute(db)
  if (settings.rows[0]?.Value !== 'ON') return undefined
  const { rows } = await sql<Row>`show global status like 'wsrep_%'`.execute(db)
  const said = new Map(rows.map((row) => [row.Variable_name, row.Value]))
  return {
    clusterId: said.get('wsrep_cluster_state_uuid') ?? '',
    nodes: Number(said.get('wsrep_cluster_size') ?? 0),
    hasQuorum: said.get('wsrep_cluster_status') === 'Primary',
    state: said.get('wsrep_local_state_comment') ?? '',
  }
}

interface Row {
  Variable_name: string
  Value: string
}
