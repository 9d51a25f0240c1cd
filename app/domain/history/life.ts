/** What the supplier's data, stations and dates did to a card or a coupon, out of what is stored of it. */

import { addDays, type Day, minutesAfter } from '#app/domain/kernel/calendar.ts'

/** `import`: which of the supplier's data; `supplier`: its data, and no more is known. */
type LifeAuthor =
  | { kind: 'import'; id: number; isUndo: boolean }
  | { kind: 'supplier' }
  | { kind: 'station'; station: string | null }
  | { kind: 'date' }

interface LifeEvent {
  at: Date
  what: 'redeemed' | 'expired' | 'lost' | 'status_changed'
  by: LifeAuthor
  /** What it was and became, as whoever looked at it saw; null where only the result is known. */
  from: string | null
  to: string
}

/** One line of the history: what people did, and the events above. */
export interface HistoryEntry {
  at: Date
  what:
    | 'blocked'
    | 'unblocked'
    | 'block_planned'
    | 'block_cancelled'
    | 'reported_lost'
    | 'assigned'
    | 'handed_over'
    | 'taken_back'
    | 'pin_set'
    | 'pin_removed'
    | 'rule_set'
    | 'group_set'
    | 'rule_removed'
    | 'rule_permitted'
    | 'rule_permission_ended'
    | 'qr_shown'
    | 'qr_printed'
    | 'extended'
    | 'exchanged'
    | 'suspected'
    | 'cleared'
    | LifeEvent['what']
  /** A person's address or the name of the client's own system; `staff`: one of the supplier's, for a client who called. */
  by: LifeAuthor | { kind: 'person' | 'staff'; name: string }
  /** In the words of who did it, or to whom it was given. */
  reason: string | null
  /** The status before and after; null where the event changed none or it is not known. */
  from: string | null
  to: string | null
}

/** The thing itself, as it is now. */
export interface Living {
  /** Its state by today's date. */
  state: string
  validUntil: Day | null
  /** When the supplier's data brought it. */
  createdAt: Date
  /** The fill that used it up; null: none is known. */
  redeemed: { at: Date; station: string } | null
}

/** A row of `status_changes`. */
interface Change {
  at: Date
  import_id: number | null
  from_status: string
  to_status: string
}

/** `changes` the newest first; the events in no order. */
export function lifeOf(thing: Living, changes: readonly Change[], now: Date): LifeEvent[] {
  const events = changes.map((change, index) => eventOf(change, changes.slice(index + 1)))
  return [...withRedemption(thing, events), ...expiryOf(thing, changes, now), ...lossOf(thing, events)]
}

function eventOf(change: Change, earlier: readonly Change[]): LifeEvent {
  const { at, import_id: id, from_status: from, to_status: to } = change
  // An import changes a thing once: the second change under its number took the first one back.
  const isUndo = earlier.some((other) => other.import_id === id)
  const by: LifeAuthor = id === null ? { kind: 'station', station: null } : { kind: 'import', id, isUndo }
  return { at, what: named(to), by, from, to }
}

function named(status: string): LifeEvent['what'] {
  return status === 'redeemed' || status === 'expired' || status === 'lost' ? status : 'status_changed'
}

/** The fill says when and where; the data of the supplier that tells of it later is a change of status. */
function withRedemption({ state, redeemed, createdAt }: Living, events: readonly LifeEvent[]): LifeEvent[] {
  if (state !== 'redeemed') return [...events]
  const latest = events.find(({ what }) => what === 'redeemed')
  if (!redeemed) return latest ? [...events] : [...events, firstHeard('redeemed', createdAt)]
  const fill: LifeEvent = {
    at: redeemed.at,
    what: 'redeemed',
    by: { kind: 'station', station: redeemed.station },
    from: latest?.from ?? null,
    to: 'redeemed',
  }
  if (latest?.by.kind === 'station') return events.map((event) => (event === latest ? fill : event))
  return [
    { ...fill, from: null },
    ...events.map((event) => (event === latest ? { ...event, what: 'status_changed' as const } : event)),
  ]
}

/**
 * The date ends a thing at midnight after its last day, if nothing had ended it before. Nobody has to write that down:
 * it follows from the state before the first change after that midnight.
 */
function expiryOf({ state, validUntil }: Living, changes: readonly Change[], now: Date): LifeEvent[] {
  if (validUntil === null) return []
  const at = minutesAfter(addDays(validUntil, 1), 0)
  if (at > now) return []
  const next = changes.findLast((change) => change.at >= at)
  const before = changes.find((change) => change.at < at)
  const wasExpired = (next ? next.from_status : state) === 'expired'
  // Data that ended it, before the date or by another date, has told of it.
  const told = changes.find(({ from_status: from, to_status: to }) => from === 'expired' || to === 'expired')
  if (!wasExpired || told?.to_status === 'expired') return []
  return [{ at, what: 'expired', by: { kind: 'date' }, from: before?.to_status ?? null, to: 'expired' }]
}

function lossOf({ state, createdAt }: Living, events: readonly LifeEvent[]): LifeEvent[] {
  const isTold = state !== 'lost' || events.some(({ what }) => what === 'lost')
  return isTold ? [] : [firstHeard('lost', createdAt)]
}

/** The data that brought the thing said so already. */
function firstHeard(what: 'redeemed' | 'lost', at: Date): LifeEvent {
  return { at, what, by: { kind: 'supplier' }, from: null, to: what }
}
