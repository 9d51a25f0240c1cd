import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { LimitCandidatesTable } from '#db/schema/index.ts'
import { inBatches } from '#db/sql/batches.ts'
import { forEachHeir, type Heirs, oldAndHeir } from './heirs.ts'

/** A card that is named already stays so until the later of both days. */
export async function upsertLimitCandidates(
  db: Db,
  rows: readonly Insertable<LimitCandidatesTable>[],
): Promise<void> {
  await inBatches(rows, (batch) =>
    db
      .insertInto('limit_candidates')
      .values(batch)
      .onDuplicateKeyUpdate({
        company_id: sql<number>`values(company_id)`,
        until_day: sql<string>`greatest(until_day, values(until_day))`,
      })
      .execute(),
  )
}

/** The cards that take the place of others. */
export function insertHeirsAsCandidates(db: Db, heirs: Heirs, untilDay: string): Promise<void> {
  return forEachHeir(heirs, (condition) =>
    sql`
      insert into limit_candidates (card_id, company_id, until_day)
      select heir.id, heir.company_id, ${untilDay} from ${oldAndHeir} where ${condition}
      on duplicate key update company_id = values(company_id), until_day = greatest(until_day, values(until_day))
    `.execute(db),
  )
}

/** Those whose day is over everywhere. @returns how many went */
export async function deletePastLimitCandidates(db: Db, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from limit_candidates where until_day < current_date - interval 1 day limit ${limit}
  `.execute(db)
  return Number(numAffectedRows ?? 0)
}
