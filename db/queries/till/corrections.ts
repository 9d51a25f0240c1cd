import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

export interface ShiftCorrectionRow {
  id: number
  authorization_id: number
  operation_id: string
  product: string
  volume: number
  reason: string
  created_at: Date
}

/** What was taken back of a shift after a moment, the oldest first. */
export async function selectShiftCorrections(
  db: Db,
  shiftId: number,
  since: Date,
): Promise<ShiftCorrectionRow[]> {
  const { rows } = await sql<ShiftCorrectionRow>`
    select r.id, r.authorization_id, a.operation_id, a.product, r.volume, r.reason, r.created_at
    from reversals r join authorizations a on a.id = r.authorization_id
    where a.shift_id = ${shiftId} and a.product is not null and r.created_at > ${since} order by r.id
  `.execute(db)
  return rows
}
