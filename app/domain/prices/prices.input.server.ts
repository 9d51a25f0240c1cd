import { z } from 'zod'
import type { Day } from '#app/domain/kernel/calendar.ts'
import { requiredDay } from '#app/domain/kernel/day.input.server.ts'
import { rowId } from '#app/domain/kernel/id.input.server.ts'
import { productCode } from '#app/domain/kernel/list-filter.input.server.ts'
import { Money } from '#app/domain/kernel/money.input.server.ts'
import { MAX_PRICE_TIYN } from '#app/domain/kernel/money.ts'

export const NewPriceList = z.object({ name: z.string().trim().min(1).max(100) })
export type NewPriceList = z.output<typeof NewPriceList>

/** A price of the past never changes: it begins today at the earliest. */
export function setPriceInput(today: Day) {
  return z.object({
    product: productCode,
    price: Money.refine((tiyn) => tiyn <= MAX_PRICE_TIYN, { error: 'price_too_high' }),
    startsOn: requiredDay.refine((value) => value >= today, { error: 'price_past' }),
  })
}
export type SetPrice = z.output<ReturnType<typeof setPriceInput>>

export const CancelPrice = z.object({ priceId: rowId })
export type CancelPrice = z.output<typeof CancelPrice>
