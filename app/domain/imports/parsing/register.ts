/** What `openRegister` finds out about a file. Safe in the browser; all but `rows` survives JSON. */
import type { Mapping } from './columns.ts'
import type { Encoding } from './encodings.ts'
import type { FileFault } from './faults.ts'
import type { KindGuess } from './header.ts'
import type { Field, RegisterKind } from './kinds.ts'
import type { ProductWords } from './product-words.ts'
import type { ParsedRow } from './records.ts'
import type { Unit } from './title-dictionary.ts'

export interface RegisterOptions<Kind extends RegisterKind = RegisterKind> {
  /** What the person says it is; detected otherwise. */
  kind?: Kind
  encoding?: Encoding
  delimiter?: string
  sheet?: string
  /** The header's row, from 1; 0 when the file has none (then `mapping` is needed). */
  headerRow?: number
  /** By hand or remembered; takes the place of the whole detected one. */
  mapping?: Readonly<Record<string, unknown>>
}

export interface Column {
  index: number
  /** As a spreadsheet names it: A, B, .. */
  letter: string
  title: string
  /** Null: not part of the register, left alone. */
  field: Field | null
  /** What the title says of it, for limits and balances. */
  unit: Unit | null
}

export interface Layout {
  format: 'csv' | 'xlsx' | null
  /** As asked for, else the likeliest; null when no header speaks of any. */
  kind: RegisterKind | null
  /** The likeliest first. */
  kinds: KindGuess[]
  /** The next five: null or empty in a workbook. */
  encoding: Encoding | null
  confidence: 'certain' | 'likely' | 'unsure' | null
  /** Other encodings that are worth a try, best first. */
  encodings: Encoding[]
  delimiter: string | null
  /** The next two: null or empty in a text file. */
  sheet: string | null
  sheets: string[]
  /** From 1; 0: the file has none. */
  headerRow: number
  columns: Column[]
  mapping: Mapping
  /** Required fields without a column. */
  missing: Field[]
  /** Fields that several columns claim equally: a person must choose. */
  ambiguous: { field: Field; columns: number[] }[]
  /** SHA-256 in hex of the titles in their order: a mapping is remembered by it. Null without a header. */
  signature: string | null
  /** The first five rows of the register; secret cells show `•••`. */
  sample: { row: number; cells: string[] }[]
  fileFaults: FileFault[]
}

export interface Register<Kind extends RegisterKind = RegisterKind> extends Layout {
  /** No faults of the file and no field missing: `rows` may be called. */
  ready: boolean
  /**
   * Reads the file again from its start, each time. A file that turns out to be damaged further on ends with a
   * faulty row that says so. Throws when the register is not ready.
   */
  rows(products: ProductWords, onProgress?: (fraction: number) => void): AsyncGenerator<ParsedRow<Kind>>
}
