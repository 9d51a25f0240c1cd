import type { ProductCode } from '#app/domain/products/products.ts'

/** A rule as its form shows it: what is typed, with nothing for what is not limited. */
export interface RuleValues {
  unit: 'l' | 'kzt'
  perFill: string
  perDay: string
  perWeek: string
  perMonth: string
  fillsPerDay: string
  products: readonly ProductCode[]
  weekdays: readonly string[]
  timeFrom: string
  timeTo: string
  stationMode: 'all' | 'only' | 'except'
  stations: readonly string[]
  odometer: boolean
  /** 0: the card has no rule yet. */
  version: number
}

/** Of a card without a rule. */
export const noRuleValues: RuleValues = {
  unit: 'l',
  perFill: '',
  perDay: '',
  perWeek: '',
  perMonth: '',
  fillsPerDay: '',
  products: [],
  weekdays: [],
  timeFrom: '',
  timeTo: '',
  stationMode: 'all',
  stations: [],
  odometer: false,
  version: 0,
}

export interface PermissionView {
  kind: 'extra' | 'open' | 'fill'
  extra: number
  unit: 'ml' | 'tiyn'
  /** Wall clock of Almaty. */
  until: string
}

export interface WhatIfView {
  fills: number
  touched: number
  /** The latest first. */
  rows: {
    id: number
    /** Wall clock of Almaty. */
    at: string
    station: string
    product: ProductCode
    volume: number
    /** Null: declined. */
    instead: number | null
    why: string | null
    /** With which of many; null: there is one. */
    card: { id: number; number: string } | null
  }[]
}

/** A change of a rule that many cards share, before it is confirmed. */
export interface PreviewView extends WhatIfView {
  cards: number
  /** As the form sends them again. */
  fields: [name: string, value: string][]
}

/** A template or a group in its list. */
export interface NamedRuleRow {
  id: number
  name: string
  cards: number
  summary: RuleFacts | null
}

/** A card of a template or of a group. */
export interface RuledCardView {
  id: number
  /** Masked. */
  number: string
  holder: string
  plate: string
}

export interface ShadowView {
  id: number
  version: number
  /** Wall clock of Almaty. */
  since: string
  decided: number
  refused: number
  rule: RuleFacts
  rows: {
    id: number
    at: string
    card: { id: number; number: string }
    station: string
    product: ProductCode | null
    volume: number | null
    why: string
  }[]
}

/** What a rule restricts, without what is left of it. */
export interface RuleFacts {
  limits: { period: 'fill' | 'day' | 'week' | 'month'; unit: 'ml' | 'tiyn' | 'fills'; limit: number }[]
  products: readonly ProductCode[]
  weekdays: readonly number[]
  times: { from: string; until: string } | null
  stations: { are: 'only' | 'not'; codes: readonly string[] } | null
  odometer: boolean
}

/** A rule on the page of its card. */
export interface RuleSummary extends RuleFacts {
  limits: LimitInUse[]
  /** The template that it comes from; null: the card's own. */
  template: { id: number; name: string } | null
  permission: PermissionView | null
}

export type LimitInUse = RuleFacts['limits'][number] & { used: number; left: number }

/** The group of a card on its page. */
export interface GroupSummary {
  id: number
  name: string
  limits: LimitInUse[]
  /** Null: it only counts. */
  facts: RuleFacts | null
}
