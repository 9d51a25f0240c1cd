import { BoundedQueue, type QueueLimits } from '#app/domain/bounded-queue.server.ts'
import { DomainError } from '#app/domain/errors.ts'
import type { Exchange } from './exchange.server.ts'
import type { FrontDoor } from './front-door.server.ts'
import { respond } from './respond.server.ts'
import { askPage, refuse, type Site } from './site.server.ts'

/**
 * Why pages queue: docs/decisions/0011-eight-pages-at-once.md. Half as many wait as the gate lets in: the other half
 * is left for forms.
 */
const LIMITS: QueueLimits = { concurrency: 8, queueLimit: 500, waitLimitMs: 10_000 }

/** Words are a file. A QR code is wanted at the pump, and the router reads its page once more behind the form. */
export const UNQUEUED: ReadonlySet<string> = new Set(['/words/:file', '/coupons/:id/qr'])

/** Whoever is not served soon is told that the cabinet is away for a moment. */
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
  const make = () => askPage(site, exchange, { kind: 'none' })
  if (UNQUEUED.has(exchange.pattern)) return respond(exchange, await make())
  // Nobody waits any more for what a reader asked for who went away.
  const isAwaited = () => door.inFlight.has(exchange.outgoing)
  const page = await pages
    .run(async () => (isAwaited() ? make() : undefined))
    .catch((error: unknown) => {
      if (error instanceof DomainError) return refuse(site, exchange, error)
      throw error
    })
  if (page) await respond(exchange, page)
}
