/** The most of a product that is ever given as a full tank, lest one lorry holds all that a client has. Client-safe. */

import type { ProductCode, ProductFamily } from './products.ts'

/** Millilitres. */
export interface Ceilings {
  /** Of every product that has none of its own and whose family has none. */
  ordinary: number
  own: Readonly<Record<ProductCode, number>>
  families: Readonly<Partial<Record<ProductFamily, number>>>
}

export function ceilingOf(
  product: ProductCode | null,
  family: ProductFamily,
  { ordinary, own, families }: Ceilings,
): number {
  if (product === null) return ordinary
  return (Object.hasOwn(own, product) && own[product]) || families[family] || ordinary
}

/** Where the operator sets none: lorries burn diesel, whatever a product of it is called. */
export const defaultCeilings: Ceilings = {
  ordinary: 100_000,
  own: {},
  families: { diesel_engine: 600_000 },
}

/** Litres as an operator writes them: `100,diesel=600`. What is not named has the first, of whatever family it is. */
export function ceilingsIn(text: string): Ceilings {
  const [ordinary = '', ...others] = text.split(',')
  const own = others.map((part) => {
    const [product = '', litres = ''] = part.split('=')
    return [product, Number(litres) * 1_000] as const
  })
  return { ordinary: Number(ordinary) * 1_000, own: Object.fromEntries(own), families: {} }
}
