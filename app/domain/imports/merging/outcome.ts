/** What a row of a register does to what is here. Safe in the browser. */

/** Fields as `imports:fields.<kind>.<field>` names them; volumes in millilitres, money in tiyn; never a QR payload. */
export type Shown = Readonly<Record<string, string | number | boolean | null>>

export type Outcome = 'new' | 'changed' | 'same'

export interface RowOutcome {
  row: number
  outcome: Outcome
  /** By what the thing is known: a number, a BIN, a station's code, a receipt with its place. */
  key: string
  before: Shown | null
  /** As it is stored, or would be. */
  after: Shown
  /** What was stored before, whole, as JSON: for taking the import back. Only of what was changed. */
  earlier?: object
}

/** The fields that the row changes. */
export function changedFields({ before, after }: Pick<RowOutcome, 'before' | 'after'>): string[] {
  return Object.keys(after).filter((field) => before === null || before[field] !== after[field])
}
