import type { RuleOwner } from '#app/domain/authorizations/decline-codes.ts'
import type { HelpKind } from '#app/domain/authorizations/decline-help.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { DeclineText } from '#app/ui/feedback/decline-text.ts'

/** One decline, as its lists show it. */
export interface DeclineRowView extends DeclineText {
  id: number
  /** Wall clock of Almaty. */
  at: string
  /** `•••• 3481` of a card, a coupon's whole number; empty: nothing that is known was presented. */
  instrument: string
  href: string | null
  /** The decline's own page. */
  page: string
  /** Asked for by a coupon's number, without its code. */
  numberOnly: boolean
  holder: string
  plate: string
  company: { name: string; href: string } | null
  station: string
  /** What is known of it beside its name. */
  city: string
  product: ProductCode | null
  /** Millilitres, tiyn; neither: a full tank. */
  asked: { volume: number | null; amount: number | null }
  whose: RuleOwner
  /** Who made the rule, in a word. */
  owner: string
  help: HelpLink | null
}

/** One decline whole. */
export interface DeclinePageView extends DeclineRowView {
  /** As the station's system calls it. */
  operationId: string
  stationHref: string | null
  /** Other rules that decline as well, the one that lasts longest first. */
  also: { text: string; owner: string }[]
  /** Asks the same question now; null: nothing that is known was presented. */
  checkHref: string | null
}

/** The one step that helps. */
export interface HelpLink {
  kind: Exclude<HelpKind, 'instrument'> | 'open_card' | 'open_coupon'
  href: string
}

export interface DeclineListView {
  rows: DeclineRowView[]
  filter: {
    q?: string | undefined
    code?: string | undefined
    whose?: RuleOwner | undefined
    station?: string | undefined
    from?: string | undefined
    to?: string | undefined
    card?: string | undefined
    coupon?: string | undefined
  }
  /** The card or the coupon that the list is narrowed to, by name. */
  instrument: string | null
  /** Every reason there is, in a few words. */
  codes: { value: string; label: string }[]
  previousCursor: string | null
  nextCursor: string | null
}
