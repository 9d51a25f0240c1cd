import type { InstrumentKind } from '#db/schema/index.ts'

/** A card or a coupon. */
export interface InstrumentRef {
  kind: InstrumentKind
  id: number
}

/** A number as it is stored: without spaces around it, and digits without what stands between their groups on paper. */
export function ungrouped(number: string): string {
  const text = number.trim()
  const isGrouped = /^[\d\s]+$/.test(text) || /^\d{4}(?:[ -]\d{4})+(?:[ -]\d{1,4})?$/.test(text)
  return isGrouped ? text.replace(/[\s-]+/g, '') : text
}
