import type { Context } from '#app/domain/kernel/context.ts'
import { activeProducts } from '#app/domain/products/catalogue.server.ts'
import { type ProductWords, productWords } from './parsing/values/product-words.ts'

/** A register may name what is sold now; a file with anything else is refused, row by row. */
export async function productWordsNow(ctx: Context): Promise<ProductWords> {
  return productWords(await activeProducts(ctx))
}
