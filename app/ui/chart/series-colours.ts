import type { ProductColour } from '#app/domain/products/products.ts'

/** The fills of chart.css, in the order of `--series-1` and on in tokens.css. */
const fills: Record<ProductColour, string> = {
  teal: 's1',
  amber: 's2',
  blue: 's3',
  rust: 's4',
  green: 's5',
  purple: 's6',
  pink: 's7',
  grey: 's8',
}
const inOrder = Object.values(fills)

/** The class of what is filled: of a colour of its own, or of the series' place in its chart. */
export function fillOf(colour: ProductColour | undefined, index = 0): string {
  return colour ? fills[colour] : (inOrder[index % inOrder.length] ?? fills.teal)
}
