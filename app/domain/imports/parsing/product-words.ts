/** The products' names in registers: those of the table, which staff may add to. */
import { squeezed } from '#app/domain/kernel/squeezed.ts'
import type { ProductCode } from '../../products/products.ts'
import { type Named, namesOf, synonymKey } from '../../products/synonyms.ts'
import { memoized } from './memoized.ts'

export interface ProductWords {
  /** Null: unknown. */
  productOf(text: string): ProductCode | null
  /** `АИ-92, ДТ; СУГ` -> the three, each once; null when one of them is unknown. */
  productsOf(text: string): ProductCode[] | null
}

const everything = new Set([
  'все',
  'всевидытоплива',
  'любое',
  'любой',
  'барлығы',
  'барлықтүрлері',
  'all',
  'any',
])

/** @param products those that a register may name, in their order */
export function productWords(products: readonly Named[]): ProductWords {
  const codes = products.map(({ code }) => code)
  const byKey = new Map(
    products.flatMap((product) => namesOf(product).map((name) => [synonymKey(name), product.code] as const)),
  )
  const productOf = memoized((text: string): ProductCode | null => byKey.get(synonymKey(text)) ?? null)
  const productsOf = memoized((text: string): ProductCode[] | null => {
    if (everything.has(squeezed(text))) return [...codes]
    const found = text
      .split(/[,;/+&|\n]|\s(?:и|және|and)\s/u)
      .filter((name) => name.trim() !== '')
      .map(productOf)
    if (found.length === 0 || found.includes(null)) return null
    return codes.filter((code) => found.includes(code))
  })
  return { productOf, productsOf }
}
