import type { Locale } from '#locales/index.ts'

/** `32,5` of millilitres, without a unit: as a form and a column have it; empty for what is not known. */
export function litresText(ml: number | null, locale: Locale): string {
  if (ml === null) return ''
  const text = String(ml / 1_000)
  return locale === 'en' ? text : text.replace('.', ',')
}
