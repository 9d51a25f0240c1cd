/** Where a register's header is and which register it is, told by the titles of its columns. */
import { type ColumnMatch, matchColumns, missingFields } from './columns.ts'
import { type RegisterKind, registerKinds } from './kinds.ts'
import type { SheetRow } from './sheet-row.ts'

export interface KindGuess {
  kind: RegisterKind
  /** How many of its fields the header names. */
  matched: number
  /** All that it cannot do without is there. */
  complete: boolean
}

export interface Header {
  /** Counted from 1 as a spreadsheet counts. */
  row: number
  titles: string[]
  /** Every register that the titles speak of, the likeliest first. */
  guesses: (KindGuess & ColumnMatch)[]
}

/** A header names at least this many fields; a line of a letterhead may name one by chance. */
const FEWEST_FIELDS = 2

/**
 * The row whose titles name the most fields of `kind`, or of any register; null when no row names two.
 * Data rows lose: they say "АИ-95", not "вид топлива".
 */
export function findHeader(rows: readonly SheetRow[], kind?: RegisterKind): Header | null {
  let best: Header | null = null
  for (const row of rows) {
    if (row.cells.length < FEWEST_FIELDS) continue
    const header = readHeader(row, kind)
    const worth = headerWorth(header)
    if ((header.guesses[0]?.matched ?? 0) >= FEWEST_FIELDS && (best === null || worth > headerWorth(best))) {
      best = header
    }
  }
  return best
}

export function readHeader(row: SheetRow, kind?: RegisterKind): Header {
  const titles = row.cells.map((cell) => cell.trim())
  const guesses = (kind ? [kind] : registerKinds).map((each) => guessKind(each, titles))
  guesses.sort((a, b) => Number(b.complete) - Number(a.complete) || b.matched - a.matched)
  return { row: row.row, titles, guesses: guesses.filter(({ matched }) => matched > 0) }
}

function guessKind(kind: RegisterKind, titles: readonly string[]): KindGuess & ColumnMatch {
  const match = matchColumns(kind, titles)
  const matched = Object.keys(match.mapping).length + match.ambiguous.length
  return { kind, matched, complete: missingFields(kind, match.mapping).length === 0, ...match }
}

/** For comparing rows and delimiters; 0 when nothing is named. */
export function headerWorth(header: Header | null): number {
  const first = header?.guesses[0]
  return first ? first.matched + (first.complete ? 100 : 0) : 0
}

/**
 * When no title is known: the first row that is as wide as the widest and holds words only, so that a person
 * has something to point at.
 */
export function likelyHeaderRow(rows: readonly SheetRow[]): SheetRow | null {
  const filled = (row: SheetRow) => row.cells.filter((cell) => cell.trim() !== '').length
  const widest = Math.max(0, ...rows.map(filled))
  const wordy = rows.find(
    (row) =>
      filled(row) >= Math.max(2, widest - 1) &&
      row.cells.every((cell) => !/^[\d\s.,:/-]+$/.test(cell.trim())),
  )
  return wordy ?? null
}
