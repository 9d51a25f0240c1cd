/** What can be ordered, and what becomes of an order. Client-safe. */

import { addDays, addMonths, type Day } from '#app/domain/kernel/calendar.ts'
import type { OrderStatus } from '#db/schema/index.ts'

export type { OrderStatus }

export const orderStatuses = [
  'draft',
  'sent',
  'invoiced',
  'paid_in_part',
  'paid',
  'issued',
  'cancelled',
] as const satisfies readonly OrderStatus[]

/** Litres of one coupon. */
export const NOMINALS = [5, 10, 15, 20, 25, 30, 40, 50, 100, 200] as const

/** Lines of coupons that the form has. */
export const LINES = [1, 2, 3, 4, 5, 6] as const

/** Staff have not begun with it. */
export const openOrderStatuses = ['draft', 'sent'] as const satisfies readonly OrderStatus[]

/** It was sent, and neither taken back nor refused. */
export const sentOrderStatuses = [
  'sent',
  'invoiced',
  'paid_in_part',
  'paid',
  'issued',
] as const satisfies readonly OrderStatus[]

/** Its invoice waits for money. */
export const payableOrderStatuses = ['invoiced', 'paid_in_part'] as const satisfies readonly OrderStatus[]

/** The client may still take it back. */
export function canCancel(status: OrderStatus): boolean {
  return openOrderStatuses.some((open) => open === status)
}

/** Staff may still refuse it: nothing was paid. */
export function canRefuse(status: OrderStatus): boolean {
  return status === 'sent' || status === 'invoiced'
}

export function awaitsPayment(status: OrderStatus): boolean {
  return payableOrderStatuses.some((payable) => payable === status)
}

/** The last day of coupons that are sold on a day by a contract. */
export function lastDayOfCoupons({ coupon_months: months }: { coupon_months: number }, day: Day): Day {
  return addDays(addMonths(day, months), -1)
}
