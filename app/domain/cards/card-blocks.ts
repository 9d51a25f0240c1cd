/** The client's own block of a card: at once or planned, for good or until a moment. Client-safe. */

import type { CardBlockCause, CardIssuerStatus, CardStatus } from '#db/schema/index.ts'
import { issuerStatusOf, storedCardStatus } from './cards.ts'

export type { CardBlockCause }

export const blockCauses = [
  'not_in_use',
  'driver_away',
  'in_repair',
  'misuse',
  'holiday',
  'other',
] as const satisfies readonly CardBlockCause[]

/** What is stored of a card's block, and of the planned one that covers the moment that is asked about. */
export interface StoredBlock {
  client_blocked_at: Date | null
  client_blocked_until: Date | null
  /** Null: no planned block has begun. */
  planned_from: Date | null
  planned_until: Date | null
}

export interface ClientBlock {
  from: Date
  /** Null: until somebody lifts it. */
  until: Date | null
}

/**
 * The block at a moment. A planned one counts from its first instant and every one ends with its last, whenever the worker
 * gets to it.
 */
export function clientBlockAt(card: StoredBlock, moment: Date): ClientBlock | null {
  const { client_blocked_at: from, client_blocked_until: until } = card
  const own = from && lasts(until, moment) ? { from, until } : null
  const planned = card.planned_from && { from: card.planned_from, until: card.planned_until }
  if (!own || !planned) return own ?? planned
  return later(own.until, planned.until) ? own : planned
}

function lasts(until: Date | null, moment: Date): boolean {
  return until === null || moment < until
}

/** Whether the first end is the later one; null never comes. */
function later(one: Date | null, other: Date | null): boolean {
  return one === null || (other !== null && one >= other)
}

interface StoredCard extends StoredBlock {
  status: CardStatus
  issuer_status: CardIssuerStatus
  client_lost_at: Date | null
}

/** The row as it is at the moment, where a block has begun or ended that the worker has not written yet. */
export function asBlockedAt<Card extends StoredCard>(card: Card, moment: Date): Card {
  const block = clientBlockAt(card, moment)
  return {
    ...card,
    status: storedCardStatus(issuerStatusOf(card), block !== null),
    client_blocked_at: block?.from ?? null,
    client_blocked_until: block?.until ?? null,
  }
}
