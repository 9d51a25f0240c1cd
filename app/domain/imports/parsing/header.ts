/** Where a register's header is and which register it is, told by the titles of its columns. */
import { type ColumnMatch, matchColumns } from './columns.ts'
import { neededForNew, type RegisterKind, tradeKinds } from './kinds.ts'
import type { SheetRow } from './sheet-row.ts'
import { isUnitText, likenesses, WHOLE_TITLE } from './titles/titles.ts'

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
export const MIN_FIELDS = 2

/**
 * The row whose titles name the most fields of `kind`, or of any register, alone or with the row above it; null when
 * no row names two. Data rows lose: they say "АИ-95", not "вид топлива".
 */
export function findHeader(rows: readonly SheetRow[], kind?: RegisterKind): Header | null {
  let best: Header | null = null
  for (const index of rows.keys()) {
    const row = rows[index]
    if (row === undefined || isData(row)) continue
    const header = readHeaderAt(rows, index, kind)
    if (!header) continue
    const worth = headerWorth(header)
    if ((header.guesses[0]?.matched ?? 0) >= MIN_FIELDS && (best === null || worth > headerWorth(best))) {
      best = header
    }
  }
  return best
}

/** The header in a row, with the titles of the groups above it where these make it clearer. */
export function readHeaderAt(rows: readonly SheetRow[], index: number, kind?: RegisterKind): Header | null {
  const row = rows[index]
  if (!row || row.cells.every((cell) => cell.trim() === '')) return null
  const alone = readHeader(row, kind)
  const below = rows[index + 1]
  const over = below?.row === row.row + 1 ? stackedHeader(row, below, kind) : null
  if (over) return over
  const above = rows[index - 1]
  if (!above || above.row !== row.row - 1 || !isTitles(row) || !isTitles(above)) return alone
  const stacked = stackedHeader(above, row, kind)
  if (stacked) return stacked
  const joined = readHeader({ row: row.row, cells: joinedTitles(above.cells, row.cells, kind) }, kind)
  return headerWorth(joined) > Math.max(headerWorth(alone), headerWorth(readHeader(above, kind)))
    ? joined
    : alone
}

/** A row of values: a day, or a number as long as a card's. A year or a number may stand in a title. */
function isData({ cells }: SheetRow): boolean {
  const values = cells.map((cell) => cell.trim())
  const hasDay = values.some((cell) => /^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:[T\s]\d|$)/.test(cell))
  const numbers = values.filter((cell) => /^\d[\d\s]*(?:[.,]\d+)?$/.test(cell)).length
  const words = values.filter((cell) => /\p{L}/u.test(cell)).length
  return values.some((cell) => /^\d{8,}$/.test(cell)) || hasDay || (numbers > 1 && numbers >= words)
}

/**
 * "Топливная карта" over "Дата операции" in one column, as reports of 1C's stand whose rows are grouped by the upper
 * one: the column is the lower one's, and the cards' numbers are heads of groups.
 */
function stackedHeader(above: SheetRow, row: SheetRow, kind?: RegisterKind): Header | null {
  const [column, second] = row.cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [index]))
  if (column === undefined || second !== undefined) return null
  const upper = readHeader(above, kind).guesses.find((guess) => guess.kind === 'transactions')
  if (upper?.mapping.number !== column || upper.mapping.date !== undefined) return null
  const titles = above.cells.map((cell, index) => (index === column ? (row.cells[column] ?? '') : cell))
  const header = readHeader({ row: row.row, cells: titles }, kind)
  const own = header.guesses.find((guess) => guess.kind === 'transactions')
  return own?.mapping.date === column ? header : null
}

/** Words and short signs, as titles are; no numbers, no dates. */
function isTitles({ cells }: SheetRow): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return filled.length > 0 && filled.every((cell) => cell.length < 80 && !/\d{3}|^\d+$/.test(cell))
}

/** "Срок действия" over "с" and "по"; a group's title stands once, over the first of its columns. */
function joinedTitles(above: readonly string[], below: readonly string[], kind?: RegisterKind): string[] {
  let group = ''
  const width = Math.max(above.length, below.length)
  return Array.from({ length: width }, (_, column) => {
    const own = above[column]?.trim() ?? ''
    const child = below[column]?.trim() ?? ''
    if (own !== '') group = own
    if (child === '') return own
    if (group === '') return child
    const both = `${group} ${child}`
    return clarity(both, kind) >= clarity(child, kind) ? both : child
  })
}

/** How well a title is known; a part of one is worth less than none at all where a shorter one is whole. */
function clarity(title: string, kind?: RegisterKind): number {
  const scores = likenesses(title)
    .filter((like) => kind === undefined || like.kind === kind)
    .map(({ score }) => score)
  return Math.max(0, ...scores) >= WHOLE_TITLE ? 2 : scores.length > 0 ? 1 : 0
}

export function readHeader(row: SheetRow, kind?: RegisterKind): Header {
  const titles = row.cells.map((cell) => cell.trim())
  const guesses = (kind ? [kind] : tradeKinds).map((each) => guessKind(each, titles))
  guesses.sort((a, b) => Number(b.complete) - Number(a.complete) || b.matched - a.matched)
  return { row: row.row, titles, guesses: guesses.filter(({ matched }) => matched > 0) }
}

function guessKind(kind: RegisterKind, titles: readonly string[]): KindGuess & ColumnMatch {
  const match = matchColumns(kind, titles)
  const matched = Object.keys(match.mapping).length + match.ambiguous.length
  return {
    kind,
    matched,
    complete: neededForNew(kind).every((field) => match.mapping[field] !== undefined),
    ...match,
  }
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
      !isData(row) &&
      filled(row) >= Math.max(2, widest - 1) &&
      row.cells.every((cell) => !/^[\d\s.,:/-]+$/.test(cell.trim())),
  )
  return wordy ?? null
}

/** `;;л;тг/л;тг`: a row of units alone, below the titles. */
export function isUnitsRow({ cells }: SheetRow): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return filled.length > 1 && filled.every(isUnitText)
}

/** The titles with the units that stand below them. */
export function withUnits(header: Header | null, rows: readonly SheetRow[]): Header | null {
  const below = header && rows.find(({ row }) => row === header.row + 1)
  if (!header || !below || !isUnitsRow(below)) return header
  const cells = header.titles.map((title, column) => {
    const unit = below.cells[column]?.trim() ?? ''
    return title === '' || unit === '' ? title : `${title}, ${unit}`
  })
  return readHeader({ row: header.row, cells })
}
