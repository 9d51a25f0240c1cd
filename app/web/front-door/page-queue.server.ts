import { BoundedQueue, type QueueLimits } from '#app/domain/bounded-queue.ts'
import { DomainError } from '#app/domain/errors.ts'
import type { Exchange } from './exchange.server.ts'
import type { FrontDoor } from './front-door.server.ts'
import { respond } from './respond.server.ts'
import { askPage, refuse, type Site } from './site.server.ts'

/**
 * A page that waits at the door costs a socket; one that was begun holds its rows, its elements and a connection, and
 * takes the processor from those that are nearly done. Eight keep process and database busy. What changes something
 * goes past them: whoever shows a QR code at the pump does not stand behind everybody's lists.
 */
const LIMITS: QueueLimits = { atOnce: 8, waiting: 1_000, patienceMs: 10_000 }

/** Whoever's turn does not come is told that the cabinet is away for a moment. */
export function pageQueue(limits = LIMITS): BoundedQueue {
  return new BoundedQueue(limits, 'database_away')
}

/** Makes a page when its turn comes. A download goes out while it is made, and holds no place. */
export async function answerPage(
  pages: BoundedQueue,
  door: FrontDoor,
  site: Site,
  exchange: Exchange,
): Promise<void> {
  // Nobody waits any more for what a reader asked for who went away.
  const isAwaited = () => door.inFlight.has(exchange.outgoing)
  const page = await pages
    .run(async () => (isAwaited() ? askPage(site, exchange, { kind: 'none' }) : undefined))
    .catch((error: unknown) => {
      if (error instanceof DomainError) return refuse(site, exchange, error)
      throw error
    })
  if (page) await respond(exchange, page)
}
