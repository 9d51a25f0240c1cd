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

function nodesWithin(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  if (!Array.isArray(value) && !('kind' in value)) return found
  found.add(value)
  for (const part of Object.values(value)) nodesWithin(part, found)
  return found
}
