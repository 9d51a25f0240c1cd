/** Whether an amount is what a volume and a price come to, as far as the digits that a file shows can tell. */
import { amountOf } from '#app/domain/kernel/money.ts'
import { litrePrice, markOf, parseDecimal } from '../values/decimals.ts'

/** A number as it is shown: 15,38 stands for anything from 15,375 to 15,385. */
export interface Shown {
  /** In our smallest unit. */
  value: number
  /** Half of the last digit that is shown, in the same unit. */
  half: number
}

/** Digits that are not written are zeros to whoever wrote "40". */
const MIN_DECIMALS = 2
/** Below half of the price it is no discount but another number: VAT alone, a slipped comma. */
const MAX_DISCOUNT_SHARE = 0.5

/** @param decimals of our unit: 3 for millilitres, 2 for tiyn */
export function shownAs(text: string, value: number, decimals: number): Shown {
  const written = /[.,](\d+)\D*$/.exec(text)?.[1]?.length ?? MIN_DECIMALS
  const places = Math.min(decimals, Math.max(MIN_DECIMALS, written))
  return { value: Math.abs(value), half: 10 ** (decimals - places) / 2 }
}

export type SumVerdict = 'equal' | 'discount' | 'mismatch'

/** All of them in our units; `extra` is a fee of its own within the amount. */
export function verdictOf(volume: Shown, price: Shown, amount: Shown, extra = 0): SumVerdict {
  const charged = amount.value - extra
  const most = ((volume.value + volume.half) * (price.value + price.half)) / 1000 + amount.half
  const least = ((volume.value - volume.half) * (price.value - price.half)) / 1000 - amount.half
  if (charged > most) return 'mismatch'
  if (charged >= least) return 'equal'
  return charged >= least * MAX_DISCOUNT_SHARE ? 'discount' : 'mismatch'
}

/** Cells that are no numbers, or that need their column's habit, prove nothing here. */
export function isExplained(volume: string, amount: string): boolean {
  if (markOf(volume) === 'either' || markOf(amount) === 'either') return true
  const [litres, paid] = [parseDecimal(volume, 3), parseDecimal(amount, 2)]
  if ('fault' in litres || 'fault' in paid || litres.value === 0) return true
  return amountOf(Math.abs(litres.value), litrePrice(litres.value, paid.value)) === Math.abs(paid.value)
}
