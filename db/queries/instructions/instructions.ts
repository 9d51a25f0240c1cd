import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { InstructionsTable, InstrumentKind } from '#db/schema/index.ts'
import { inSeconds, now } from '#db/sql/now.ts'

type Instrument = { kind: InstrumentKind; id: number }

export type InstructionRow = Selectable<InstructionsTable>

/** Held until the transaction ends. */
export function selectLastInstruction(db: Db, { kind, id }: Instrument): Promise<InstructionRow | undefined> {
  return db
    .selectFrom('instructions')
    .selectAll()
    .where('instrument_kind', '=', kind)
    .where('instrument_id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

/** What has no outcome yet is of no use to anybody once a newer one is there. */
export async function updateInstructionsSuperseded(db: Db, { kind, id }: Instrument): Promise<void> {
  await db
    .updateTable('instructions')
    .set({ status: 'superseded', settled_at: now })
    .where('instrument_kind', '=', kind)
    .where('instrument_id', '=', id)
    .where('status', 'in', ['waiting', 'delivered'])
    .execute()
}

export async function insertInstruction(db: Db, row: Insertable<InstructionsTable>): Promise<void> {
  await db.insertInto('instructions').values(row).execute()
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
