/** The products' names in registers: those of the table, which staff may add to. */

import type { ProductCode } from '#app/domain/products/products.ts'
import { squeezed } from '#app/domain/products/squeezed.ts'
import { type Named, namesOf, synonymKey } from '#app/domain/products/synonyms.ts'
import { memoized } from '../memoized.ts'

export interface ProductWords {
  /** What they are made of, to be sent to another process. */
  products: readonly Named[]
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

const brands =
  /^(?:опти|opti|проф|prof|экто|ecto|g|drive|plus|плюс|pulsar|пульсар|танеко|taneco|регуляр|regular|energy|nano|нано|евро|euro|євро|pulls|act|топливо|бензин|бензині|отын|отыны|жанармай|жанармайы|автомобильный|неэтилированный|класс|class|к[2-6]|k[2-6]|\d)$/u
const slashedDiesel = /(?<!\p{L})д\/т(?!\p{L})/giu
const octane = /^(?:аи|аі|а|ai|a)?(\d{2,3})$/u
const diesel = /^(?:дт|дп|дизель|дизельн\p{L}*|дизтоплив\p{L}*|diesel|on|дтф|dt)$/u
const winter = /^(?:зимн\p{L}{2}|зима|зимове|з|қысқы|winter|дтз)$/u
const winterBefore = /(?:^|[\s-])(?:з|зимн\p{L}{2}|дтз)(?:[\s-]|$)/u
const gas =
  /^(?:газ|сжиженн\p{L}{2}|углеводородн\p{L}{2}|нефтян\p{L}{2}|автомобильн\p{L}{2}|пропан|бутан|суг|сұйытылған|lpg)$/u
/** Without one of these the words above are about any fuel. */
const gasItself = /^(?:газ|пропан|бутан|суг|сұйытылған|lpg)$/u
/** Between the seasons too: `ДТ-Е-К5`. */
const summer = /^(?:летн\p{L}{2}|лето|літнє|л|жазғы|summer|межсезонн\p{L}{2}|е|e)$/u

/**
 * "АИ-95 Проф", "ДТ-Л-К5", "Diesel #2": a brand, a class or a season beside a product that is known. Null where any
 * other word stands in the name: it may be another product.
 */
function withoutBrand(text: string): string | null {
  const words = text
    .replace(slashedDiesel, 'ДТ')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\([^()]*\)/g, ' ')
    // The frost that a winter fuel stands: "ДТ-З-К5 минус 32".
    .replace(/(?:минус|[-\u2013])\s?\d{2}$/u, (frost, at: number, all: string) =>
      winterBefore.test(all.slice(0, at)) ? ' ' : frost,
    )
    .replace(/(?<=(?:аи|а|ai|a))[\s-]+(?=\d)/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  if (words.some((word) => gasItself.test(word)) && words.every((word) => gas.test(word))) return 'СУГ'
  const fuels = words.filter((word) => octane.test(word) && !/^\d$/.test(word))
  const isDiesel = words.some((word) => diesel.test(word) || word === 'дтз')
  const others = words.filter(
    (word) => ![octane, diesel, winter, summer, brands].some((each) => each.test(word)),
  )
  if (others.length > 0 || (isDiesel && fuels.length > 0)) return null
  if (isDiesel) return words.some((word) => winter.test(word)) ? 'ДТ зимнее' : 'ДТ'
  const [fuel, second] = fuels
  return fuel !== undefined && second === undefined ? `АИ-${octane.exec(fuel)?.[1]}` : null
}

/** @param products those that a register may name, in their order */
export function productWords(products: readonly Named[]): ProductWords {
  const codes = products.map(({ code }) => code)
  const byKey = new Map(
    products.flatMap((product) => namesOf(product).map((name) => [synonymKey(name), product.code] as const)),
  )
  const known = (name: string) => byKey.get(synonymKey(name)) ?? null
  const productOf = memoized((text: string): ProductCode | null => {
    const exact = known(text)
    if (exact !== null) return exact
    const plain = withoutBrand(text)
    return plain === null ? null : known(plain)
  })
  const productsOf = memoized((text: string): ProductCode[] | null => {
    if (everything.has(squeezed(text))) return [...codes]
    const found = text
      .replace(slashedDiesel, 'ДТ')
      .split(/[,;/+&|\n]|\s(?:и|және|and)\s/u)
      .filter((name) => name.trim() !== '')
      .map(productOf)
    if (found.length === 0 || found.includes(null)) return null
    return codes.filter((code) => found.includes(code))
  })
  return { products: products.map(named), productOf, productsOf }
}

/** Only what names a product: a row of the table holds more. */
function named(product: Named): Named {
  const { code, name_en, name_ru, name_kk, short_en, short_ru, short_kk, synonyms } = product
  return { code, name_en, name_ru, name_kk, short_en, short_ru, short_kk, synonyms }
}
