import { setTimeout as sleep } from 'node:timers/promises'
import { reject } from '#app/domain/kernel/errors.ts'

/** Calls of one process that wait for something to happen; each takes a place of a request. */
const MAX_WAITING = 50
/** Of one integration: its system has one, and one that its predecessor has left behind. */
const MAX_WAITING_OF_ONE = 2
/** Between two looks. */
const LOOK_MS = 1_000
/** Whoever stops the process or goes away is noticed so soon. */
const NOTICE_MS = 100
const RETRY_SECONDS = 5

/** Whether it still makes sense to wait. */
export interface Patience {
  /** The process was told to end. */
  isEnding: () => boolean
  /** Aborts when nobody takes the answer any more. */
  disconnected: () => AbortSignal
}

const waiting = new Map<number, number>()

/**
 * Looks until there is something, for so many seconds at most; nothing is an answer too. No transaction and no connection is
 * held in between.
 * @throws DomainError too_many_requests when more wait than may
 */
export async function waitFor<One>(
  { isEnding, disconnected }: Patience,
  { seconds, integrationId }: { seconds: number; integrationId: number },
  look: () => Promise<One[]>,
): Promise<One[]> {
  const found = await look()
  if (found.length > 0 || seconds === 0) return found
  const own = waiting.get(integrationId) ?? 0
  const all = [...waiting.values()].reduce((sum, count) => sum + count, 0)
  if (own >= MAX_WAITING_OF_ONE || all >= MAX_WAITING)
    reject('too_many_requests', { retryAfter: RETRY_SECONDS })
  waiting.set(integrationId, own + 1)
  const gone = disconnected()
  const until = performance.now() + seconds * 1_000
  const isOver = () => isEnding() || gone.aborted || performance.now() >= until
  try {
    while (!isOver()) {
      const next = performance.now() + LOOK_MS
      while (!isOver() && performance.now() < next) await sleep(NOTICE_MS)
      if (isEnding() || gone.aborted) break
      const seen = await look()
      if (seen.length > 0) return seen
    }
    return []
  } finally {
    const left = (waiting.get(integrationId) ?? 1) - 1
    if (left > 0) waiting.set(integrationId, left)
    else waiting.delete(integrationId)
  }
}
