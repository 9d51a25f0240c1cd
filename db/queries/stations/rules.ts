import type { Insertable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { StationRulesTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

export async function upsertStationRule(db: Db, rule: Insertable<StationRulesTable>): Promise<void> {
  const { mode, codes } = rule
  await db
    .insertInto('station_rules')
    .values(rule)
    .onDuplicateKeyUpdate({ mode, codes, updated_at: now })
    .execute()
}

export async function deleteStationRule(
  db: Db,
  {
    instrument_kind,
    instrument_id,
    whose,
  }: Pick<StationRulesTable, 'instrument_kind' | 'instrument_id' | 'whose'>,
): Promise<void> {
  await db
    .deleteFrom('station_rules')
    .where('instrument_kind', '=', instrument_kind)
    .where('instrument_id', '=', instrument_id)
    .where('whose', '=', whose)
    .execute()
}
