/** Fuels, in the order in which people read them; the words are `common:product.<product>`. */
import type { Product } from '#db/schema/index.ts'

export type { Product }

export const products = [
  'ai92',
  'ai95',
  'ai98',
  'diesel',
  'diesel_winter',
  'lpg',
] as const satisfies Product[]

/** `ai92,diesel`, as a card stores what it may buy. What is no product any more is left out. */
export function productsInText(text: string): Product[] {
  const names = text.split(',')
  return products.filter((product) => names.includes(product))
}

export function textOfProducts(chosen: readonly Product[]): string {
  return products.filter((product) => chosen.includes(product)).join(',')
}
