import { setTimeout as sleep } from 'node:timers/promises'

const FIRST_PAUSE_MS = 100
const MAX_PAUSE_MS = 1_000

/**
 * Tells a database that is away what must not wait for a lease to lapse: tries again and again, ever less often, until it
 * was told or `forMs` are over. Never fails, and keeps no process alive.
 */
export async function keepTrying(attempt: () => Promise<unknown>, forMs: number): Promise<void> {
  const last = performance.now() + forMs
  for (let pause = FIRST_PAUSE_MS; performance.now() < last; pause = Math.min(2 * pause, MAX_PAUSE_MS)) {
    await sleep(pause, undefined, { ref: false })
    const done = await attempt().then(
      () => true,
      () => false,
    )
    if (done) return
  }
}
