import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { WebServer } from './web-server-options.server.ts'

const MAX_MS = 25_000
/** A request that was on its way over an idle connection when we were told to end still gets its answer. */
const LAST_CALL_MS = 1_000
/** Under a flood somebody is always waiting. */
const MAX_TURNS = 1_000

/**
 * Takes no new connection, lets what is in flight finish (but no longer than `longestMs`), and closes each
 * connection after its answer. @returns how many requests had to be cut off.
 */
export async function shutDown(web: WebServer, longestMs = MAX_MS): Promise<number> {
  const { server } = web
  web.draining = true
  for (const outgoing of web.inFlight) {
    if (!outgoing.headersSent) outgoing.setHeader('Connection', 'close')
  }
  await acceptWaiting(server)
  // http's own close() would hang up on idle connections at once.
  let isClosed = false
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve())).then(
    () => {
      isClosed = true
    },
  )
  const end = performance.now() + longestMs
  await Promise.race([closed, sleep(Math.min(LAST_CALL_MS, longestMs))])
  while (!isClosed && web.inFlight.size + web.lingering.size > 0 && performance.now() < end) {
    server.closeIdleConnections()
    await Promise.race([closed, sleep(25)])
  }
  const cut = web.inFlight.size
  server.closeAllConnections()
  await closed
  return cut
}

/**
 * Who has connected and was not accepted yet would be cut off when the server stops listening. A turn of the event loop
 * accepts one of them.
 */
async function acceptWaiting(server: Server): Promise<void> {
  let accepted = 0
  const count = () => void accepted++
  server.on('connection', count)
  // The first turn is the one that we are in.
  for (let turn = 0, before = 0; turn < 2 || (accepted > before && turn < MAX_TURNS); turn++) {
    before = accepted
    await nextTurn()
  }
  server.off('connection', count)
}
