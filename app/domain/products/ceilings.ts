/** The most of a product that is ever given as a full tank, lest one lorry holds all that a client has. Client-safe. */

import type { ProductCode } from './products.ts'

/** Millilitres. */
interface Ceilings {
  /** Of every product that has none of its own. */
  ordinary: number
  own: Readonly<Record<ProductCode, number>>
}

export function ceilingOf(product: ProductCode | null, { ordinary, own }: Ceilings): number {
  return (product !== null && Object.hasOwn(own, product) && own[product]) || ordinary
}

export const DEFAULT_FULL_TANK = '100,diesel=600,diesel_winter=600'

/** Litres as an operator writes them: `100,diesel=600`. */
export function ceilingsIn(text: string): Ceilings {
  const [ordinary = '', ...others] = text.split(',')
  const own = others.map((part) => {
    const [product = '', litres = ''] = part.split('=')
    return [product, Number(litres) * 1_000] as const
  })
  return { ordinary: Number(ordinary) * 1_000, own: Object.fromEntries(own) }
}
