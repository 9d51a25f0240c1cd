/**
 * A coupon's number on paper, in groups of four, for who reads it aloud.
 * @param gap a space that a line may break at, where a whole number may not fit on one
 */
export function inGroups(number: string, gap: ' ' | '\u00a0' = '\u00a0'): string {
  return number.replace(/(.{4})(?=.)/g, `$1${gap}`)
}
