/** How the rows of one register meet what is here. Each kind has a file of its own beside this one. */
import type { Context } from '#app/domain/kernel/context.ts'
import { type Field, neededForNew, type RegisterKind } from '../parsing/kinds.ts'
import type { GoodRow, Records } from '../parsing/records.ts'
import type { RowOutcome, Shown } from './outcome.ts'

/** What the database has against a good row: named like the parser's faults, `imports:faults.<code>`. */
export interface MergeFault {
  row: number
  field: string
  code:
    | 'company_not_found'
    | 'belongs_to_other_company'
    | 'missing_for_new'
    | 'station_not_found'
    | 'near_duplicate'
    | 'payment_day_outside'
    | 'duplicate_in_file'
    | 'masked_number_not_found'
    | 'masked_number_ambiguous'
    | 'plate_not_found'
    | 'plate_ambiguous'
    | 'limit_unit_differs'
    | 'balance_unit_differs'
  params: Record<string, string | number>
}

/** What a batch of rows would do. */
export interface BatchResult {
  added: number
  changed: number
  same: number
  faults: MergeFault[]
  /** Of the rows without faults, in their order. */
  outcomes: RowOutcome[]
}

export interface MergeOptions {
  /** False: only say what it would do. */
  write: boolean
}

/** One import's way through the rows, batch after batch; made anew for each try of a transaction. */
export interface Merge<Kind extends RegisterKind> {
  /**
   * Compares a batch with what is here and, when `write`, brings it in (the rows it changes are locked first).
   * A batch with faults is not to be written: the caller rolls back.
   */
  mergeBatch(ctx: Context, rows: readonly GoodRow<Kind>[], options: MergeOptions): Promise<BatchResult>
  /** Once, after the last batch that was written. */
  finish(ctx: Context): Promise<void>
}

function emptyBatchResult(): BatchResult {
  return { added: 0, changed: 0, same: 0, faults: [], outcomes: [] }
}

/** The first field that something new needs and the row does not say; null for something that is here. */
export function lackingForNew<Kind extends RegisterKind>(
  kind: Kind,
  { row, record }: GoodRow<Kind>,
  before: unknown,
): MergeFault | null {
  if (before !== undefined) return null
  const said: Partial<Record<Field, unknown>> = record
  const field = neededForNew(kind).find((needed) => said[needed] === null)
  return field ? { row, field, code: 'missing_for_new', params: {} } : null
}

/** A row that may come in, beside what is here under the same key. */
export interface ComparedRow<Facts> {
  /** Asked only where something is here: nothing would change. */
  isSame: boolean
  key: string
  /** For people; the first is null where nothing is here. */
  shown: [before: Shown | null, after: Shown]
  /** All that is stored now; asked only for a row that changes it. */
  earlier?: () => object
  /** What would be written; called only for a row that is. */
  facts: () => Facts
}

export interface ComparedRows<Kind extends RegisterKind, Row, Facts> {
  result: BatchResult
  /** Both are empty when nothing is written. */
  added: { record: Records[Kind]; facts: Facts }[]
  changed: { before: Row; after: Facts }[]
}

/** Sorts a batch into what is new, changed, the same and faulty; the same way for every register. */
export function compareRows<Kind extends RegisterKind, Row, Facts>(
  rows: readonly GoodRow<Kind>[],
  { write }: MergeOptions,
  findHere: (record: Records[Kind]) => Row | undefined,
  compare: (row: GoodRow<Kind>, before: Row | undefined) => ComparedRow<Facts> | MergeFault,
): ComparedRows<Kind, Row, Facts> {
  const result = emptyBatchResult()
  const added: ComparedRows<Kind, Row, Facts>['added'] = []
  const changed: ComparedRows<Kind, Row, Facts>['changed'] = []
  for (const row of rows) {
    const before = findHere(row.record)
    const compared = compare(row, before)
    if ('code' in compared) {
      result.faults.push(compared)
      continue
    }
    const outcome = before === undefined ? 'new' : compared.isSame ? 'same' : 'changed'
    result.outcomes.push(outcomeOf(row.row, outcome, compared, write))
    if (before === undefined) {
      result.added++
      if (write) added.push({ record: row.record, facts: compared.facts() })
    } else if (compared.isSame) result.same++
    else {
      result.changed++
      if (write) changed.push({ before, after: compared.facts() })
    }
  }
  return { result, added, changed }
}

function outcomeOf(
  row: number,
  outcome: RowOutcome['outcome'],
  { key, shown, earlier }: ComparedRow<unknown>,
  write: boolean,
): RowOutcome {
  const [before, after] = shown
  const isWritten = write && outcome === 'changed' && earlier !== undefined
  return { row, outcome, key, before, after, ...(isWritten ? { earlier: earlier() } : {}) }
}

/** Nothing that a person sees differs. */
export function isEqual(before: Shown, after: Shown): boolean {
  return Object.keys(after).every((field) => before[field] === after[field])
}
