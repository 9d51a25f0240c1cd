/** Products of one kind of engine: grades of petrol, and of diesel. Client-safe. */

import type { ProductCode } from './products.ts'

/** Of the first products; one that is added later shares a tank with none. */
const KINDS: readonly (readonly ProductCode[])[] = [
  ['ai92', 'ai95', 'ai98'],
  ['diesel', 'diesel_winter'],
]

export function shareTank(one: ProductCode, other: ProductCode): boolean {
  return one === other || KINDS.some((kind) => kind.includes(one) && kind.includes(other))
}
