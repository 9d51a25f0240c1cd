import { Server as NetServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FrontDoor } from './front-door.server.ts'

const LONGEST_MS = 25_000
/** A request that was on its way over an idle connection when we were told to end still gets its answer. */
const LAST_CALL_MS = 500

/**
 * Takes no new connection, lets what is in flight finish (but no longer than `longestMs`), and closes each
 * connection after its answer. @returns how many requests had to be cut off.
 */
export async function shutDown(door: FrontDoor, longestMs = LONGEST_MS): Promise<number> {
  const { server } = door
  door.draining = true
  for (const outgoing of door.inFlight) {
    if (!outgoing.headersSent) outgoing.setHeader('Connection', 'close')
  }
  // http's own close() would hang up on idle connections at once.
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()))
  const end = performance.now() + longestMs
  await Promise.race([closed, sleep(Math.min(LAST_CALL_MS, longestMs))])
  while (door.inFlight.size > 0 && performance.now() < end) {
    server.closeIdleConnections()
    await Promise.race([closed, sleep(25)])
  }
  const cut = door.inFlight.size
  server.closeAllConnections()
  await closed
  return cut
}
