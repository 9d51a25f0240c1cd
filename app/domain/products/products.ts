/** What is sold: rows of a table, which staff edit. Safe in the browser. */
import type { ProductCode } from '#db/schema/products.ts'

export type { ProductCode }

/** Of the charts, in the order of `--series-1` and on in tokens.css; `products:colours.<colour>` names them. */
export const productColours = ['teal', 'amber', 'blue', 'rust', 'green', 'purple', 'pink', 'grey'] as const
export type ProductColour = (typeof productColours)[number]

/** Which tank a product goes into; of `other` no two share one. `products:families.<family>` names them. */
export const productFamilies = ['petrol', 'diesel_engine', 'liquefied_gas', 'other'] as const
export type ProductFamily = (typeof productFamilies)[number]

/** A later release may know more families than this one. */
export function knownFamily(family: string | null): ProductFamily {
  return productFamilies.find((known) => known === family) ?? 'other'
}

/** A product as pages, files and charts show it, in the reader's language. */
export interface ProductLabel {
  code: ProductCode
  name: string
  /** For where there is little room. */
  short: string
  colour: ProductColour
  isActive: boolean
}

/** What fits into the columns that list products: `cards.products`, `stations.products`. */
export const MAX_PRODUCTS_TEXT = 100

/** `ai92,diesel`, as a card stores what it may buy. */
export function productsInText(text: string): ProductCode[] {
  return text.split(',').filter((code) => code !== '')
}

/** By code, so that the same products are the same text whatever order staff give them. */
export function textOfProducts(codes: readonly ProductCode[]): string {
  return [...new Set(codes)].sort().join(',')
}
