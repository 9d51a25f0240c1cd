import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardPinsTable, CompanyId } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { forEachHeir, type Heirs, oldAndHeir } from './heirs.ts'

export type CardPinRow = Selectable<CardPinsTable>

/** Of a card of this company, or (null) of whatever company that is no test company. */
export async function selectCardPin(
  db: Db,
  companyId: CompanyId | null,
  { number }: { number: string },
): Promise<CardPinRow | undefined> {
  const whose = companyId === null ? sql`p.is_test = 0` : sql`p.id = ${companyId}`
  const { rows } = await sql<CardPinRow>`
    select n.* from cards c
      join companies p on p.id = c.company_id
      join card_pins n on n.card_id = c.id and n.company_id = c.company_id
    where c.number = ${Buffer.from(number)} and ${whose}
  `.execute(db)
  return rows[0]
}

/** With all tries again. */
export async function upsertCardPin(
  db: Db,
  { companyId, id, hash }: { companyId: CompanyId; id: number; hash: string },
): Promise<void> {
  const pin = { company_id: companyId, pin_hash: hash, failures: 0, blocked_at: null, set_at: now }
  await db
    .insertInto('card_pins')
    .values({ card_id: id, ...pin })
    .onDuplicateKeyUpdate(pin)
    .execute()
}

/** Whether there was one. */
export async function deleteCardPin(db: Db, id: number): Promise<boolean> {
  const result = await db.deleteFrom('card_pins').where('card_id', '=', id).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/**
 * Counts a wrong one; the last one blocks. Compare-and-set on the PIN and the count, so that all that come at once count:
 * false when somebody else counted or changed it.
 */
export async function updateCardPinFailures(
  db: Db,
  { id, hash, failures, most }: { id: number; hash: string; failures: number; most: number },
): Promise<boolean> {
  const result = await db
    .updateTable('card_pins')
    .set({ failures: failures + 1, ...(failures + 1 >= most ? { blocked_at: now } : {}) })
    .where('card_id', '=', id)
    .where('pin_hash', '=', hash)
    .where('failures', '=', failures)
    .where('blocked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function updateCardPinFailuresForgotten(db: Db, id: number): Promise<void> {
  await db.updateTable('card_pins').set({ failures: 0 }).where('card_id', '=', id).execute()
}

/**
 * Cards that take the place of others ask for the same PIN, with the tries that are left: those that are named by a change of
 * `replaced`, or that are `added` and named already. One that has a PIN of its own keeps it.
 */
export function insertInheritedPins(db: Db, heirs: Heirs): Promise<void> {
  return forEachHeir(heirs, (condition) =>
    sql`
      insert into card_pins (card_id, company_id, pin_hash, failures, blocked_at, set_at)
      select heir.id, heir.company_id, pin.pin_hash, pin.failures, pin.blocked_at, pin.set_at
      from ${oldAndHeir} join card_pins pin on pin.card_id = old.id and pin.company_id = old.company_id
      where ${condition}
      on duplicate key update card_id = card_pins.card_id
    `.execute(db),
  )
}
