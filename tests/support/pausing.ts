import { setTimeout as sleep } from 'node:timers/promises'
import { createQueryId, type KyselyPlugin, MysqlQueryCompiler } from 'kysely'
import type { Context } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'

/** The same context, whose statement that looks so is followed by a pause until `other` is over, or is seen to wait. */
export function pausingAfter(ctx: Context, statement: RegExp, other: () => Promise<unknown>): Context {
  let asked = false
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      const compiled = new MysqlQueryCompiler().compileQuery(node, createQueryId())
      if (statement.test(compiled.sql)) asked = true
      return node
    },
    transformResult: async ({ result }) => {
      if (asked) {
        asked = false
        await Promise.race([other(), sleep(400)])
      }
      return result
    },
  }
  return { ...ctx, db: ctx.db.withPlugin(plugin) as Db }
}
