import type { CardState } from '#app/domain/cards/cards.ts'
import type { ProductCode } from '#app/domain/products/products.ts'

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
  limits: { period: 'daily' | 'weekly' | 'monthly'; limit: number; used: number }[]
  /** Wall clock of the last transactions that the use is counted from. */
  usedAsOf: string | null
  balance: { amount: number; unit: 'ml' | 'tiyn' } | null
  until: string | null
  /** The card in its place; `href` where the company has it. */
  replacedBy: { name: string; href: string | null } | null
  state: CardState
}
