/** So many pictures without a code, and the phone was put away from it. */
const GONE_AFTER = 10

let last: string | null = null
let missed = 0

/**
 * Whether a code came before the camera since the last one: the same one that stays there is read once, also when the
 * page has changed meanwhile.
 */
export function newSince(text: string | null): boolean {
  if (text === null) {
    missed++
    if (missed >= GONE_AFTER) last = null
    return false
  }
  missed = 0
  if (text === last) return false
  last = text
  return true
}
