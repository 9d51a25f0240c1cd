import type { Db } from '#db/connection/client.server.ts'
import { type ServerSettings, selectGrants, selectServerSettings } from '#db/queries/nodes/settings.ts'
import { type NodeState, selectNodeState } from '#db/queries/nodes/state.ts'
import { databaseNow } from '#db/sql/now.ts'

export type { NodeState }

/** How the server sees its cluster; undefined when it belongs to none. */
export function stateOfNode(db: Db): Promise<NodeState | undefined> {
  return selectNodeState(db)
}

export function settingsOfNode(db: Db): Promise<ServerSettings> {
  return selectServerSettings(db)
}

/** What the cabinet's database user may do, one `GRANT ...` a line. */
export function grantsOf(db: Db): Promise<string[]> {
  return selectGrants(db)
}

/** Milliseconds by which the database's clock is ahead of this machine's. */
export async function clockSkew(db: Db): Promise<number> {
  const before = Date.now()
  const there = (await databaseNow(db)).getTime()
  return Math.round(there - (before + Date.now()) / 2)
}
