/** What was asked of the processing about a card or a coupon, and how it stands there. */
export interface AskedView {
  /** Null: what is wanted is in force, or nothing was ever asked. */
  label:
    | 'block'
    | 'unblock'
    | 'change'
    | 'block_refused'
    | 'unblock_refused'
    | 'change_refused'
    | 'unasked'
    | null
  /** It is told instead of the state, which would be said too early. */
  isInsteadOfState: boolean
  reason: string | null
  /** Wall clocks. */
  askedAt: string | null
  deliveredAt: string | null
  settledAt: string | null
  isSilent: boolean
}

/** What the processor last told of a balance. */
export interface HeldView {
  amount: number
  unit: 'ml' | 'tiyn'
  /** Wall clock. */
  asOf: string
}

export interface ProcessorFillView {
  key: string
  /** Wall clock. */
  at: string
  /** Its code; empty: the processor did not say. */
  station: string
  /** Millilitres, less what was taken back. */
  volume: number
}
