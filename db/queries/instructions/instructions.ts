import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Day } from '#db/schema/columns.ts'
import type { InstructionsTable, InstrumentKind } from '#db/schema/index.ts'
import { insertRows } from '#db/sql/batches.ts'
import { inSeconds, now } from '#db/sql/now.ts'

export type InstructionRow = Selectable<InstructionsTable>

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

export type VersionRow = Pick<InstructionRow, 'instrument_id' | 'version' | 'asks' | 'status' | 'is_blocked'>

/** The last one of each, where there is one. The cards or coupons are held, so that nobody adds a newer one. */
export async function selectVersionsOf(
  db: Db,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select i.instrument_id, i.version, i.asks, i.status, i.is_blocked
    from instructions i
      join (select instrument_id, max(version) as version from instructions
        where instrument_kind = ${kind} and instrument_id in (${sql.join(ids)}) group by instrument_id) m
        on m.instrument_id = i.instrument_id and m.version = i.version
    where i.instrument_kind = ${kind}
  `.execute(db)
  return rows
}

/** What has no outcome yet is of no use to anybody once a newer one is there. */
export async function updateInstructionsSuperseded(
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

export type AskedRow = Pick<
  InstructionRow,
  'instrument_id' | 'version' | 'asks' | 'status' | 'reason' | 'created_at' | 'delivered_at' | 'settled_at'
> & { is_silent: 0 | 1 }

/** The last one of each, where there is one. */
export async function selectLastInstructions(
  db: Db,
  kind: InstrumentKind,
  ids: readonly number[],
  silenceSeconds: number,
): Promise<AskedRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AskedRow>`
    select i.instrument_id, i.version, i.asks, i.status, i.reason, i.created_at, i.delivered_at, i.settled_at,
      i.status in ('waiting', 'delivered') and i.created_at < ${inSeconds(-silenceSeconds)} as is_silent
    from instructions i
      left join instructions newer on newer.instrument_kind = i.instrument_kind
        and newer.instrument_id = i.instrument_id and newer.version > i.version
    where i.instrument_kind = ${kind} and i.instrument_id in (${sql.join(ids)}) and newer.id is null
  `.execute(db)
  return rows
}

export interface SilenceRow {
  waiting: number
  silent: number
}

/** How many have no outcome, and how many of them for longer than usual. Those of test keys' companies do not count. */
export async function countOpenInstructions(db: Db, silenceSeconds: number): Promise<SilenceRow> {
  const { rows } = await sql<{ waiting: string; silent: string | null }>`
    select count(*) as waiting, sum(i.created_at < ${inSeconds(-silenceSeconds)}) as silent
    from instructions i join companies p on p.id = i.company_id and p.is_test = 0
    where i.status in ('waiting', 'delivered')
  `.execute(db)
  const [row] = rows
  return { waiting: Number(row?.waiting ?? 0), silent: Number(row?.silent ?? 0) }
}
