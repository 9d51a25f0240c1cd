/** What a rule would have done to refuellings that took place, by asking `decide` about each in turn. Client-safe. */

import { decide } from '#app/domain/authorizations/decide.ts'
import type { Decision, Decline } from '#app/domain/authorizations/decision.ts'
import type { FuelRule, Sums, Usage } from '#app/domain/authorizations/fuel-request.ts'
import { businessDay, type Day, startOfMonth, startOfWeek } from '#app/domain/kernel/calendar.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { type CardRule, layerOf } from './card-rule.ts'

/** Millilitres, tiyn, tiyn a litre. A negative volume was given back. */
export interface PastFill {
  id: number
  /** With which of several cards; one card's fills need not say it. */
  card?: number
  at: Date
  station: string
  product: ProductCode
  volume: number
  amount: number
  price: number
}

export interface TriedFill {
  fill: PastFill
  /** Null: declined altogether. Otherwise the litres that it would have got, fewer than it did. */
  volume: number | null
  /** Why it got none. */
  decline: Decline | null
}

export interface WhatIf {
  /** Fills of the time that is asked about. */
  fills: number
  /** Those that would have been declined or got fewer litres, the oldest first. */
  touched: TriedFill[]
}

/** Whose sums a fill counts for, and which of them its own decision looks at; null: the rule does not hold for it. */
export interface Counting {
  decides: RunningUsage | null
  counts: readonly RunningUsage[]
}

/** All fills are of one card, or count for one group. */
export function countTogether(): () => Counting {
  const used = new RunningUsage()
  const counting = { decides: used, counts: [used] }
  return () => counting
}

/**
 * Each card for itself. `heirs`: the cards that took the place of one, whose sums its fills count for too. Fills of cards that
 * the rule does not hold for count and are not asked about.
 */
export function countByCard(
  cards: ReadonlySet<number>,
  heirs: ReadonlyMap<number, readonly number[]>,
): (fill: PastFill) => Counting {
  const sums = new Map([...cards].map((card) => [card, new RunningUsage()]))
  const known = new Map<number, Counting>()
  return ({ card = 0 }) => {
    const before = known.get(card)
    if (before) return before
    const decides = sums.get(card) ?? null
    const counts = [card, ...(heirs.get(card) ?? [])].flatMap((one) => sums.get(one) ?? [])
    const counting = { decides, counts }
    known.set(card, counting)
    return counting
  }
}

/**
 * Replays fills, the oldest first, under the rule alone: what the issuer allows was decided then. Only what the rule would
 * have let through counts against its limits; what was given back counts as it does in transactions. Fills before `from`
 * count, since they used the week and the month, and are not asked about.
 */
export function whatIf(
  rule: CardRule,
  fills: readonly PastFill[],
  from: Date,
  countingOf: (fill: PastFill) => Counting = countTogether(),
): WhatIf {
  const layer = layerOf(rule, UNUSED)
  const touched: TriedFill[] = []
  let asked = 0
  for (const fill of fills) {
    const { decides, counts } = countingOf(fill)
    const isAsked = decides !== null && fill.at >= from && fill.volume > 0
    if (isAsked) asked += 1
    if (fill.volume <= 0 || decides === null) {
      const fills = fill.volume > 0 ? 1 : 0
      for (const used of counts) used.add(fill.at, { volume: fill.volume, amount: fill.amount, fills })
      continue
    }
    const decision = decideAgain(layer, fill, decides.at(fill.at))
    const volume = volumeOf(decision, fill)
    const share = { volume, amount: shareOf(fill, volume), fills: volume > 0 ? 1 : 0 }
    for (const used of counts) used.add(fill.at, share)
    if (!isAsked || volume === fill.volume) continue
    touched.push(
      decision.status === 'declined'
        ? { fill, volume: null, decline: decision }
        : { fill, volume, decline: null },
    )
  }
  return { fills: asked, touched }
}

function volumeOf(decision: Decision, fill: PastFill): number {
  return decision.status === 'declined' ? 0 : Math.min(decision.volume ?? fill.volume, fill.volume)
}

function shareOf({ volume, amount }: PastFill, part: number): number {
  return part === volume ? amount : Math.round((amount * part) / volume)
}

function decideAgain(layer: FuelRule, fill: PastFill, usage: Usage): Decision {
  return decide(
    {
      moment: fill.at,
      wish: { by: 'volume', volume: fill.volume },
      acceptPartial: true,
      product: fill.product,
      atStation: true,
    },
    {
      operation: 'new',
      instrument: {
        kind: 'card',
        issuerStatus: 'active',
        isBlockedByClient: false,
        validUntil: null,
        pin: 'unset',
        wallet: null,
      },
      insteadOf: [],
      isCompanyClosed: false,
      isSuspicious: false,
      freeBalance: null,
      rules: [{ ...layer, usage }],
      station: { code: fill.station, closed: null, shortages: [], takesNumbers: false },
      price: fill.price,
      tank: null,
      ceiling: Number.POSITIVE_INFINITY,
      odometer: null,
    },
  )
}

const NOTHING: Sums = { volume: 0, amount: 0, fills: 0 }
const UNUSED: Usage = { on: '0001-01-01', day: NOTHING, week: NOTHING, month: NOTHING }

/** What is used in the day, week and month of the last moment. */
export class RunningUsage {
  #usage: Usage = UNUSED
  #week: Day = ''
  #month: Day = ''

  at(moment: Date): Usage {
    const today = businessDay(moment)
    if (this.#usage.on === today) return this.#usage
    const { week, month } = periodsOf(today)
    this.#usage = {
      on: today,
      day: NOTHING,
      week: this.#week === week ? this.#usage.week : NOTHING,
      month: this.#month === month ? this.#usage.month : NOTHING,
    }
    this.#week = week
    this.#month = month
    return this.#usage
  }

  add(moment: Date, more: Sums): void {
    const { on, day, week, month } = this.at(moment)
    this.#usage = { on, day: sum(day, more), week: sum(week, more), month: sum(month, more) }
  }
}

/** The fills of a day come one after another, of whatever card. */
function periodsOf(today: Day): { today: Day; week: Day; month: Day } {
  if (last.today !== today) last = { today, week: startOfWeek(today), month: startOfMonth(today) }
  return last
}
let last = { today: '', week: '', month: '' }

function sum(a: Sums, b: Sums): Sums {
  return { volume: a.volume + b.volume, amount: a.amount + b.amount, fills: a.fills + b.fills }
}
