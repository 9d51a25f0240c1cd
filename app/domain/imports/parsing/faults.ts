/**
 * What can be wrong with a file or with a row of it: a code and its variables, never prose. The words are
 * `imports:faults.<code>` and `imports:fileFaults.<code>` in three languages. Safe in the browser.
 */
import type { Field } from './kinds.ts'

export const faultCodes = [
  'missing_value',
  'row_cut_short',
  'row_short',
  'row_too_long',
  'unclosed_quote',
  'columns_moved',
  'duplicate_in_file',
  'formula',
  'excel_error',
  'number_destroyed',
  'number_malformed',
  'number_masked',
  'number_partial',
  'not_a_number',
  'not_positive',
  'negative',
  'too_precise',
  'number_too_large',
  'foreign_unit',
  'foreign_currency',
  'beyond_bounds',
  'sum_mismatch',
  'unknown_operation',
  'return_in_remarks',
  'signs_differ',
  'remaining_exceeds_volume',
  'bin_malformed',
  'bin_check_digit',
  'email_malformed',
  'unknown_product',
  'unknown_status',
  'unknown_scheme',
  'unknown_answer',
  'unknown_language',
  'bad_date',
  'no_such_day',
  'date_out_of_range',
  'bad_time',
  'missing_time',
  'unknown_zone',
  'ends_before_start',
  'bad_coordinate',
  'coordinates_exchanged',
  'direction_unknown',
  'amount_both_ways',
  'too_long',
  'unreadable_characters',
  'file_damaged',
  'not_a_table',
  'too_many_rows',
  'file_expands_too_much',
  'cell_too_long',
  'nested_too_deep',
  'header_too_wide',
  'too_much_memory',
  'too_long_time',
] as const
export type FaultCode = (typeof faultCodes)[number]

export const fileFaultCodes = [
  'file_empty',
  'file_too_large',
  'file_old_excel',
  'file_encrypted',
  'file_pdf',
  'file_image',
  'file_archive',
  'file_opendocument',
  'file_document',
  'file_html',
  'file_xml',
  'file_binary',
  'file_damaged',
  'file_expands_too_much',
  'not_a_table',
  'too_many_rows',
  'sheet_not_found',
  'no_rows',
  'kind_unknown',
  'wrong_kind',
  'mixed_units',
  'foreign_unit',
  'foreign_currency',
  'file_mxl',
  'file_bank_statement',
  'line_too_long',
  'statement_cut',
  'statement_balance_differs',
  'statement_totals_differ',
  'amount_missing',
  'file_sylk',
  'file_excel_2',
  'file_xls_too_large',
  'file_json',
  'header_too_wide',
  'nested_too_deep',
  'too_many_sheets',
  'cell_too_long',
  'too_much_memory',
  'too_long_time',
] as const
export type FileFaultCode = (typeof fileFaultCodes)[number]

export type FaultParams = Record<string, string | number>

/** A fault of one row. */
export interface CellFault {
  /** Counted from 1, as a spreadsheet shows it. */
  row: number
  /** Counted from 1; null when the whole row is meant. */
  column: number | null
  /** The column's title in the file, or its letter where it has none. */
  columnName: string | null
  field: Field | null
  code: FaultCode
  /** The words' variables. `value` is the cell's own text, cut to a readable length, never a secret one. */
  params: FaultParams
}

/** Why a file cannot be read as a register at all. */
export interface FileFault {
  code: FileFaultCode
  params: FaultParams
}

/** Thrown while a file is read; `openRegister` and its rows turn it into a named fault. */
export class UnreadableFile extends Error {
  constructor(
    readonly code: FileFaultCode,
    readonly params: FaultParams = {},
  ) {
    super(code)
    this.name = 'UnreadableFile'
  }
}

const SHOWN_LENGTH = 60

/** A cell's text as a fault may show it: on one line, without control characters, not endless. */
export function shownValue(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim()
  const letters = Array.from(line.slice(0, SHOWN_LENGTH * 2))
  return letters.length > SHOWN_LENGTH ? `${letters.slice(0, SHOWN_LENGTH - 1).join('')}…` : line
}

/** 0 -> A, 25 -> Z, 26 -> AA: a spreadsheet's name for a column. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
