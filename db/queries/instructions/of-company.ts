import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'
import type { InstructionsTable, InstrumentKind } from '#db/schema/index.ts'
import { insertRows } from '#db/sql/batches.ts'
import { now } from '#db/sql/now.ts'
import type { InstructionRow } from './instructions.ts'

/** So many cards or coupons of a company beyond an id that something may still be fuelled with. */
export async function selectUsableIds(
  db: Db,
  kind: InstrumentKind,
  companyId: number,
  { after, limit, today }: { after: number; limit: number; today: Day },
): Promise<number[]> {
  const isOpen = kind === 'card' ? sql`issuer_status <> 'expired'` : sql`open = 1`
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(kind === 'card' ? 'cards' : 'coupons')}
    where company_id = ${companyId} and id > ${after} and ${isOpen}
      and (valid_until is null or valid_until >= ${today})
    order by id limit ${limit}
  `.execute(db)
  return rows.map(({ id }) => Number(id))
}

export type LastInstructionRow = Pick<
  InstructionRow,
  'instrument_id' | 'version' | 'asks' | 'status' | 'is_blocked'
>

/** The last one of each, where there is one. */
export async function selectLastInstructionsOf(
  db: Db,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<LastInstructionRow[]> {
  const { rows } = await sql<LastInstructionRow>`
    select i.instrument_id, i.version, i.asks, i.status, i.is_blocked
    from instructions i
      join (select instrument_id, max(version) as version from instructions
        where instrument_kind = ${kind} and instrument_id in (${sql.join(ids)}) group by instrument_id) m
        on m.instrument_id = i.instrument_id and m.version = i.version
    where i.instrument_kind = ${kind}
  `.execute(db)
  return rows
}

export async function updateInstructionsSupersededOf(
  db: Db,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<void> {
  await db
    .updateTable('instructions')
    .set({ status: 'superseded', settled_at: now })
    .where('instrument_kind', '=', kind)
    .where('instrument_id', 'in', ids)
    .where('status', 'in', ['waiting', 'delivered'])
    .execute()
}

export async function insertInstructions(
  db: Db,
  rows: readonly Insertable<InstructionsTable>[],
): Promise<void> {
  await insertRows(db, 'instructions', rows)
}
