import { forgetSurplusGuards } from '#app/domain/access/sign-in-failure-cap.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import { deleteExpiredSessions } from '#db/queries/access/sessions.ts'
import { deleteIdleGuards, deleteLapsedPlaces } from '#db/queries/access/sign-in-failures.ts'
import { deleteOldOperations } from '#db/queries/kernel/operations.ts'
import { deleteOldRateLimits } from '#db/queries/rate-limits/rate-limits.ts'
import { deleteOldSubmissions } from '#db/queries/submissions/submissions.ts'
import type { Job } from './job.ts'

const HOUR = 3_600

/** Of an address without failures or letters, known or not: kept no longer than the other kind. */
const IDLE_GUARD_DAYS = 90

/** What has outlived its use goes, some thousand rows at a time so that nobody waits for it. */
export const purges: readonly Job[] = [
  purge('purge-operations', HOUR, deleteOldOperations),
  purge('purge-submissions', HOUR, deleteOldSubmissions),
  purge('purge-rate-limits', HOUR, deleteOldRateLimits),
  purge('purge-sessions', HOUR, deleteExpiredSessions),
  purge('purge-sign-in-places', HOUR, deleteLapsedPlaces),
  purge('purge-sign-in-guards', HOUR, (db) => deleteIdleGuards(db, IDLE_GUARD_DAYS)),
  {
    name: 'cap-sign-in-guards',
    everySeconds: HOUR,
    leaseSeconds: 60,
    run: async ({ ctx }) => (await forgetSurplusGuards(ctx)) > 0,
  },
]

/** `remove` takes away so many rows and says how many those were. */
function purge(name: string, everySeconds: number, remove: (db: Db) => Promise<number>): Job {
  return { name, everySeconds, leaseSeconds: 60, run: async ({ ctx }) => (await remove(ctx.db)) > 0 }
}
