import { DAY_MS } from '#app/domain/kernel/calendar.ts'
import type { RegisterKind } from '#db/schema/index.ts'

/** After how many days without a new file of a kind somebody should ask why: transactions come daily, a client rarely. */
const STALE_AFTER_DAYS: Record<RegisterKind, number> = {
  transactions: 3,
  cards: 7,
  coupons: 7,
  companies: 30,
  stations: 90,
  payments: 7,
}

/** `at` is when the last one took effect. A register that never came is not late: there may be none. */
export function isStale(kind: RegisterKind, at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() > STALE_AFTER_DAYS[kind] * DAY_MS
}
