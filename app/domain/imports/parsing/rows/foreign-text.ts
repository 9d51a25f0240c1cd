import { isUnreadable, readable } from '#app/domain/kernel/plain-text.ts'
import { dash, nothing } from './identifiers.ts'

/**
 * What a stranger wrote and nobody here can put right: characters that no text holds become spaces, and what is beyond
 * the length is left out, so that no payer keeps a whole file from coming in. Null: it says nothing.
 */
export function foreignText(cell: string, maxLength: number): string | null {
  if (dash.test(cell) || nothing.test(cell)) return null
  const text = readable(cell).replace(/\s+/g, ' ').slice(0, maxLength)
  const whole = text.replace(/[\uD800-\uDBFF]$/, '').trim()
  return whole === '' || isUnreadable(whole) ? null : whole
}
