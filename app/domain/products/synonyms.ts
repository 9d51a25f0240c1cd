import { squeezed } from '#app/domain/products/squeezed.ts'

/** Cyrillic and Latin letters look alike, and accountants mix them: А-92, A-92, АИ92, AI 92, Аи-92-К5, 92. */
const octane =
  /^(?:бензин|автобензин|gasoline|petrol|benzin)?[аa]?[иi]?(\d{2,3})(?:[кk][2-5]|евро[2-6]?|euro[2-6]?)?$/u

/** Names with the same key are the same name: `АИ-92`, `Бензин A92` and `АИ-92-К5` are all `92`. Empty: no name. */
export function synonymKey(name: string): string {
  const word = squeezed(name)
  return octane.exec(word)?.[1] ?? word
}

/** The columns of a product that name it in registers. */
export interface Named {
  code: string
  name_en: string
  name_ru: string
  name_kk: string
  short_en: string
  short_ru: string
  short_kk: string
  synonyms: string
}

/** Every name by which registers may call a product. */
export function namesOf(product: Named): string[] {
  const { code, name_en, name_ru, name_kk, short_en, short_ru, short_kk, synonyms } = product
  const names = [code, name_en, name_ru, name_kk, short_en, short_ru, short_kk, ...synonyms.split('\n')]
  return names.filter((name) => synonymKey(name) !== '')
}
