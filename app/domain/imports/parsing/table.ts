import type { Encoding } from './encodings.ts'
import type { SheetRow } from './sheet-row.ts'

/** A file as rows, whatever its format; its meaning is not known yet. */
export interface Table {
  format: 'csv' | 'xlsx'
  /** Null in a workbook. */
  text: {
    encoding: Encoding
    confidence: 'certain' | 'likely' | 'unsure'
    alternatives: Encoding[]
    delimiter: string
  } | null
  /** Null in a text file. */
  book: { sheet: string; sheets: string[] } | null
  /** The first rows. */
  head: SheetRow[]
  /** All rows, from the first; the fraction read so far goes to `onProgress`. Throws UnreadableFile. */
  rows(onProgress?: (fraction: number) => void): AsyncGenerator<SheetRow>
}
