import type { Product } from '../products/products.ts'

/** Tenge a litre today; a year ago it was a twelfth less. */
const PRICES: Record<Product, number> = {
  ai92: 240,
  ai95: 305,
  ai98: 345,
  diesel: 332,
  diesel_winter: 401,
  lpg: 112,
}

/** Whole tenge a litre so many days ago. */
export function demoPrice(product: Product, daysAgo: number): number {
  return Math.round(PRICES[product] * (1 - daysAgo / 365 / 12))
}
