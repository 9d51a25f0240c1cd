/** How a table is laid out as a register: its header, its columns, what is missing and what must be asked. */
import { createHash } from 'node:crypto'
import { checkedMapping, type Mapping, matchColumns, missingFields } from './columns.ts'
import { columnsByContent } from './columns-by-content.ts'
import { decide } from './decisions/decisions.ts'
import { noHabits } from './decisions/habits.ts'
import { accountsAbove } from './decisions/payment-decisions.ts'
import { columnLetter, type FileFault, UnreadableFile } from './faults.ts'
import { notesIn } from './head-notes.ts'
import { findHeader, type Header, likelyHeaderRow, readHeader, readHeaderAt, withUnits } from './header.ts'
import { type Field, neededForNew, type RegisterKind, secretFields } from './kinds.ts'
import { limits } from './limits.ts'
import { plainWords } from './normalise-text.ts'
import { withOwnAccount } from './own-account.ts'
import { ownerHintOf } from './owner-hint.ts'
import type { Column, Layout, RegisterOptions } from './register.ts'
import { BodyRows } from './rows/body-rows.ts'
import { mappingUnderDays } from './rows/day-heads.ts'
import type { HeadField } from './rows/heads.ts'
import { headsIn } from './rows/heads-of-file.ts'
import { operationAbove } from './rows/sections.ts'
import { isBlank } from './sheet-row.ts'
import { Survey } from './survey.ts'
import type { Table } from './table.ts'
import { unitOf } from './titles/titles.ts'
import { untitledTime } from './untitled-time.ts'
import { orderOf, parseDateTime } from './values/dates.ts'

const SAMPLE_ROWS = 5
const HIDDEN = '•••'

/** Reads the whole table once where its head says what it is. Throws UnreadableFile. */
export async function layoutOf(table: Table, options: RegisterOptions): Promise<Layout> {
  const header = withUnits(headerOf(table, options), table.head)
  const kinds = (header ? readHeader({ row: header.row, cells: header.titles }).guesses : []).map(
    ({ kind, matched, complete }) => ({ kind, matched, complete }),
  )
  const kind = options.kind ?? (kinds[0] && kinds[0].matched > 1 ? kinds[0].kind : null)
  const titles = header?.titles ?? Array.from({ length: widthOf(table) }, () => '')
  const match = header
    ? (header.guesses.find((guess) => guess.kind === kind) ?? (kind ? matchColumns(kind, titles) : undefined))
    : kind === 'transactions'
      ? columnsByContent(table.head)
      : undefined
  const byHand = kind && options.mapping ? checkedMapping(kind, options.mapping, titles.length) : null
  const plain = byHand ?? withUntitledTime(match?.mapping ?? {}, titles, table, kind)
  const body = header ? table.head.filter(({ row }) => row > header.row) : table.head
  const underDays = kind === 'transactions' ? mappingUnderDays(plain, body) : null
  const above = header ? table.head.filter(({ row }) => row < header.row) : []
  const isByFile = kind === 'payments' && byHand === null
  const own = isByFile ? withOwnAccount(plain, titles, { above, below: body }) : null
  const mapping = own?.mapping ?? underDays ?? plain
  const layout: Layout = {
    format: table.format,
    kind,
    kinds,
    encoding: table.text?.encoding ?? null,
    confidence: table.text?.confidence ?? null,
    encodings: table.text?.alternatives ?? [],
    delimiter: table.text?.delimiter ?? null,
    sheet: table.book?.sheet ?? null,
    sheets: table.book?.sheets ?? [],
    headerRow: header?.row ?? 0,
    columns: columnsOf(titles, mapping),
    mapping,
    missing: kind ? missingFields(kind, mapping) : [],
    ambiguous: byHand ? [] : [...(match?.ambiguous ?? []), ...(own?.ambiguous ?? [])],
    // Without titles nothing tells one sender's files from another's: what a person chose is asked again.
    signature: header ? signatureOf(titles.map(plainWords)) : null,
    sample: [],
    fileFaults: [],
    decisions: [],
    ownerHint: null,
    otherSheets: table.book?.alike ?? [],
    hiddenRows: 0,
    totals: [],
    habits: noHabits,
  }
  if (kind) {
    const heads = headsIn(table.head, layout, underDays !== null)
    layout.missing = layout.missing.filter(
      (field) => !heads.some((head) => head === field) && !(field === 'number' && findsByPlate(layout, kind)),
    )
    layout.sample = sampleOf(table, layout, kind, heads)
    layout.fileFaults = faultsOf(table, layout)
    if (layout.missing.length > 0 || layout.fileFaults.length > 0) return layout
    if (options.checked) Object.assign(layout, options.checked)
    else await survey(table, layout, kind, options, heads)
  } else layout.fileFaults = faultsOf(table, layout)
  return layout
}

function withUntitledTime(
  mapping: Mapping,
  titles: readonly string[],
  table: Table,
  kind: RegisterKind | null,
): Mapping {
  const time = kind === 'transactions' ? untitledTime(titles, mapping, table.head) : null
  return time === null ? mapping : { ...mapping, time }
}

/** The header asked for, else the one that names most, else the likeliest row, so that a person has titles to map. */
function headerOf(table: Table, { headerRow, kind, mapping }: RegisterOptions): Header | null {
  if (headerRow === 0) return null
  if (headerRow !== undefined) {
    return readHeaderAt(
      table.head,
      table.head.findIndex((each) => each.row === headerRow),
    )
  }
  const found = findHeader(table.head, kind) ?? (kind ? findHeader(table.head) : null)
  if (found) return readHeader({ row: found.row, cells: found.titles })
  const likely = mapping === undefined || table.head.length > 1 ? likelyHeaderRow(table.head) : null
  return likely ? readHeader(likely) : null
}

/** No column says the card's number, but one says the plate of the vehicle that it was given for. */
function findsByPlate({ mapping, ambiguous }: Layout, kind: RegisterKind): boolean {
  const mayFind = kind === 'transactions' && mapping.number === undefined && mapping.plate !== undefined
  return mayFind && !ambiguous.some(({ field }) => field === 'number')
}

async function survey(
  table: Table,
  layout: Layout,
  kind: RegisterKind,
  options: RegisterOptions,
  heads: readonly HeadField[],
): Promise<void> {
  const titles = layout.columns.map(({ title }) => title)
  const survey = new Survey(kind, layout.mapping, titles)
  const body = new BodyRows(kind, layout.mapping, titles, heads)
  try {
    for await (const row of table.rows()) {
      if (row.row > layout.headerRow) survey.take(row, body)
      else body.above(row)
    }
  } catch (error) {
    // Whoever reads the rows is told of it, by the row.
    if (!(error instanceof UnreadableFile)) throw error
  }
  layout.hiddenRows = survey.hiddenRows
  layout.totals = survey.differingTotals()
  const above = table.head.filter(({ row }) => row < layout.headerRow)
  layout.ownerHint = ownerHintOf(above, options.fileName)
  const decided = decide({
    kind,
    columns: layout.columns,
    survey,
    options,
    from1904: table.book?.from1904 ?? false,
    heads,
    operationAbove: operationAbove(above, table.book?.sheet ?? ''),
    findsByPlate: !heads.includes('number') && findsByPlate(layout, kind),
    ambiguous: layout.ambiguous.map(({ field }) => field),
    ownerHint: layout.ownerHint,
    notes: notesIn(above),
    accounts: kind === 'payments' ? accountsAbove(above) : [],
  })
  layout.decisions = decided.decisions
  const fewestCells = options.answers?.row_short === 'accept' ? 0 : fewestCellsOf(titles, survey)
  layout.habits = { ...decided.habits, fewestCells, merges: table.book?.merges() ?? [] }
  layout.fileFaults.push(...decided.fileFaults)
}

/**
 * As many as the header names. Excel leaves empty cells at the end out of a CSV, but not in its first rows: where one
 * of these is whole, a column that no row fills may be missing.
 */
function fewestCellsOf(titles: readonly string[], { widest, lastFilled }: Survey): number {
  const named = 1 + titles.findLastIndex((title) => title !== '')
  return widest >= named ? Math.min(named, lastFilled + 1) : named
}

function widthOf(table: Table): number {
  return Math.max(0, ...table.head.map(({ cells }) => cells.length))
}

function columnsOf(titles: readonly string[], mapping: Mapping): Column[] {
  const fields = new Map(Object.entries(mapping).map(([field, column]) => [column, field as Field]))
  return titles.map((title, index) => ({
    index,
    letter: columnLetter(index),
    title,
    field: fields.get(index) ?? null,
    unit: unitOf(title),
  }))
}

function signatureOf(words: readonly string[]): string {
  return createHash('sha256').update(words.join('\n').trimEnd()).digest('hex')
}

function sampleOf(
  table: Table,
  layout: Layout,
  kind: RegisterKind,
  heads: readonly HeadField[],
): Layout['sample'] {
  const titles = layout.columns.map(({ title }) => title)
  const body = new BodyRows(kind, layout.mapping, titles, heads)
  const secret = new Set(secretFields(kind).flatMap((field) => layout.mapping[field] ?? []))
  const known = new Set(Object.values(layout.mapping).filter((column) => !secret.has(column)))
  return table.head
    .filter((row) => row.row > layout.headerRow && body.classify(row).leftOut === null)
    .slice(0, SAMPLE_ROWS)
    .map(({ row, cells }) => ({
      row,
      cells: cells.map((cell, column) => {
        const text = cell.trim()
        return text === '' || known.has(column) || isHarmless(text) ? text : HIDDEN
      }),
    }))
}

/**
 * Until a person says what a column holds, it may hold payloads of coupons under any title. A day written with its
 * separators is none.
 */
function isHarmless(text: string): boolean {
  return (
    /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(text) &&
    (orderOf(text) !== null || !('fault' in parseDateTime(text)))
  )
}

/** A register that knows nothing new may lack columns; beside one that lacks none it is the wrong one. */
function lacks({ mapping }: Layout, kind: RegisterKind): boolean {
  return neededForNew(kind).some((field) => mapping[field] === undefined)
}

function faultsOf(table: Table, layout: Layout): FileFault[] {
  if (table.head.every(isBlank)) return [{ code: 'file_empty', params: {} }]
  if (layout.kind === null) return [{ code: 'kind_unknown', params: {} }]
  const faults: FileFault[] = []
  const other = layout.kinds.find(({ complete }) => complete)
  const own = layout.kinds.find(({ kind }) => kind === layout.kind)?.matched ?? 0
  if (lacks(layout, layout.kind) && other && other.kind !== layout.kind && other.matched > own) {
    faults.push({ code: 'wrong_kind', params: { kind: other.kind } })
  }
  const limitFields: (Field | null)[] = ['dailyLimit', 'weeklyLimit', 'monthlyLimit']
  const limitUnits = layout.columns.filter(({ field, unit }) => limitFields.includes(field) && unit !== null)
  if (new Set(limitUnits.map(({ unit }) => unit)).size > 1) faults.push({ code: 'mixed_units', params: {} })
  if (layout.missing.length === 0 && layout.sample.length === 0 && table.head.length < limits.headRows) {
    faults.push({ code: 'no_rows', params: {} })
  }
  return faults
}
