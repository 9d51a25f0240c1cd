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
  'undoing',
  'undone',
] as const satisfies ImportStatus[]

/** What the list of imports can be narrowed to: a status, or what a person has to decide about. */
export const importFilters = [...importStatuses, 'undecided'] as const
export type ImportFilterStatus = (typeof importFilters)[number]

/** Once more checked, brought in or discarded: that is for a person to say. */
const undecidedStatuses = ['checked', 'failed'] as const satisfies ImportStatus[]

/** The stored statuses behind a filter. */
export function importStatusesOf(filter: ImportFilterStatus): readonly ImportStatus[] {
  return filter === 'undecided' ? undecidedStatuses : [filter]
}

/** As people are told of it: a file that waits for answers has not failed. */
export function shownStatus({
  status,
  failure,
}: {
  status: ImportStatus
  failure: string | null
}): ImportStatus | 'questions' {
  const isAsked = failure === 'questions_open' || failure === 'columns_missing'
  return status === 'failed' && isAsked ? 'questions' : status
}

/** The lists that an import's page opens. */
export const listedOutcomes = ['new', 'changed', 'same', 'left_out'] as const

interface Counted {
  status: ImportStatus
  rows_faulty: number
  rows_new: number
  rows_changed: number
}

/** The worker is at it, or will be in a moment. */
export function isUnderway({ status }: { status: ImportStatus }): boolean {
  return status === 'queued' || status === 'checking' || status === 'committing' || status === 'undoing'
}

/** All or nothing: a faulty row keeps the whole file out, unless a person says that the others come in alone. */
export function canCommit(row: Counted): boolean {
  return canCommitGoodRows(row) && row.rows_faulty === 0
}

export function canCommitGoodRows(row: Counted): boolean {
  return row.status === 'checked' && row.rows_new + row.rows_changed > 0
}

/** What was brought in can be taken back, as long as nothing in it was used. */
export function canUndo(row: { status: ImportStatus }): boolean {
  return row.status === 'committed'
}

/** Where an import goes that a person stops while the worker is at it; null where nothing is to be stopped. */
export function stoppedStatus(status: ImportStatus): ImportStatus | null {
  if (status === 'queued' || status === 'checking') return 'failed'
  if (status === 'committing') return 'checked'
  return status === 'undoing' ? 'committed' : null
}

/** The layout may be corrected as long as nothing was written. */
export function canAdjust({ status }: { status: ImportStatus }): boolean {
  return undecidedStatuses.some((undecided) => undecided === status)
}

export function canDiscard(row: { status: ImportStatus }): boolean {
  return canAdjust(row) || row.status === 'queued'
}
