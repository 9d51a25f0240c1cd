import type { Insertable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, InstrumentKind, SuspicionsTable } from '#db/schema/index.ts'

export interface InstrumentRef {
  kind: InstrumentKind
  id: number
}

/** A card or a coupon of the company, held until the transaction ends as a station's request holds it. */
export async function selectSuspectForUpdate(
  db: Db,
  companyId: CompanyId,
  { kind, id }: InstrumentRef,
): Promise<{ number: string } | undefined> {
  return db
    .selectFrom(kind === 'card' ? 'cards' : 'coupons')
    .select('number')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** The first reason stays until the suspicion is lifted. */
export async function insertSuspicion(db: Db, row: Insertable<SuspicionsTable>): Promise<boolean> {
  const result = await db.insertInto('suspicions').ignore().values(row).executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Whether there was one. */
export async function deleteSuspicion(db: Db, { kind, id }: InstrumentRef): Promise<boolean> {
  const result = await db
    .deleteFrom('suspicions')
    .where('instrument_kind', '=', kind)
    .where('instrument_id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
