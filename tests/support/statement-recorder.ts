import {
  type KyselyPlugin,
  MysqlQueryCompiler,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
} from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

export interface Statement {
  sql: string
  parameters: readonly unknown[]
}

/**
 * `db` writes down every statement that goes through it; `during` gives those of one piece of work. A query within
 * another goes through the plugin before it, and is no statement of its own.
 */
export function recordStatements(watched: Db) {
  let statements: (Statement & { node: object })[] = []
  const compiler = new MysqlQueryCompiler()
  const recorder: KyselyPlugin = {
    transformQuery({ node, queryId }: PluginTransformQueryArgs) {
      const { sql, parameters } = compiler.compileQuery(node, queryId)
      const parts = nodesWithin(node)
      statements = [...statements.filter((other) => !parts.has(other.node)), { sql, parameters, node }]
      return node
    },
    transformResult: async ({ result }: PluginTransformResultArgs) => result,
  }
  return {
    db: watched.withPlugin(recorder),
    async during<Result>(work: () => Promise<Result>): Promise<{ result: Result; statements: Statement[] }> {
      const from = statements.length
      const result = await work()
      return { result, statements: statements.slice(from) }
    },
  }
}

/** Whoever uses it waits for `stop` after each statement that begins so, with the transaction still open. */
export function stoppingAfter(db: Db, beginning: string, stop: () => Promise<void>): Db {
  const compiler = new MysqlQueryCompiler()
  const stopping = new Set<unknown>()
  return db.withPlugin({
    transformQuery({ node, queryId }: PluginTransformQueryArgs) {
      if (compiler.compileQuery(node, queryId).sql.startsWith(beginning)) stopping.add(queryId)
      return node
    },
    async transformResult({ result, queryId }: PluginTransformResultArgs) {
      if (stopping.delete(queryId)) await stop()
      return result
    },
  })
}

function nodesWithin(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  if (!Array.isArray(value) && !('kind' in value)) return found
  found.add(value)
  for (const part of Object.values(value)) nodesWithin(part, found)
  return found
}
