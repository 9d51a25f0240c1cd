/** What can be agreed in a contract. Client-safe. */

import { type Day, isPast } from '#app/domain/kernel/calendar.ts'
import type { ContractPapers, ContractVat, CouponRemainder } from '#db/schema/index.ts'

export type { ContractPapers, ContractVat, CouponRemainder }

export const contractVats = ['turnover', 'purchase', 'none'] as const satisfies readonly ContractVat[]
export const contractPapers = ['fill', 'issue'] as const satisfies readonly ContractPapers[]

export const couponRemainders = ['kept', 'returned', 'lapsed'] as const satisfies readonly CouponRemainder[]

export type ContractStatus = 'planned' | 'in_force' | 'over'

export function contractStatus(
  { starts_on, ends_on }: { starts_on: Day; ends_on: Day | null },
  today: Day,
): ContractStatus {
  if (starts_on > today) return 'planned'
  return isPast(ends_on, today) ? 'over' : 'in_force'
}

/** Hundredths of a percent -> `2.5`, as a form holds it. */
export function percentText(hundredths: number): string {
  return String(hundredths / 100)
}
