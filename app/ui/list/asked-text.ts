import type { Translate } from '#locales/translate.ts'
import type { AskedView } from './asked.ts'

/** The state in one cell of a file: what is only asked for is never said to be so. */
export function stateText(t: Translate, asked: AskedView | null, words: string): string {
  if (!asked?.label) return words
  const label = t(`instructions:status.${asked.label}`)
  return asked.isInsteadOfState ? label : `${words}, ${label}`
}
