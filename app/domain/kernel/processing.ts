import type { InstrumentKind } from '#db/schema/index.ts'

/**
 * `here`: stations ask the cabinet, and what it saves is in force. `outside`: a processor holds the balance and decides, and the
 * cabinet asks it for what clients want (docs/decisions/0034). Client-safe.
 */
export const processings = ['here', 'outside'] as const
export type Processing = Readonly<Record<InstrumentKind, (typeof processings)[number]>>

export function isOutside({ processing }: { processing: Processing }, kind: InstrumentKind): boolean {
  return processing[kind] === 'outside'
}
