/** What `openRegister` finds out about a file. Safe in the browser; all but `rows` survives JSON. */
import type { Mapping } from './columns.ts'
import type { Habits } from './decisions/habits.ts'
import type { Encoding } from './encodings.ts'
import type { FaultParams, FileFault } from './faults.ts'
import type { KindGuess } from './header.ts'
import type { Field, RegisterKind } from './kinds.ts'
import type { FileTotal, ParsedRow } from './records.ts'
import type { Unit } from './titles/title-dictionary.ts'
import type { ProductWords } from './values/product-words.ts'

export type { FileTotal }

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
  /** Decision's code -> the choice that a person made, now or for an earlier file of the same layout. */
  answers?: Readonly<Record<string, string>>
  /** Codes of those answers that are of an earlier file: what this file proves counts more. */
  remembered?: readonly string[]
  /** Rows that a person leaves out: by their number, or all that have one of these faults. */
  leaveOut?: { rows?: readonly number[]; faults?: readonly string[] }
  /** What an earlier look at the whole of the same file, read with the same options, found out: it saves another one. */
  checked?: Pick<Layout, 'habits' | 'decisions'>
  /** Names may say whose file it is: a BIN in it is a hint for `owner`. */
  fileName?: string
}

/**
 * Something that the file alone may not settle. Each stands on the check page beside its sample and can be
 * changed there; one without a choice is a question and keeps the register from being ready.
 */
export interface Decision {
  /**
   * Its name in `answers`, unique in a file: `date_order`, `decimal_mark`, `unit.dailyLimit`, `unit.balance`,
   * `unit.volume`, `currency`, `operation.<the file's own word>`, `sign`, `time`, `day`, `station`, `product`, `price`, `instrument`, `owner`, `account`, `direction`.
   */
  code: string
  /** The part before the point: the words are `imports:decisions.<about>`. */
  about: DecisionKind
  field: Field | null
  column: { index: number; letter: string; title: string } | null
  /** What it was taken for: by the file itself or by an answer. Null: nobody can say, a person must. */
  choice: string | null
  /** Who chose: a person (`answer`), or the file's own cells and titles (`file`). */
  by: 'answer' | 'file' | null
  /** Empty: any text (`owner` takes a BIN, `account` an IBAN). The words are `imports:choices.<choice>`. */
  choices: string[]
  /** For the words, such as `{ value: '24' }` of an operation. */
  params: FaultParams
  /** Three rows of the file's: the cell as it is written. */
  sample: { row: number; text: string }[]
}

export const decisionKinds = [
  'date_order',
  'decimal_mark',
  'unit',
  'currency',
  'operation',
  'sign',
  'time',
  'price',
  'zone',
  'day',
  'station',
  'product',
  'instrument',
  'owner',
  'account',
  'direction',
] as const
export type DecisionKind = (typeof decisionKinds)[number]

/** Whose file it may be, by its head ("Клиент: .. БИН ..") or its name. */
export interface OwnerHint {
  bin: string | null
  name: string | null
  /** The row that says it; null: the file's name. */
  row: number | null
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

/** What the file really is, whatever its name says. */
export type TableFormat = 'csv' | 'xlsx' | 'xls' | 'xlsb' | 'ods' | 'html' | 'xml' | 'dbf' | 'json' | 'bank'

export interface Layout {
  format: TableFormat | null
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
  /** All that was taken for something, and all that must be asked (`choice` is null). */
  decisions: Decision[]
  ownerHint: OwnerHint | null
  /** Other sheets of the workbook that read as the same kind of register. */
  otherSheets: string[]
  /** Rows that the workbook hides; they are read like the others. */
  hiddenRows: number
  /** Totals of the file that are not the sums of its rows; the first twenty. */
  totals: FileTotal[]
  /** How its cells are read; for whoever reads the rows. */
  habits: Habits
}

export interface Register<Kind extends RegisterKind = RegisterKind> extends Layout {
  /** No faults of the file, no field missing, no question open: `rows` may be called. */
  ready: boolean
  /**
   * Reads the file again from its start, each time. A file that turns out to be damaged further on ends with a
   * faulty row that says so. Throws when the register is not ready.
   */
  rows(products: ProductWords, onProgress?: (fraction: number) => void): AsyncGenerator<ParsedRow<Kind>>
}
