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
  /** 0: the card has no rule yet. */
  version: number
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
  }[]
}

/** A rule on the page of its card. */
export interface RuleSummary {
  limits: {
    period: 'fill' | 'day' | 'week' | 'month'
    unit: 'ml' | 'tiyn' | 'fills'
    limit: number
    used: number
    left: number
  }[]
  products: readonly ProductCode[]
  weekdays: readonly number[]
  times: { from: string; until: string } | null
  stations: { are: 'only' | 'not'; codes: readonly string[] } | null
  permission: PermissionView | null
}
