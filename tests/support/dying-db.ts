import type { KyselyPlugin } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** A handle of a process that lives no more from one statement on: each that it would send throws `killed`. */
export function dyingAt(db: Db, statement: number): Db {
  let sent = 0
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (++sent >= statement) throw new Error('killed')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return db.withPlugin(plugin)
}
