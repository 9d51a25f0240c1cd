import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { inSeconds, now } from '#db/sql/now.ts'
import type { ClaimedLetter } from './claims.ts'
import type { OutboxRow } from './outbox.ts'

export interface Settlement {
  status: OutboxRow['status']
  /** Seconds from now; for pending. */
  dueIn?: number
  providerId?: string | undefined
  error?: string | null
  /** The attempt did not count: the provider did not look at the letter. */
  uncounted?: boolean
  /** The provider certainly holds no message under this letter's key. */
  keyUnused?: boolean
}

/** Ends the lease; false when it was lost, or when a delivery event was quicker than the provider's answer. */
export async function settleLetter(
  db: Db,
  letter: Pick<ClaimedLetter, 'id' | 'leaseToken'>,
  { status, dueIn = 0, providerId, error = null, uncounted, keyUnused }: Settlement,
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ status, due_at: inSeconds(dueIn), lease_token: null, lease_until: null, last_error: error })
    .$if(status === 'sent', (update) => update.set({ sent_at: now }))
    .$if(providerId !== undefined, (update) => update.set({ provider_id: providerId ?? null }))
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
      message: attempt.message.slice(0, 500),
    })
    .execute()
}

/** Letters that were parked for one of these reasons are due again. */
export async function requeueParked(db: Db, errors: readonly string[]): Promise<number> {
  const result = await db
    .updateTable('outbox')
    .set({ status: 'pending', due_at: now, last_error: null })
    .where('status', '=', 'parked')
    .where('last_error', 'in', [...errors])
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
