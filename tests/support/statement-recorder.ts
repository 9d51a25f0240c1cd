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

/** `db` writes down every statement that goes through it; `during` gives those of one piece of work. */
export function recordStatements(watched: Db) {
  const statements: Statement[] = []
  const compiler = new MysqlQueryCompiler()
  const recorder: KyselyPlugin = {
    transformQuery({ node, queryId }: PluginTransformQueryArgs) {
      const { sql, parameters } = compiler.compileQuery(node, queryId)
      statements.push({ sql, parameters })
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
