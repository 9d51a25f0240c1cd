import type { InstrumentKind } from '#db/schema/index.ts'

/** A card or a coupon. */
export interface InstrumentRef {
  kind: InstrumentKind
  id: number
}
