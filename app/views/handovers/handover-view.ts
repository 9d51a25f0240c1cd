import type { HandoverState, HelpSaid } from '#app/domain/handovers/handovers.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { BadgeState } from '#app/ui/list/status-badge.tsx'

/** What is to be handed over. */
export interface ChosenCoupon {
  id: number
  number: string
  product: ProductCode
  /** Millilitres that are left. */
  volume: number
  until: string
}

/** Free coupons of a product that end sooner than the chosen ones; `volume`: of the chosen, in millilitres. */
export interface EarlierView {
  product: ProductCode
  volume: number
  until: string
}

export interface HandoverRowView {
  id: number
  name: string
  plate: string
  state: HandoverState
  coupons: number
  redeemed: number
  /** Millilitres. */
  volume: number
  /** What can still be used of it. */
  left: number
  at: string
  by: string
}

export interface HelpView {
  id: number
  said: HelpSaid
  at: string
  coupon: { id: number; number: string } | null
  declineId: number | null
  /** Null: it waits. */
  answer: { text: string; at: string } | null
}

export interface HandoverView {
  id: number
  name: string
  phone: string
  plate: string
  driverId: number | null
  locale: 'en' | 'ru' | 'kk'
  state: HandoverState
  isLive: boolean
  coupons: {
    id: number
    position: number
    number: string
    product: ProductCode
    volume: number
    remaining: number
    /** It came back by itself. */
    isReturned: boolean
    /** Still the driver's and not ended. */
    isOpen: boolean
    until: string
    shownAt: string | null
    usedAt: string | null
    state: BadgeState<'coupon'>
  }[]
  /** In order: handed over, opened, used, returned. */
  steps: { state: HandoverState; at: string; by: string | null }[]
  /** While no phone has opened it. */
  link: LinkView | null
  help: HelpView[]
}

export interface LinkView {
  address: string
  whatsapp: string
  telegram: string
  email: string
  sms: string
  /** Of the address, not of any coupon. */
  qr: { size: number; path: string }
}
