/** Millilitres. `short`: how much there is. */
export type PickedView =
  | {
      kind: 'set'
      coupons: { id: number; number: string; volume: number; until: string }[]
      volume: number
      over: number
    }
  | { kind: 'short'; volume: number }
  | { kind: 'many' }
