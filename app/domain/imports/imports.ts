import type { ImportStatus } from '#db/schema/index.ts'

export type { ImportStatus }

export const importStatuses = [
  'queued',
  'checking',
  'checked',
  'committing',
  'committed',
  'discarded',
  'failed',
] as const satisfies ImportStatus[]

interface Counted {
  status: ImportStatus
  rows_faulty: number
  rows_new: number
  rows_changed: number
}

/** The worker is at it, or will be in a moment. */
export function isUnderway({ status }: { status: ImportStatus }): boolean {
  return status === 'queued' || status === 'checking' || status === 'committing'
}

/** All or nothing: a faulty row keeps the whole file out. */
export function canCommit(row: Counted): boolean {
  return row.status === 'checked' && row.rows_faulty === 0 && row.rows_new + row.rows_changed > 0
}

/** The layout may be corrected as long as nothing was written. */
export function canAdjust({ status }: { status: ImportStatus }): boolean {
  return status === 'checked' || status === 'failed'
}

export function canDiscard(row: { status: ImportStatus }): boolean {
  return canAdjust(row) || row.status === 'queued'
}
