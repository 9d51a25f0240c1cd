/**
 * The one rule of rounding: half a tiyn is rounded away from nothing, so that what is given back is exactly what was taken.
 * Prices, VAT and discounts are rounded a line; a total is the sum of its lines, never rounded again.
 * The product of two safe integers need not be one: hence bigint.
 * @param by more than nothing
 */
export function roundedShare(value: number, times: number, by: number): number {
  const product = BigInt(value) * BigInt(times)
  const size = product < 0n ? -product : product
  const rounded = Number((size * 2n + BigInt(by)) / (BigInt(by) * 2n))
  return product < 0n && rounded !== 0 ? -rounded : rounded
}

/**
 * Ten thousand tenge a litre, in tiyn: thirty times what fuel costs. The largest order at this price, and hundreds of such
 * orders in one account, still add up exactly.
 */
export const MAX_PRICE_TIYN = 1_000_000

/** A hundred million tenge: what one fill may cost, and what a limit may be. */
export const MAX_AMOUNT_TIYN = 10_000_000_000

/** Millilitres at tiyn a litre -> tiyn. */
export function amountOf(volume: number, price: number): number {
  return roundedShare(volume, price, 1_000)
}

/** A hundred percent, in hundredths of a percent. */
const WHOLE = 10_000

/** A price less a discount in hundredths of a percent. */
export function discounted(price: number, discount: number): number {
  return price - roundedShare(price, discount, WHOLE)
}

/** The tax that an amount holds already; the rate in hundredths of a percent. */
export function taxInside(amount: number, rate: number): number {
  return roundedShare(amount, rate, WHOLE + rate)
}

/** Tiyn at tiyn a litre -> the most millilitres whose amount is not above it. */
export function volumeFor(amount: number, price: number): number {
  return Number((BigInt(amount) * 1000n) / BigInt(price))
}

/** `1234.50`, `-0,05`: money in files, without grouping; 1C and a Russian Excel want the comma. */
export function fileMoney(tiyn: number | bigint, point: '.' | ',' = '.'): string {
  return withPoint(tiyn, 2, point)
}

/** `1234.500`: litres in files */
export function fileVolume(millilitres: number | bigint, point: '.' | ',' = '.'): string {
  return withPoint(millilitres, 3, point)
}

/** Digits only, so that bigint loses nothing. */
function withPoint(value: number | bigint, decimals: number, point: string): string {
  const digits = String(value)
    .replace('-', '')
    .padStart(decimals + 1, '0')
  return (value < 0 ? '-' : '') + digits.slice(0, -decimals) + point + digits.slice(-decimals)
}
