import type {
  AssignmentSubject,
  BulkAction,
  CardBlockCause,
  CardPermissionKind,
  HelpSaid,
  InstrumentKind,
  PrintLayout,
  UnusualKind,
  UnusualOutcome,
} from '#db/schema/index.ts'

/** What people do with cards and coupons, one and many. */
export interface InstrumentActions {
  'bulk_change.started': BulkData
  'bulk_change.undo_started': BulkData
  'card.block_cancelled': { number: string }
  'card.block_planned': BlockData & { startsAt: string }
  'card.blocked': BlockData
  /** The processor, by staff, because its register shows another state. */
  'card.asked_again': { number: string; reason: string }
  'card.assigned': AssignmentData
  'card.pin_removed': { number: string }
  'card.pin_set': { number: string }
  'card.reported_lost': { number: string; loss: 'lost' | 'stolen'; reason: string }
  'card.rule_permission_ended': { number: string }
  'card.rule_permitted': { number: string; permission: CardPermissionKind; reason: string }
  'card.rule_removed': { number: string }
  /** The template that stands in place of an own rule, or the group whose rule it is. */
  'card.rule_set': { number: string; ruleTemplate?: string; cardGroup?: string }
  /** Null: it is in none now. */
  'card.group_set': { number: string; cardGroup: string | null }
  'card.cleared': { number: string; reason: string }
  'card.suspected': { number: string; reason: string }
  'card.unblocked': { number: string; reason: string }
  'coupon.asked_again': { number: string; reason: string }
  'coupon.assigned': AssignmentData
  'coupon.blocked': { number: string; reason: string }
  'coupon.exchanged': { number: string; reason: string }
  /** By staff's decision on a request of its company. */
  'coupon.extended': { number: string; lastDayBefore: string; lastDay: string; reason: string }
  /** `name`: of the driver. */
  /** What was shown before is refused. */
  'coupon.code_renewed': { number: string }
  'coupon.handed_over': { number: string; name: string }
  /** `name`: of the driver who saw it on his phone; `printed`: on what paper it was printed. */
  'coupon.qr_shown': { number: string; name?: string; printed?: PrintLayout }
  'coupon.taken_back': { number: string; name: string }
  'coupon.cleared': { number: string; reason: string }
  'coupon.suspected': { number: string; reason: string }
  'coupon.unblocked': { number: string; reason: string }
  'handover.coupons_returned': { name: string; coupons: number }
  'handover.help_asked': { name: string; said: HelpSaid }
  'handover.help_settled': { name: string; answer: string }
  'handover.link_renewed': { name: string }
  'handover.opened': { name: string }
  'handover.recalled': { name: string; coupons: number }
  'handover.sent': { name: string; coupons: number }
  'unusual_fill.settled': { number: string; unusual: UnusualKind; settledAs: UnusualOutcome; reason: string }
}

interface BlockData {
  number: string
  reason: string
  /** Of a card; left out by earlier releases. */
  cause?: CardBlockCause | null
  /** Null: until somebody lifts it. */
  endsAt?: string | null
}

/** To whom a card or a coupon was given; no name: to nobody. `startsAt`: since when. */
interface AssignmentData {
  number: string
  subject: AssignmentSubject
  name: string
  startsAt: string
}

interface BulkData {
  things: InstrumentKind
  bulkAction: BulkAction
  rows: number
}
