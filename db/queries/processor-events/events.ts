import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type {
  CompanyId,
  InstrumentKind,
  ProcessorBalancesTable,
  ProcessorEventsTable,
} from '#db/schema/index.ts'

export interface NumberedRow {
  id: number
  company_id: number
}

/** Of a company, or (null) of all but the test company. */
export async function selectNumbered(
  db: Db,
  kind: InstrumentKind,
  number: string,
  scope: CompanyId | null,
): Promise<NumberedRow | undefined> {
  const { rows } = await sql<NumberedRow>`
    select c.id, c.company_id from ${sql.table(kind === 'card' ? 'cards' : 'coupons')} c
      join companies p on p.id = c.company_id
    where c.number = ${Buffer.from(number)} and ${scope === null ? sql`p.is_test = 0` : sql`p.id = ${scope}`}
  `.execute(db)
  return rows[0]
}

/** False when this integration told an event of this id before. */
export async function insertProcessorEvent(db: Db, row: Insertable<ProcessorEventsTable>): Promise<boolean> {
  const result = await db.insertInto('processor_events').ignore().values(row).executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function selectEventHash(
  db: Db,
  integrationId: number,
  eventId: string,
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('processor_events')
    .select('content_hash')
    .where('integration_id', '=', integrationId)
    .where('event_id', '=', eventId)
    .executeTakeFirst()
  return row?.content_hash
}

/** False when a later balance is known. One of the same moment changes nothing. */
export async function upsertProcessorBalance(
  db: Db,
  row: Insertable<ProcessorBalancesTable>,
): Promise<boolean> {
  const { company_id, balance, unit, as_of } = row
  // The moment last: MySQL assigns from left to right, and the others compare with the one that is there.
  await sql`
    insert into processor_balances (instrument_kind, instrument_id, company_id, balance, unit, as_of)
    values (${row.instrument_kind}, ${row.instrument_id}, ${company_id}, ${balance}, ${unit}, ${as_of})
    on duplicate key update
      company_id = if(as_of < ${as_of}, ${company_id}, company_id),
      balance = if(as_of < ${as_of}, ${balance}, balance),
      unit = if(as_of < ${as_of}, ${unit}, unit),
      as_of = if(as_of < ${as_of}, ${as_of}, as_of)
  `.execute(db)
  const { rows } = await sql<{ is_newest: 0 | 1 }>`
    select as_of = ${as_of} as is_newest from processor_balances
    where instrument_kind = ${row.instrument_kind} and instrument_id = ${row.instrument_id}
  `.execute(db)
  return Number(rows[0]?.is_newest) === 1
}

export async function deleteOldProcessorEvents(db: Db, days: number): Promise<number> {
  const result = await db
    .deleteFrom('processor_events')
    .where('created_at', '<', sql<Date>`utc_timestamp(6) - interval ${days} day`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
