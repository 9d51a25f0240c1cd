import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { FaultCabinet } from './driver/cabinet.ts'

/** What the numbers allow after healing, with the longest back-off of a letter in it. */
const SETTLE_MS = 600_000

/** Until nothing waits any more: no letter, no import. */
export async function settle({ db }: FaultCabinet, isShort: boolean): Promise<void> {
  const begun = Date.now()
  while (Date.now() - begun < SETTLE_MS && (await countWaiting(db)) > 0) {
    if (isShort) await hurry(db, Date.now() - begun > 2_000)
    await sleep(100)
  }
}

/** What would have to be waited for is moved; after seconds of quiet whatever is still leased has lost its holder. */
async function hurry(db: Db, withLeases: boolean): Promise<void> {
  const past = sql<Date>`utc_timestamp(6) - interval 1 hour`
  await db.updateTable('outbox').set({ due_at: past }).where('status', '=', 'pending').execute()
  if (!withLeases) return
  await db.updateTable('outbox').set({ lease_until: past }).where('status', '=', 'sending').execute()
  await db.updateTable('imports').set({ lease_until: past }).where('lease_until', 'is not', null).execute()
}

async function countWaiting(db: Db): Promise<number> {
  const letters = await db
    .selectFrom('outbox')
    .select('id')
    .where('status', 'in', ['pending', 'sending'])
    .limit(1)
    .execute()
  const imports = await db
    .selectFrom('imports')
    .select('id')
    .where('status', 'in', ['queued', 'checking', 'committing'])
    .limit(1)
    .execute()
  return letters.length + imports.length
}
