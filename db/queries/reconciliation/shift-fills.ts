import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { InstrumentKind, ProductCode } from '#db/schema/index.ts'
import { readInBatches } from '#db/sql/batches.ts'
import { isHoldOver } from '#db/sql/holds.ts'

/** What the cabinet has of one operation. */
export interface ShiftFillRow {
  id: number
  operation_id: string
  status: 'held' | 'completed' | 'declined' | 'voided' | 'expired' | 'running'
  product: ProductCode | null
  instrument_kind: InstrumentKind | null
  company_id: number | null
  approved: number | null
  /** Dispensed less what was taken back; nothing, where that is all that was billed: a little more may have flowed. */
  net: string
  /** Tiyn for it. */
  charged: string
  expires_at: Date | null
  is_over: 0 | 1
}

const takenBack = sql`coalesce((select sum(r.volume) from reversals r where r.authorization_id = a.id), 0)`

const columns = sql`a.id, a.operation_id, a.status, a.product, a.instrument_kind, a.company_id, a.approved, a.expires_at,
  ${isHoldOver('a')} as is_over,
  cast(if(${takenBack} > 0 and ${takenBack} >= a.billed, 0, coalesce(a.dispensed, 0) - ${takenBack}) as char) as net,
  cast(coalesce(a.charged, 0) - coalesce((
    select sum(r.charged) from reversals r where r.authorization_id = a.id
  ), 0) as char) as charged
  from authorizations a`

interface Period {
  integrationId: number
  station: string
  from: Date
  until: Date
  /** When the operations of such fills began; the last instant does not count. */
  begun: { from: Date; until: Date }
}

/** What one system completed at one station in a time or holds since then. */
export async function selectFillsInPeriod(
  db: Db,
  { integrationId, station, from, until, begun }: Period,
): Promise<ShiftFillRow[]> {
  const { rows } = await sql<ShiftFillRow>`
    select ${columns} where a.integration_id = ${integrationId} and a.station_code = ${station}
      and a.created_at >= ${begun.from}
      and a.created_at < ${begun.until}
      and (
        a.status = 'completed' and coalesce(a.occurred_at, a.completed_at) >= ${from}
          and coalesce(a.occurred_at, a.completed_at) < ${until}
        or a.status = 'held' and a.created_at < ${until}
      )
    order by a.id
  `.execute(db)
  return rows
}

/** By the system's own ids; whenever and at whichever station they were. */
export function selectFillsByOperation(
  db: Db,
  integrationId: number,
  operationIds: readonly string[],
): Promise<ShiftFillRow[]> {
  return readInBatches(operationIds, async (batch) => {
    const { rows } = await sql<ShiftFillRow>`
      select ${columns} where a.integration_id = ${integrationId} and a.operation_id in (${sql.join(batch)})
    `.execute(db)
    return rows
  })
}
