/** Whose a card or a coupon is from a moment on, within what was known before. Client-safe. */

export interface Period {
  id: number
  subjectId: number
  from: Date
  /** Null: it lasts. */
  until: Date | null
}

/** What becomes of the stored periods; they never overlap. */
export interface PeriodChange {
  removed: number[]
  /** The period that ends earlier or, with null, lasts again. */
  ended: { id: number; until: Date | null } | null
  added: { subjectId: number; from: Date } | null
}

/**
 * From `from` on it is `subjectId`'s (null: nobody's): periods that begin then or later give way, and the one that runs then
 * ends. Null when that is so already.
 */
export function periodChange(
  periods: readonly Period[],
  subjectId: number | null,
  from: Date,
): PeriodChange | null {
  const removed = periods.filter((period) => period.from >= from).map(({ id }) => id)
  const running = periods.find(
    (period) => period.from < from && (period.until === null || period.until > from),
  )
  if (running && running.subjectId === subjectId) {
    if (running.until === null && removed.length === 0) return null
    return { removed, ended: { id: running.id, until: null }, added: null }
  }
  const ended = running ? { id: running.id, until: from } : null
  const added = subjectId === null ? null : { subjectId, from }
  return removed.length > 0 || ended || added ? { removed, ended, added } : null
}
