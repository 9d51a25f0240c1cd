import { BoundedQueue, type QueueLimits } from '#app/domain/kernel/bounded-queue.server.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { addressBlock } from '#app/domain/rate-limits/address-block.ts'
import type { Exchange } from './exchange.server.ts'
import { respond } from './respond.server.ts'
import { askPage, refuse, type Site } from './site.server.ts'

/**
 * Why pages wait in a queue: docs/decisions/0011-limit-concurrent-page-rendering.md. The queue takes half of the requests
 * that the process admits, so that the other half is left for forms.
 */
const LIMITS: QueueLimits = { concurrency: 8, queueLimit: 500, waitLimitMs: 5_000 }

export function pageQueue(limits = LIMITS): BoundedQueue {
  return new BoundedQueue(limits, 'overloaded')
}

/**
 * Makes a page when its turn comes, for who still waits; addresses take turns, so that whoever asks for hundreds at once
 * waits for himself. A download goes out while it is made, and holds no place.
 */
export async function answerPage(pages: BoundedQueue, site: Site, exchange: Exchange): Promise<void> {
  const { traits } = exchange
  const make = () => askPage(site, exchange, { kind: 'none' })
  if (traits.unqueued) return respond(exchange, await make())
  const gone = exchange.disconnected()
  try {
    await respond(exchange, await pages.run(make, gone, addressBlock(exchange.ip)))
  } catch (error) {
    if (gone.aborted) return
    if (!(error instanceof DomainError)) throw error
    await respond(exchange, await refuse(site, exchange, error))
  }
}
