/**
 * SUM() and COUNT() arrive as text; nothing at all is 0. Tiyn and millilitres of 10^9 rows still fit.
 * @throws RangeError rather than lose a unit.
 */
export function exactSum(value: string | number | bigint | null | undefined): number {
  const sum = Number(value ?? 0)
  if (!Number.isSafeInteger(sum)) throw new RangeError(`Not an exact sum: ${value}`)
  return sum
}
