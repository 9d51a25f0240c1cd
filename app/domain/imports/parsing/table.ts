import type { Encoding } from './encodings.ts'
import type { TableFormat } from './register.ts'
import type { SheetRow } from './sheet-row.ts'

/** A file as rows, whatever its format; its meaning is not known yet. */
export interface Table {
  format: TableFormat
  /** Null in a workbook. */
  text: {
    encoding: Encoding
    confidence: 'certain' | 'likely' | 'unsure'
    alternatives: Encoding[]
    delimiter: string
  } | null
  /** Null in a text file. */
  book: {
    sheet: string
    sheets: string[]
    /** Other visible sheets that read as well as a register. */
    alike: string[]
    from1904: boolean
    /** Known once the rows were read to their end. */
    merges(): [column: number, from: number, to: number][]
  } | null
  /** The first rows. */
  head: SheetRow[]
  /** All rows, from the first; the fraction read so far goes to `onProgress`. Throws UnreadableFile. */
  rows(onProgress?: (fraction: number) => void): AsyncGenerator<SheetRow>
}
