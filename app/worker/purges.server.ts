import { purgeSessions, purgeSignInAttempts, purgeSignInFailures } from '#app/domain/access/purges.server.ts'
import { forgetSurplusSignInFailures } from '#app/domain/access/sign-in-failure-cap.server.ts'
import { purgeLimitCandidates } from '#app/domain/cards/limit-candidates.server.ts'
import { purgeLimitNotices } from '#app/domain/cards/limit-watch.server.ts'
import { purgeEvents } from '#app/domain/events/events.server.ts'
import { purgeExpiryNotices } from '#app/domain/expiries/telling.server.ts'
import { purgeInstructions } from '#app/domain/instructions/feed.server.ts'
import { purgeOperations } from '#app/domain/kernel/operations.server.ts'
import { purgeProcessorEvents } from '#app/domain/processor-events/processor-events.server.ts'
import { purgeRateLimits } from '#app/domain/rate-limits/rate-limits.server.ts'
import { purgeProcessorStates } from '#app/domain/state-registers/watching.server.ts'
import { purgeSubmissions } from '#app/domain/submissions/submissions.server.ts'
import { purgeWebhooks } from '#app/domain/webhooks/deliveries.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import type { Job } from './job.ts'

const HOUR = 3_600

/** What has outlived its use goes, some thousand rows at a time so that nobody waits for it. */
export const purges: readonly Job[] = [
  purge('purge-operations', HOUR, purgeOperations),
  purge('purge-events', HOUR, purgeEvents),
  purge('purge-limit-notices', HOUR, purgeLimitNotices),
  purge('purge-limit-candidates', HOUR, purgeLimitCandidates),
  purge('purge-expiry-notices', HOUR, purgeExpiryNotices),
  purge('purge-instructions', HOUR, purgeInstructions),
  purge('purge-processor-events', HOUR, purgeProcessorEvents),
  purge('purge-processor-states', HOUR, purgeProcessorStates),
  purge('purge-webhooks', HOUR, purgeWebhooks),
  purge('purge-submissions', HOUR, purgeSubmissions),
  purge('purge-rate-limits', HOUR, purgeRateLimits),
  purge('purge-sessions', HOUR, purgeSessions),
  purge('purge-sign-in-places', HOUR, purgeSignInAttempts),
  purge('purge-sign-in-guards', HOUR, purgeSignInFailures),
  {
    name: 'cap-sign-in-guards',
    everySeconds: HOUR,
    leaseSeconds: 60,
    run: async ({ ctx }) => (await forgetSurplusSignInFailures(ctx)) > 0,
  },
]

/** `remove` takes away so many rows and says how many those were. */
function purge(name: string, everySeconds: number, remove: (db: Db) => Promise<number>): Job {
  return { name, everySeconds, leaseSeconds: 60, run: async ({ ctx }) => (await remove(ctx.db)) > 0 }
}
