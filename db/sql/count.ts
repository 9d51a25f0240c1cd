import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { exactSum } from './exact-sum.ts'

/** A count of waiting work goes no further: it costs the same at a thousand rows and at a million. */
export const COUNT_LIMIT = 1_000

/** How many rows a query finds, as a value of another. */
export function counted(query: Expression<unknown>): RawBuilder<number> {
  return sql<number>`(select count(*) from ${query} counted)`
}

export async function countRows(db: Db, query: Expression<unknown>): Promise<number> {
  const { rows } = await sql<{ found: number }>`select ${counted(query)} as found`.execute(db)
  return exactSum(rows[0]?.found)
}
