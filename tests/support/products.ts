import { productWords } from '#app/domain/imports/parsing/values/product-words.ts'
import { firstProducts } from '#db/migrations/0037-first-products.ts'

/** The products of a new database, in their order. */
export const products = firstProducts.map(({ code }) => code)

/** What a register may name in a new database. */
export const firstWords = productWords(
  firstProducts.map(({ code, names, shorts, synonyms }) => ({
    code,
    name_en: names[0],
    name_ru: names[1],
    name_kk: names[2],
    short_en: shorts[0],
    short_ru: shorts[1],
    short_kk: shorts[2],
    synonyms: synonyms.join('\n'),
  })),
)
