import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, DriverHelpTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

export type HelpRow = Selectable<DriverHelpTable>

export interface ListedHelpRow extends HelpRow {
  driver_name: string
  driver_phone: string
  coupon_number: string | null
}

/** Fails with a duplicate key when one of its kind waits already. */
export async function insertHelp(db: Db, row: Insertable<DriverHelpTable>): Promise<number> {
  const result = await db.insertInto('driver_help').values(row).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** A company's that wait for an answer, the oldest first. */
export function selectOpenHelp(db: Db, companyId: CompanyId, limit: number): Promise<ListedHelpRow[]> {
  return withNames(db)
    .where('d.company_id', '=', companyId)
    .where('d.settled_at', 'is', null)
    .orderBy('d.id')
    .limit(limit)
    .execute()
}

/** What was asked about one hand-over or one coupon of it, the newest first. */
export function selectHelpOf(
  db: Db,
  companyId: CompanyId,
  of: { handoverId: number } | { couponId: number },
  limit: number,
): Promise<ListedHelpRow[]> {
  const query = withNames(db).where('d.company_id', '=', companyId)
  const narrowed =
    'handoverId' in of
      ? query.where('d.handover_id', '=', of.handoverId)
      : query.where('d.coupon_id', '=', of.couponId)
  return narrowed.orderBy('d.id', 'desc').limit(limit).execute()
}

export function selectHelp(
  db: Db,
  companyId: CompanyId,
  handoverId: number,
  id: number,
): Promise<ListedHelpRow | undefined> {
  return withNames(db)
    .where('d.id', '=', id)
    .where('d.handover_id', '=', handoverId)
    .where('d.company_id', '=', companyId)
    .executeTakeFirst()
}

/** Compare-and-set: false when somebody has answered it. */
export async function updateHelpSettled(
  db: Db,
  id: number,
  { answer, userId }: { answer: string; userId: number | null },
): Promise<boolean> {
  const result = await db
    .updateTable('driver_help')
    .set({ answer, settled_by: userId, settled_at: now, open_key: null })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** What still waits of a hand-over that is over: nobody has to answer it. Returns how many. */
export async function updateHelpOver(db: Db, handoverId: number, userId: number | null): Promise<number> {
  const result = await db
    .updateTable('driver_help')
    .set({ answer: '', settled_by: userId, settled_at: now, open_key: null })
    .where('handover_id', '=', handoverId)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

function withNames(db: Db) {
  return db
    .selectFrom('driver_help as d')
    .innerJoin('handovers as h', 'h.id', 'd.handover_id')
    .leftJoin('coupons as k', (join) =>
      join.onRef('k.id', '=', 'd.coupon_id').onRef('k.company_id', '=', 'd.company_id'),
    )
    .selectAll('d')
    .select(['h.driver_name', 'h.driver_phone'])
    .select(sql<string | null>`k.number`.as('coupon_number'))
}
