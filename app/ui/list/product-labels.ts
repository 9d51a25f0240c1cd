import { type Product, products } from '#app/domain/products/products.ts'
import type { Translate } from '#locales/translate.ts'

/** Names of the products, for pages and files. Looked up once a page and not once a row. */
export function productLabels(t: Translate): Record<Product, string> {
  const pairs = products.map((product) => [product, t(`common:product.${product}`)])
  return Object.fromEntries(pairs) as Record<Product, string>
}
