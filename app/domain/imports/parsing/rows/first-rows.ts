import type { Field } from '../kinds.ts'
import { ownCopy } from '../own-copy.ts'

/** Which row of a file said a text first, by field. */
export class FirstRows {
  readonly #rows = new Map<Field, Map<string, number>>()

  /** The row that said it before this one; undefined where this is the first. */
  before(field: Field, text: string, row: number): number | undefined {
    let rows = this.#rows.get(field)
    if (!rows) {
      rows = new Map()
      this.#rows.set(field, rows)
    }
    const first = rows.get(text)
    if (first === undefined) rows.set(ownCopy(text), row)
    return first
  }
}
