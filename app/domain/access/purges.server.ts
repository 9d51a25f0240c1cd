import type { Db } from '#db/connection/client.server.ts'
import { deleteExpiredSessions } from '#db/queries/access/sessions.ts'
import { deleteIdleSignInFailures, deleteLapsedSignInAttempts } from '#db/queries/access/sign-in-failures.ts'

/** Of an address without failures or letters, known or not: kept no longer than the other kind. */
const IDLE_DAYS = 90

/** @returns how many were removed; called again until that is none. */
export function purgeSessions(db: Db): Promise<number> {
  return deleteExpiredSessions(db)
}

/** @returns how many were removed; called again until that is none. */
export function purgeSignInAttempts(db: Db): Promise<number> {
  return deleteLapsedSignInAttempts(db)
}

/** @returns how many were removed; called again until that is none. */
export function purgeSignInFailures(db: Db): Promise<number> {
  return deleteIdleSignInFailures(db, IDLE_DAYS)
}
