import type { ReactNode } from 'react'

// A state is told by shape, word, ground and edge together. Active, used, blocked and expired differ in all
// four, so that they differ in black and white too. Class names in full: Tailwind and grep find them.
const active = 'badge badge-ok shape-dot'
const used = 'badge badge-gone shape-check'
const blocked = 'badge badge-bad shape-lock'
const expired = 'badge badge-warn badge-dashed shape-clock'
const waiting = 'badge badge-info shape-ring'
const underway = 'badge badge-info shape-half'
const done = 'badge badge-ok shape-check'
const failed = 'badge badge-bad shape-cross'
const attention = 'badge badge-warn shape-mark'
const over = 'badge badge-gone shape-dash'
const gone = 'badge badge-gone shape-cross'
const moved = 'badge badge-gone shape-swap'
const onItsWay = 'badge badge-info shape-arrow'

export const badges = {
  coupon: {
    issued: waiting,
    active,
    reserved: underway,
    redeemed: used,
    blocked_by_client: blocked,
    blocked_by_issuer: blocked,
    expired,
    exchanged: moved,
    refunded: moved,
    cancelled: gone,
  },
  /** A hand-over, and its coupons on the driver's phone. */
  handover: { sent: waiting, opened: active, used, returned: moved, over: expired },
  readonlyLink: { live: active, over: expired, revoked: gone },
  handed: { active, used, blocked, over: expired, waiting },
  card: { active, blocked_by_client: blocked, blocked_by_issuer: blocked, expired, lost: attention },
  invitation: { pending: waiting, accepted: done, expired, revoked: gone },
  request: { pending: waiting, approved: done, declined: gone },
  order: {
    draft: over,
    sent: waiting,
    invoiced: onItsWay,
    paid_in_part: underway,
    paid: attention,
    issued: done,
    cancelled: gone,
  },
  payment: {
    new: waiting,
    waiting: attention,
    in_part: underway,
    credited: done,
    outgoing: over,
    set_aside: gone,
  },
  contract: { planned: waiting, in_force: active, over },
  serviceRequest: {
    sent: waiting,
    in_work: underway,
    done,
    refused: failed,
    withdrawn: gone,
  },
  bulkChange: { running: underway, done, undoing: underway, undone: gone },
  import: {
    queued: waiting,
    checking: underway,
    checked: attention,
    committing: underway,
    committed: done,
    discarded: gone,
    failed,
    undoing: underway,
    undone: moved,
    questions: attention,
  },
  outbox: {
    ...{ pending: waiting, sending: underway, sent: onItsWay },
    ...{ dead: failed, parked: over, unneeded: over },
  },
  delivery: { sent: onItsWay, delayed: expired, delivered: done, bounced: failed, complained: attention },
  user: { active, blocked, disabled: gone, invited: waiting },
  company: { active, closed: over, none: attention, invited: waiting },
  operation: { sale: done, return: moved, correction: attention },
  announcement: { planned: waiting, shown: active, over },
  webhook: { active, disabled: over },
  message: { pending: waiting, sending: underway, delivered: done, failed },
  asked: { waiting, silent: attention, refused: failed },
  station: { open: active, shut: expired, closed: failed, unknown: waiting },
} as const

export type BadgeNoun = keyof typeof badges
export type BadgeState<Noun extends BadgeNoun> = keyof (typeof badges)[Noun] & string

export interface StatusBadgeProps<Noun extends BadgeNoun> {
  of: Noun
  state: BadgeState<Noun>
  /** The state in words. */
  children: ReactNode
}

/** In a list write `<span className={badges.coupon[status]}>{words[status]}</span>` instead: no component a row. */
export function StatusBadge<Noun extends BadgeNoun>({ of, state, children }: StatusBadgeProps<Noun>) {
  return <span className={String(badges[of][state])}>{children}</span>
}
