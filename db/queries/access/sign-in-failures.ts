import { expressionBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Database, SignInGuardsTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

/** A place is held while a password is compared; a process that dies keeps it for no longer than this. */
const LEASE_SECONDS = 60

export interface Guard {
  failures: number
  blocked: boolean
  /** Comparisons in flight. */
  places: number
}

const NO_GUARD: Guard = { failures: 0, blocked: false, places: 0 }

export async function findGuard(db: Db, addressKey: Buffer): Promise<Guard> {
  const row = await db
    .selectFrom('sign_in_guards as g')
    .select(['g.failures', 'g.blocked_at', livePlaces().as('places')])
    .where('g.address_key', '=', addressKey)
    .executeTakeFirst()
  if (!row) return NO_GUARD
  return { failures: row.failures, blocked: row.blocked_at !== null, places: Number(row.places) }
}

/** Comparisons in flight at the guard `g` of the query around it. */
function livePlaces() {
  return expressionBuilder<Database & { g: SignInGuardsTable }, 'g'>()
    .selectFrom('sign_in_places as p')
    .select((eb) => eb.fn.countAll<number>().as('places'))
    .whereRef('p.address_key', '=', 'g.address_key')
    .where('p.lease_until', '>', now)
}

/**
 * Makes the guard's row the transaction's own: whoever else changes the same address waits, or on another node of
 * a cluster fails and repeats. A lock alone would not reach across nodes.
 */
export async function touchGuard(db: Db, addressKey: Buffer): Promise<void> {
  await db
    .insertInto('sign_in_guards')
    .values({ address_key: addressKey, failures: 0, version: 1, touched_at: now })
    .onDuplicateKeyUpdate({ version: sql<number>`version + 1`, touched_at: now })
    .execute()
}

/** @returns the place's id; null when the address is blocked or its places and failures are `limit` already. */
export async function insertPlace(db: Db, addressKey: Buffer, limit: number): Promise<number | null> {
  const result = await db
    .insertInto('sign_in_places')
    .columns(['address_key', 'lease_until'])
    .expression((eb) =>
      eb
        .selectFrom('sign_in_guards as g')
        .select([
          'g.address_key',
          sql<Date>`utc_timestamp(6) + interval ${LEASE_SECONDS} second`.as('lease_until'),
        ])
        .where('g.address_key', '=', addressKey)
        .where('g.blocked_at', 'is', null)
        .where(sql<number>`g.failures + ${livePlaces()}`, '<', limit),
    )
    .executeTakeFirstOrThrow()
  return result.numInsertedOrUpdatedRows === 1n ? Number(result.insertId) : null
}

export async function deletePlace(db: Db, placeId: number): Promise<void> {
  await db.deleteFrom('sign_in_places').where('id', '=', placeId).execute()
}

/** One failure more; the one with number `limit` blocks. True when this one did. */
export async function countFailure(db: Db, addressKey: Buffer, limit: number): Promise<boolean> {
  await db
    .updateTable('sign_in_guards')
    .set({ failures: sql<number>`failures + 1` })
    .where('address_key', '=', addressKey)
    .where('blocked_at', 'is', null)
    .execute()
  const result = await db
    .updateTable('sign_in_guards')
    .set({ blocked_at: now })
    .where('address_key', '=', addressKey)
    .where('failures', '>=', limit)
    .where('blocked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** A right password ends the row of failures; false when the address is blocked. Holds the guard as touchGuard does. */
export async function forgetFailures(db: Db, addressKey: Buffer): Promise<boolean> {
  const result = await db
    .updateTable('sign_in_guards')
    .set({ failures: 0, version: sql<number>`version + 1`, touched_at: now })
    .where('address_key', '=', addressKey)
    .where('blocked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** True for one caller an hour: that one writes to the owner. */
export async function claimBlockLetter(db: Db, addressKey: Buffer): Promise<boolean> {
  const result = await db
    .updateTable('sign_in_guards')
    .set({ letter_at: now })
    .where('address_key', '=', addressKey)
    .where((eb) =>
      eb.or([
        eb('letter_at', 'is', null),
        eb('letter_at', '<=', sql<Date>`utc_timestamp(6) - interval 1 hour`),
      ]),
    )
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Lifts the block and forgets the failures; keeps when the last letter went. True when there was a block. */
export async function liftBlock(db: Db, addressKeys: Buffer[]): Promise<boolean> {
  const lifted = await db
    .updateTable('sign_in_guards')
    .set({ failures: 0, blocked_at: null, version: sql<number>`version + 1`, touched_at: now })
    .where('address_key', 'in', addressKeys)
    .where('blocked_at', 'is not', null)
    .executeTakeFirst()
  await db
    .updateTable('sign_in_guards')
    .set({ failures: 0, version: sql<number>`version + 1` })
    .where('address_key', 'in', addressKeys)
    .where('failures', '>', 0)
    .execute()
  return lifted.numUpdatedRows > 0n
}

/** After SECRET_KEYS changed: what an older key wrote goes on under the new one, so that a block outlives a rotation. */
export async function rekeyGuard(db: Db, olderKeys: Buffer[], addressKey: Buffer): Promise<void> {
  await sql`
    update ignore sign_in_guards set address_key = ${addressKey}, version = version + 1
    where address_key in (${sql.join(olderKeys)})
  `.execute(db)
}

/** Which of these addresses are blocked, as hexadecimal keys. */
export async function findBlockedKeys(db: Db, addressKeys: Buffer[]): Promise<Set<string>> {
  if (addressKeys.length === 0) return new Set()
  const rows = await db
    .selectFrom('sign_in_guards')
    .select('address_key')
    .where('address_key', 'in', addressKeys)
    .where('blocked_at', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.address_key.toString('hex')))
}

export async function deleteIdleGuards(db: Db, days: number): Promise<number> {
  const result = await db
    .deleteFrom('sign_in_guards')
    .where('touched_at', '<', sql<Date>`utc_timestamp(6) - interval ${days} day`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function deleteLapsedPlaces(db: Db): Promise<number> {
  const result = await db
    .deleteFrom('sign_in_places')
    .where('lease_until', '<', sql<Date>`utc_timestamp(6) - interval 1 hour`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function countGuards(db: Db): Promise<number> {
  const row = await db
    .selectFrom('sign_in_guards')
    .select((eb) => eb.fn.countAll<number>().as('guards'))
    .executeTakeFirstOrThrow()
  return Number(row.guards)
}

/** The longest idle first, whoever they belong to. */
export async function deleteOldestGuards(db: Db, count: number): Promise<number> {
  const result = await db.deleteFrom('sign_in_guards').orderBy('touched_at').limit(count).executeTakeFirst()
  return Number(result.numDeletedRows)
}
