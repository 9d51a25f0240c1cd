/** Tenge a litre today; a year ago it was a twelfth less. */
const PRICES = {
  ai92: 240,
  ai95: 305,
  ai98: 345,
  diesel: 332,
  diesel_winter: 401,
  lpg: 112,
}

/** The products of the demo data, which are among the first ones of every database. */
export type DemoProduct = keyof typeof PRICES

/** Whole tenge a litre so many days ago. */
export function demoPrice(product: DemoProduct, daysAgo: number): number {
  return Math.round(PRICES[product] * (1 - daysAgo / 365 / 12))
}
