import { expressionBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { Database, SignInFailuresTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'

/** An attempt is in flight while its password is compared; a process that dies keeps it for no longer than this. */
const LEASE_SECONDS = 60

export interface SignInFailures {
  failures: number
  blocked: boolean
  /** Comparisons in flight. */
  attempts: number
}

const NO_FAILURES: SignInFailures = { failures: 0, blocked: false, attempts: 0 }

export async function selectSignInFailures(db: Db, addressKey: Buffer): Promise<SignInFailures> {
  const row = await db
    .selectFrom('sign_in_guards as g')
    .select(['g.failures', 'g.blocked_at', liveAttempts().as('attempts')])
    .where('g.address_key', '=', addressKey)
    .executeTakeFirst()
  if (!row) return NO_FAILURES
  return { failures: row.failures, blocked: row.blocked_at !== null, attempts: Number(row.attempts) }
}

/** Comparisons in flight of the address `g` of the query around it. */
function liveAttempts() {
  return expressionBuilder<Database & { g: SignInFailuresTable }, 'g'>()
    .selectFrom('sign_in_places as p')
    .select((eb) => eb.fn.countAll<number>().as('attempts'))
    .whereRef('p.address_key', '=', 'g.address_key')
    .where('p.lease_until', '>', now)
}

/**
 * Makes the address's row the transaction's own: whoever else changes the same address waits, or on another node of
 * a cluster fails and repeats. A lock alone would not reach across nodes.
 */
export async function upsertSignInFailures(db: Db, addressKey: Buffer): Promise<void> {
  await db
    .insertInto('sign_in_guards')
    .values({ address_key: addressKey, failures: 0, version: 1, touched_at: now })
    .onDuplicateKeyUpdate({ version: sql<number>`version + 1`, touched_at: now })
    .execute()
}

/** @returns the attempt's id; null when the address is blocked or its attempts and failures are `limit` already. */
export async function insertSignInAttempt(db: Db, addressKey: Buffer, limit: number): Promise<number | null> {
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
        .where(sql<number>`g.failures + ${liveAttempts()}`, '<', limit),
    )
    .executeTakeFirstOrThrow()
  return result.numInsertedOrUpdatedRows === 1n ? Number(result.insertId) : null
}

export async function deleteSignInAttempt(db: Db, attemptId: number): Promise<void> {
  await db.deleteFrom('sign_in_places').where('id', '=', attemptId).execute()
}

/** One failure more; the one with number `limit` blocks. True when this one did. */
export async function updateFailuresCounted(db: Db, addressKey: Buffer, limit: number): Promise<boolean> {
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

/** A right password ends the row of failures; false when the address is blocked. Holds the row as upsertSignInFailures does. */
export async function updateFailuresForgotten(db: Db, addressKey: Buffer): Promise<boolean> {
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
export async function updateBlockLifted(db: Db, addressKeys: Buffer[]): Promise<boolean> {
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
export async function updateSignInFailureKeys(
  db: Db,
  olderKeys: Buffer[],
  addressKey: Buffer,
): Promise<void> {
  await sql`
    update ignore sign_in_guards set address_key = ${addressKey}, version = version + 1
    where address_key in (${sql.join(olderKeys)})
  `.execute(db)
}

/** Which of these addresses are blocked, as hexadecimal keys. */
export async function selectBlockedKeys(db: Db, addressKeys: Buffer[]): Promise<Set<string>> {
  if (addressKeys.length === 0) return new Set()
  const rows = await db
    .selectFrom('sign_in_guards')
    .select('address_key')
    .where('address_key', 'in', addressKeys)
    .where('blocked_at', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.address_key.toString('hex')))
}

/** Of all addresses, with or without an account; the longest blocked first. */
export async function selectAllBlockedKeys(db: Db, limit: number): Promise<Set<string>> {
  const query = db.selectFrom('sign_in_guards').select('address_key').where('blocked_at', 'is not', null)
  const rows = await query.orderBy('blocked_at').limit(limit).execute()
  return new Set(rows.map((row) => row.address_key.toString('hex')))
}

export async function deleteIdleSignInFailures(db: Db, days: number): Promise<number> {
  const result = await db
    .deleteFrom('sign_in_guards')
    .where('touched_at', '<', sql<Date>`utc_timestamp(6) - interval ${days} day`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function deleteLapsedSignInAttempts(db: Db): Promise<number> {
  const result = await db
    .deleteFrom('sign_in_places')
    .where('lease_until', '<', sql<Date>`utc_timestamp(6) - interval 1 hour`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function countSignInFailures(db: Db): Promise<number> {
  const row = await db
    .selectFrom('sign_in_guards')
    .select((eb) => eb.fn.countAll<number>().as('addresses'))
    .executeTakeFirstOrThrow()
  return Number(row.addresses)
}

/** The longest idle first, whoever they belong to. */
export async function deleteOldestSignInFailures(db: Db, count: number): Promise<number> {
  const result = await db.deleteFrom('sign_in_guards').orderBy('touched_at').limit(count).executeTakeFirst()
  return Number(result.numDeletedRows)
}
