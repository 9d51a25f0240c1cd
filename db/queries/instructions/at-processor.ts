import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, InstrumentKind, ProcessorBalancesTable } from '#db/schema/index.ts'

export type BalanceRow = Pick<
  Selectable<ProcessorBalancesTable>,
  'instrument_id' | 'balance' | 'unit' | 'as_of'
>

export async function selectProcessorBalances(
  db: Db,
  companyId: CompanyId,
  kind: InstrumentKind,
  ids: readonly number[],
): Promise<BalanceRow[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('processor_balances')
    .select(['instrument_id', 'balance', 'unit', 'as_of'])
    .where('instrument_kind', '=', kind)
    .where('instrument_id', 'in', ids)
    .where('company_id', '=', companyId)
    .execute()
}

export interface FillRow {
  id: number
  station_code: string
  volume: number
  occurred_at: Date
  /** Millilitres that were taken back. */
  reversed: string
}

/** The newest first. */
export async function selectApprovals(
  db: Db,
  companyId: CompanyId,
  { kind, id }: { kind: InstrumentKind; id: number },
  limit: number,
): Promise<FillRow[]> {
  const { rows } = await sql<FillRow>`
    select e.id, e.station_code, e.volume, e.occurred_at,
      (select coalesce(sum(coalesce(r.volume, e.volume)), 0) from processor_events r
        where r.integration_id = e.integration_id and r.reverses = e.event_id and r.type = 'reversal') as reversed
    from processor_events e
    where e.instrument_kind = ${kind} and e.instrument_id = ${id} and e.company_id = ${companyId}
      and e.type = 'approval'
    order by e.occurred_at desc, e.id desc limit ${limit}
  `.execute(db)
  return rows
}
