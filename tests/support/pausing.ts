import { setTimeout as sleep } from 'node:timers/promises'
import { createQueryId, type KyselyPlugin, MysqlQueryCompiler } from 'kysely'
import { PasswordHasher } from '#app/domain/access/password-hash.server.ts'
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

type Row = Record<string, unknown>

/** The same context, to which rows look as `before` makes them: as to a process that read them before somebody changed them. */
export function readingBefore(ctx: Context, before: (row: Row) => Row): Context {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(before) }),
  }
  return { ...ctx, db: ctx.db.withPlugin(plugin) as Db }
}

/** The same context, which hashes and compares nothing before `other` is over. */
export function hashingAfter(ctx: Context, other: () => Promise<unknown>): Context {
  class WaitingHasher extends PasswordHasher {
    override async hash(...asked: Parameters<PasswordHasher['hash']>): Promise<string> {
      await other()
      return super.hash(...asked)
    }
    override async verify(...asked: Parameters<PasswordHasher['verify']>): Promise<boolean> {
      await other()
      return super.verify(...asked)
    }
  }
  return { ...ctx, hasher: new WaitingHasher() }
}
