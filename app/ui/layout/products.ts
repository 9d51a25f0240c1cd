import { createContext, useContext, useMemo } from 'react'
import type { ProductCode, ProductColour, ProductLabel } from '#app/domain/products/products.ts'

/** What is sold, in the reader's language and in the order of staff: filled from the root's data. */
export const ProductsContext = createContext<readonly ProductLabel[]>([])

export interface Products {
  /** Of a product that this page has not heard of, its code. */
  nameOf(code: ProductCode): string
  /** `AI-92, Diesel`, in their order. */
  namesOf(codes: readonly ProductCode[]): string
  /** For a column: the whole name belongs into the cell's title. */
  shortOf(code: ProductCode): string
  shortsOf(codes: readonly ProductCode[]): string
  colourOf(code: ProductCode): ProductColour | undefined
  /** For a filter: the inactive ones too, since their rows are still there. */
  options: { value: string; label: string }[]
}

/** Once a list and not once a row: take it down as a prop. */
export function useProducts(): Products {
  const labels = useContext(ProductsContext)
  return useMemo(() => productsOf(labels), [labels])
}

/** The same for files. */
export function productsOf(labels: readonly ProductLabel[]): Products {
  const byCode = new Map(labels.map((label, index) => [label.code, { ...label, index }]))
  const nameOf = (code: ProductCode) => byCode.get(code)?.name ?? code
  const shortOf = (code: ProductCode) => byCode.get(code)?.short ?? code
  const placeOf = (code: ProductCode) => byCode.get(code)?.index ?? labels.length
  const inOrder = (codes: readonly ProductCode[]) =>
    codes.toSorted((one, other) => placeOf(one) - placeOf(other))
  return {
    nameOf,
    namesOf: (codes) => inOrder(codes).map(nameOf).join(', '),
    shortOf,
    shortsOf: (codes) => inOrder(codes).map(shortOf).join(', '),
    colourOf: (code) => byCode.get(code)?.colour,
    options: labels.map(({ code, name }) => ({ value: code, label: name })),
  }
}
