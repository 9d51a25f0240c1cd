import { sql } from 'kysely'
import type { FaultCabinet } from './cabinet.ts'
import { Web, type Worker } from './process.ts'

/**
 * As if a killed process had been away for an hour: what it had in hand is free for the next. Only for processes that
 * are dead, and before they live again: a lease that is over while its holder works would be a fault of the test's own.
 */
export async function forgetTheDead({ db }: FaultCabinet, dead: readonly (Web | Worker)[]): Promise<void> {
  const past = sql<Date>`utc_timestamp(6) - interval 1 hour`
  for (const child of dead) {
    if (child instanceof Web) {
      await sql`update form_submissions set created_at = ${past} where answer is null`.execute(db)
      await db.updateTable('sign_in_places').set({ lease_until: past }).execute()
    } else {
      await db.updateTable('outbox').set({ lease_until: past }).where('status', '=', 'sending').execute()
      await db
        .updateTable('imports')
        .set({ lease_until: past })
        .where('lease_until', 'is not', null)
        .execute()
      await db
        .updateTable('worker_jobs')
        .set({ lease_until: past })
        .where('lease_until', 'is not', null)
        .execute()
    }
  }
}
