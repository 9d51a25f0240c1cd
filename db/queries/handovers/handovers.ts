import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, HandoversTable, Locale } from '#db/schema/index.ts'
import { selectCompanyOf } from '#db/sql/company-of.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type HandoverRow = Selectable<HandoversTable> & {
  company_name: string
  company_closed_at: Date | null
  /** Addresses; null where the account is gone. */
  handed_by_email: string | null
  returned_by_email: string | null
}

export async function insertHandover(db: Db, row: Insertable<HandoversTable>): Promise<number> {
  const result = await db.insertInto('handovers').values(row).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** `lock` holds its row until the transaction ends. */
export async function selectHandover(
  db: Db,
  companyId: CompanyId,
  id: number,
  { lock = false } = {},
): Promise<HandoverRow | undefined> {
  if (lock)
    await sql`select id from handovers where id = ${id} and company_id = ${companyId} for update`.execute(db)
  return selectNamedHandovers(db)
    .where('h.id', '=', id)
    .where('h.company_id', '=', companyId)
    .executeTakeFirst()
}

/** The one that a link leads to, whatever has become of it. */
export async function selectHandoverByToken(
  db: Db,
  tokenHash: Buffer,
  { lock = false } = {},
): Promise<HandoverRow | undefined> {
  if (lock) await sql`select id from handovers where token_hash = ${tokenHash} for update`.execute(db)
  return selectNamedHandovers(db).where('h.token_hash', '=', tokenHash).executeTakeFirst()
}

/** In which language the driver reads. */
export async function selectLocaleOfToken(db: Db, tokenHash: Buffer): Promise<Locale | undefined> {
  const query = db.selectFrom('handovers').select('locale').where('token_hash', '=', tokenHash)
  return (await query.executeTakeFirst())?.locale
}

/** Which of these companies it belongs to. */
export function selectCompanyOfHandover(
  db: Db,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOf(db, 'handovers', companyIds, id)
}

/** A company's, or those of one of its drivers; the newest first. */
export function selectHandovers(
  db: Db,
  companyId: CompanyId,
  { driverId }: { driverId?: number | undefined },
  request: PageRequest,
): Promise<HandoverRow[]> {
  return selectNamedHandovers(db)
    .where('h.company_id', '=', companyId)
    .$if(driverId !== undefined, (query) => query.where('h.driver_id', '=', driverId ?? 0))
    .where(beyondId('h.id', request))
    .orderBy('h.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** Binds the phone: false when one has opened it already, or it was taken back. */
export async function claimHandover(db: Db, id: number, phoneHash: Buffer): Promise<boolean> {
  const result = await db
    .updateTable('handovers')
    .set({ phone_hash: phoneHash, opened_at: now })
    .where('id', '=', id)
    .where('phone_hash', 'is', null)
    .where('returned_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** False when it was taken back before. */
export async function updateHandoverReturned(db: Db, id: number, userId: number | null): Promise<boolean> {
  const result = await db
    .updateTable('handovers')
    .set({ returned_at: now, returned_by: userId })
    .where('id', '=', id)
    .where('returned_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Another link, which no phone has opened. */
export async function updateHandoverLink(
  db: Db,
  id: number,
  link: Pick<HandoversTable, 'public_id' | 'nonce' | 'token_hash'>,
): Promise<void> {
  await db
    .updateTable('handovers')
    .set({ ...link, phone_hash: null, opened_at: null })
    .where('id', '=', id)
    .execute()
}

export function selectNamedHandovers(db: Db) {
  return db
    .selectFrom('handovers as h')
    .innerJoin('companies as p', 'p.id', 'h.company_id')
    .leftJoin('users as giver', 'giver.id', 'h.handed_by')
    .leftJoin('users as taker', 'taker.id', 'h.returned_by')
    .selectAll('h')
    .select([
      'p.name as company_name',
      'p.closed_at as company_closed_at',
      'giver.email as handed_by_email',
      'taker.email as returned_by_email',
    ])
}
