import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, FuelExceptionsTable, InstrumentKind } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

export const PROCESSOR_DIFFERS = 'processor_differs'
export const STATE_REGISTER_LATE = 'state_register_late'

export interface ProcessorDiscrepancyRow {
  id: number
  instrument_number: string
  ours: string
  theirs: string
  settled_at: Date | null
  settled_as: string | null
}

/** The last one of each of these numbers, open or settled. */
export async function selectLastDiscrepancies(
  db: Db,
  kind: InstrumentKind,
  numbers: readonly string[],
): Promise<ProcessorDiscrepancyRow[]> {
  if (numbers.length === 0) return []
  const { rows } = await sql<ProcessorDiscrepancyRow>`
    select e.id, e.instrument_number, e.ours, e.theirs, e.settled_at, e.settled_as
    from fuel_exceptions e join (
      select max(id) as id from fuel_exceptions
      where instrument_kind = ${kind} and kind = ${PROCESSOR_DIFFERS}
        and instrument_number in (${sql.join(numbers.map((number) => Buffer.from(number)))})
      group by instrument_number
    ) last on last.id = e.id
  `.execute(db)
  return rows
}

export async function insertDiscrepancy(
  db: Db,
  { instrument_number: number, ...row }: Insertable<FuelExceptionsTable>,
): Promise<void> {
  await db
    .insertInto('fuel_exceptions')
    .values({ ...row, instrument_number: number == null ? null : sql<string>`${Buffer.from(number)}` })
    .onDuplicateKeyUpdate({ id: sql<number>`id` })
    .execute()
}

/** One that is still open: as the last register shows it. */
export async function updateDiscrepancy(
  db: Db,
  id: number,
  seen: { ours: string; theirs: string; state_register_id: number },
): Promise<void> {
  await db
    .updateTable('fuel_exceptions')
    .set(seen)
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .execute()
}

/** A register has them again, or nothing can be said of them yet. */
export async function updateDiscrepanciesSeen(
  db: Db,
  ids: readonly number[],
  registerId: number,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('fuel_exceptions')
    .set({ state_register_id: registerId })
    .where('id', 'in', ids)
    .where('settled_at', 'is', null)
    .execute()
}

/** What a register has no more: both sides agree by now. */
export async function updateDiscrepanciesAgreed(
  db: Db,
  kind: InstrumentKind,
  registerId: number,
  scope: CompanyId | null,
): Promise<void> {
  await db
    .updateTable('fuel_exceptions')
    .set({ settled_at: now, settled_as: 'agrees' })
    .where('kind', 'in', [PROCESSOR_DIFFERS, STATE_REGISTER_LATE])
    .where('instrument_kind', '=', kind)
    .where('settled_at', 'is', null)
    .where('state_register_id', '<', registerId)
    .$if(scope !== null, (query) => query.where('company_id', '=', scope))
    .execute()
}
