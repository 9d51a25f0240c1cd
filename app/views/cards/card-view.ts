import type { CardState } from '#app/domain/cards/cards.ts'
import type { LimitPeriodName } from '#app/domain/kernel/limit-periods.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { Reach } from '#app/domain/stations/reach.ts'
import type { AskedView, HeldView, ProcessorFillView } from '#app/ui/list/asked.ts'
import type { StationRuleView } from '#app/ui/list/station-rule.ts'

export interface CardView {
  id: number
  number: string
  /** `•••• 3481` */
  name: string
  holder: string
  plate: string
  products: ProductCode[]
  scheme: 'wallet_money' | 'wallet_litres' | 'limits'
  unit: 'ml' | 'tiyn'
  limits: {
    period: LimitPeriodName
    limit: number
    used: number
    left: number
    renews: string | null
  }[]
  /** Wall clock of the last transactions that the use is counted from. */
  usedAsOf: string | null
  balance: { amount: number; unit: 'ml' | 'tiyn' } | null
  until: string | null
  /** The card in its place; `href` where the company has it. */
  replacedBy: { name: string; href: string | null } | null
  /** Null: nothing is known about its stations. */
  stations: StationRuleView | null
  /** Where a block is in force at once. */
  reach: Reach
  state: CardState
  /** Wall clock at which the client's own block ends by itself. */
  blockedUntil: string | null
  /** Wall clock at which the next planned block begins. */
  nextBlockAt: string | null
  /** Null: the cabinet itself decides about it. */
  asked: AskedView | null
  /** What the processor last told of its balance. */
  held: HeldView | null
  /** What it approved last. */
  fills: ProcessorFillView[]
  pin: 'none' | 'set' | 'blocked'
}
