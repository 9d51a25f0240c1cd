import type { Translate } from '#locales/translate.ts'

/** `Volume, litres`: in a file the head of a column names the unit, because its cells are bare numbers. */
export function titleInLitres(t: Translate, title: string): string {
  return `${title}, ${t('common:unit.litres')}`
}

export function titleInTenge(t: Translate, title: string): string {
  return `${title}, ${t('common:unit.tenge')}`
}
