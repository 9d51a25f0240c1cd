import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { InstrumentKind, StateRegistersTable } from '#db/schema/index.ts'
import { insertRows } from '#db/sql/batches.ts'
import { now } from '#db/sql/now.ts'

export type StateRegisterRow = Selectable<StateRegistersTable>

/** @returns its id; undefined when the processor has told of this moment before */
export async function insertStateRegister(
  db: Db,
  row: Insertable<StateRegistersTable>,
): Promise<number | undefined> {
  const result = await db.insertInto('state_registers').ignore().values(row).executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n ? Number(result.insertId) : undefined
}

export function selectStateRegisterAt(
  db: Db,
  integrationId: number,
  kind: InstrumentKind,
  asOf: Date,
): Promise<StateRegisterRow | undefined> {
  return db
    .selectFrom('state_registers')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .where('instrument_kind', '=', kind)
    .where('as_of', '=', asOf)
    .executeTakeFirst()
}

export function selectStateRegister(db: Db, id: number): Promise<StateRegisterRow | undefined> {
  return db.selectFrom('state_registers').selectAll().where('id', '=', id).executeTakeFirst()
}

export function insertProcessorStates(
  db: Db,
  rows: { register_id: number; number: Buffer; state: string }[],
): Promise<void> {
  // The builder's type of a number is text; the column compares bytes.
  return insertRows(
    db,
    'processor_states',
    rows as unknown as Parameters<typeof insertRows<'processor_states'>>[2],
  )
}

export async function updateStateRegisterTotal(db: Db, id: number, rows: number): Promise<void> {
  await db.updateTable('state_registers').set({ rows_total: rows }).where('id', '=', id).execute()
}

/** The oldest that is not compared yet, held until the transaction ends. */
export function selectOpenStateRegister(db: Db): Promise<StateRegisterRow | undefined> {
  return db
    .selectFrom('state_registers')
    .selectAll()
    .where('status', 'in', ['comparing', 'seeking', 'closing'])
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

/** A later moment of the same cards or coupons is known. */
export async function hasLaterStateRegister(
  db: Db,
  { id, instrument_kind, company_id, as_of }: StateRegisterRow,
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    select r.id from state_registers r
    where r.instrument_kind = ${instrument_kind} and r.as_of > ${as_of} and r.id <> ${id}
      and r.company_id <=> ${company_id} limit 1
  `.execute(db)
  return rows.length > 0
}

/** Adds what one step found, and says where the next begins. */
export async function updateStateRegister(
  db: Db,
  { id }: StateRegisterRow,
  {
    counts,
    ...reached
  }: Partial<Pick<StateRegisterRow, 'read_number' | 'read_id' | 'status'>> & {
    counts: Pick<StateRegisterRow, 'agreeing' | 'in_flight' | 'differing' | 'missing_here' | 'missing_there'>
  },
): Promise<void> {
  const { read_number: number, read_id: readId, status } = reached
  await sql`
    update state_registers set
      agreeing = agreeing + ${counts.agreeing}, in_flight = in_flight + ${counts.in_flight},
      differing = differing + ${counts.differing}, missing_here = missing_here + ${counts.missing_here},
      missing_there = missing_there + ${counts.missing_there}
      ${number == null ? sql`` : sql`, read_number = ${Buffer.from(number)}`}
      ${readId === undefined ? sql`` : sql`, read_id = ${readId}`}
      ${status === undefined ? sql`` : sql`, status = ${status}`}
      ${status === 'compared' || status === 'overtaken' ? sql`, compared_at = ${now}` : sql``}
    where id = ${id}
  `.execute(db)
}

/** The last one of a kind, of no test key. */
export async function selectLastStateRegister(
  db: Db,
  kind: InstrumentKind,
): Promise<StateRegisterRow | undefined> {
  return db
    .selectFrom('state_registers')
    .selectAll()
    .where('instrument_kind', '=', kind)
    .where('status', '<>', 'overtaken')
    .where('is_test', '=', 0)
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Rows of registers that were compared so many days ago. @returns how many went */
export async function deleteOldProcessorStates(db: Db, days: number): Promise<number> {
  const old = await db
    .selectFrom('state_registers as r')
    .select('r.id')
    .where('r.status', 'in', ['compared', 'overtaken'])
    .where('r.compared_at', '<', sql<Date>`utc_timestamp(6) - interval ${days} day`)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('processor_states as s').select('s.register_id').whereRef('s.register_id', '=', 'r.id'),
      ),
    )
    .orderBy('r.id')
    .limit(1)
    .executeTakeFirst()
  if (!old) return 0
  const result = await db
    .deleteFrom('processor_states')
    .where('register_id', '=', old.id)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
