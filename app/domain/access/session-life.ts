/** Seconds. The database's clock decides. */
const IDLE_LIMIT = 2 * 60 * 60
const ABSOLUTE_LIMIT = 12 * 60 * 60
export const REMEMBERED_LIMIT = 14 * 24 * 60 * 60

/** A remembered session may lie idle for as long as it lives. */
export function idleLimitOf(remembered: boolean): number {
  return remembered ? REMEMBERED_LIMIT : IDLE_LIMIT
}

export function absoluteLimitOf(remembered: boolean): number {
  return remembered ? REMEMBERED_LIMIT : ABSOLUTE_LIMIT
}
