import type { AuditData } from '#app/domain/audit/audit-data.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { deliveries, mailReasons } from '#app/domain/mail/mail.ts'
import type { Products } from '#app/ui/layout/products.ts'
import type { Words as PlainWords } from '#app/ui/layout/words.ts'
import { formatDateTime, formatInteger } from '#locales/format.ts'

export type Value = AuditData[string]
export type Words = PlainWords & { fuels: Products }

export function wordsIn(value: Value): string {
  return Array.isArray(value) ? value.join(', ') : String(value)
}

export function whereOf(value: Value, { say }: Words): string {
  return say(`audit:data.where.${value}`)
}

export function roleOf(value: Value, { say }: Words): string {
  return say(`common:role.${value}`)
}

/** A person's own words, or a code of the post. */
export function reasonOf(value: string, say: Words['say']): string {
  if (includes(mailReasons, value)) return say(`mail:reason.${value}`)
  return includes(deliveries, value) ? say(`mail:delivery.${value}`) : value
}

function includes(codes: readonly string[], value: string): boolean {
  return codes.includes(value)
}

export function momentIn(value: Value, { locale }: Words): string {
  return formatDateTime(almatyWallClock(new Date(String(value))), locale)
}

export function numberIn(value: Value, locale: Words['locale']): string {
  return typeof value === 'number' ? formatInteger(value, locale) : String(value)
}
