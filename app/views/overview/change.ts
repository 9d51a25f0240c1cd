export interface Change {
  is: 'more' | 'less' | 'same'
  /** Whole, at least 1 unless the same. */
  percent: number
}

/** How this month's sum compares with that of the month before; null where there is nothing to compare with. */
export function changeOf(now: number, before: number): Change | null {
  if (before <= 0) return null
  const percent = Math.round((Math.abs(now - before) / before) * 100)
  if (percent === 0) return { is: 'same', percent }
  return { is: now > before ? 'more' : 'less', percent }
}
