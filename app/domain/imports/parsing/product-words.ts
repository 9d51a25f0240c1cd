/** The products' names in registers. */
import { type Product, products } from '../../products/products.ts'
import { memoized } from './memoized.ts'
import { squeezed } from './normalise-text.ts'

/** Cyrillic and Latin letters look alike, and accountants mix them: А-92, A-92, АИ92, AI 92, Аи-92-К5, 92. */
const petrol =
  /^(?:бензин|автобензин|gasoline|petrol|benzin)?[аa]?[иi]?(92|95|98)(?:[кk][2-5]|евро[2-6]?|euro[2-6]?)?$/u

const otherNames: [Product, string][] = [
  [
    'diesel',
    'дт дизель дизтопливо диз.топливо дизельное-топливо дизельное-топливо-дт дт-л дт-летнее дт-лето летнее-дт ' +
      'дизельное-топливо-летнее дт-е дт-межсезонное дт-м дизель-отыны дизотын dt diesel diesel-fuel df',
  ],
  [
    'diesel_winter',
    'дт-зимнее дт-з дт-зима дт-зимн дт-зим зимнее-дт дизтопливо-зимнее дизель-зимний дизельное-топливо-зимнее ' +
      'зимнее-дизельное-топливо дт-қысқы қысқы-дт қысқы-дизель-отыны дизель-отыны-қысқы dt-winter dt-z ' +
      'winter-diesel diesel-winter',
  ],
  [
    'lpg',
    'суг газ газ-суг суг-газ пропан пропан-бутан газ-пропан автогаз спбт сжиженный-газ ' +
      'сжиженный-углеводородный-газ сұйытылған-газ lpg autogas propane gas',
  ],
]

const byName = new Map<string, Product>()
for (const [product, names] of otherNames) {
  for (const name of names.split(' ')) byName.set(squeezed(name), product)
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

/** Null: unknown. */
export const productOf = memoized((text: string): Product | null => {
  const word = squeezed(text)
  const octane = petrol.exec(word)?.[1]
  return octane ? (`ai${octane}` as Product) : (byName.get(word) ?? null)
})

/** `АИ-92, ДТ; СУГ` -> the three, each once; null when one of them is unknown. */
export const productsOf = memoized((text: string): Product[] | null => {
  if (everything.has(squeezed(text))) return [...products]
  const found = text
    .split(/[,;/+&|\n]|\s(?:и|және|and)\s/u)
    .filter((name) => name.trim() !== '')
    .map(productOf)
  if (found.length === 0 || found.includes(null)) return null
  return products.filter((product) => found.includes(product))
})
