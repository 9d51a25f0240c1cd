import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { cutTo } from '#db/sql/cut.ts'
import { inSeconds, now } from '#db/sql/now.ts'
import type { ClaimedLetter } from './claims.ts'
import type { OutboxRow } from './outbox.ts'

export interface Settlement {
  status: OutboxRow['status']
  /** Seconds from now, for a letter that has to wait by itself; left out, it keeps its place in the queue. */
  dueIn?: number
  providerId?: string | undefined
  error?: string | null
  /** The attempt did not count: the provider did not look at the letter. */
  uncounted?: boolean
  /** The provider certainly holds no message under this letter's key. */
  keyUnused?: boolean
}

/** Ends the lease; false when it was lost, or when a delivery event was quicker than the provider's answer. */
export async function updateLetterSettled(
  db: Db,
  letter: Pick<ClaimedLetter, 'id' | 'leaseToken'>,
  { status, dueIn, providerId, error = null, uncounted, keyUnused }: Settlement,
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ status, lease_token: null, lease_until: null, last_error: error })
    .$if(dueIn !== undefined, (update) => update.set({ due_at: inSeconds(dueIn ?? 0) }))
    .$if(status === 'sent', (update) => update.set({ sent_at: now }))
    .$if(providerId !== undefined, (update) =>
      update.set({ provider_id: providerId === undefined ? null : cutTo('outbox.provider_id', providerId) }),
    )
    .$if(uncounted === true, (update) => update.set({ attempts: sql`attempts - 1` }))
    .$if(keyUnused === true, (update) => update.set({ first_tried_at: null }))
    .where('id', '=', letter.id)
    .where('status', '=', 'sending')
    .where('lease_token', '=', letter.leaseToken)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function insertAttempt(
  db: Db,
  attempt: { outboxId: number; outcome: string; statusCode: number | null; message: string },
): Promise<void> {
  await db
    .insertInto('outbox_attempts')
    .values({
      outbox_id: attempt.outboxId,
      outcome: attempt.outcome,
      status_code: attempt.statusCode,
      message: cutTo('outbox_attempts.message', attempt.message),
    })
    .execute()
}

/** Letters that were parked for one of these reasons are due again, at the places that they had. */
export async function updateParkedLettersRequeued(db: Db, errors: readonly string[]): Promise<number> {
  const result = await db
    .updateTable('outbox')
    .set({ status: 'pending', last_error: null })
    .where('status', '=', 'parked')
    .where('last_error', 'in', [...errors])
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** How often each of these letters was refused since; letters that never were are left out. */
export async function countRefusals(
  db: Db,
  outboxIds: readonly number[],
  since?: Date,
): Promise<Map<number, number>> {
  if (outboxIds.length === 0) return new Map()
  let query = db
    .selectFrom('outbox_attempts')
    .select('outbox_id')
    .select(({ fn }) => fn.countAll<number>().as('refusals'))
    .where('outbox_id', 'in', outboxIds)
    .where('outcome', '=', 'provider_refused')
    .groupBy('outbox_id')
  if (since) query = query.where('at', '>=', since)
  const rows = await query.execute()
  return new Map(rows.map(({ outbox_id, refusals }) => [outbox_id, Number(refusals)]))
}

/** Whether another letter was accepted after this one was refused the last time. */
export async function hasOtherAcceptedSinceRefusal(db: Db, outboxId: number): Promise<boolean> {
  const last = await db
    .selectFrom('outbox_attempts')
    .select('id')
    .where('outbox_id', '=', outboxId)
    .where('outcome', '=', 'provider_refused')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return false
  const other = await db
    .selectFrom('outbox_attempts')
    .select('id')
    .where('id', '>', last.id)
    .where('outcome', '=', 'accepted')
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}
