/** How a table is laid out as a register: its header, its columns, what is missing. */
import { createHash } from 'node:crypto'
import { BodyRows } from './body-rows.ts'
import { checkedMapping, type Mapping, missingFields } from './columns.ts'
import { columnLetter, type FileFault } from './faults.ts'
import { findHeader, type Header, likelyHeaderRow, readHeader } from './header.ts'
import { type Field, type RegisterKind, secretFields } from './kinds.ts'
import { limits } from './limits.ts'
import { plainWords } from './normalise-text.ts'
import type { Column, Layout, RegisterOptions } from './register.ts'
import { isBlank } from './sheet-row.ts'
import type { Table } from './table.ts'
import { unitOf } from './titles.ts'

const SAMPLE_ROWS = 5
const HIDDEN = '•••'

export function layoutOf(table: Table, options: RegisterOptions): Layout {
  const header = headerOf(table, options)
  const kinds = (header ? readHeader({ row: header.row, cells: header.titles }).guesses : []).map(
    ({ kind, matched, complete }) => ({ kind, matched, complete }),
  )
  const kind = options.kind ?? (kinds[0] && kinds[0].matched > 1 ? kinds[0].kind : null)
  const titles = header?.titles ?? Array.from({ length: widthOf(table) }, () => '')
  const match = header?.guesses.find((guess) => guess.kind === kind)
  const byHand = kind && options.mapping ? checkedMapping(kind, options.mapping, titles.length) : null
  const mapping = byHand ?? match?.mapping ?? {}
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
    ambiguous: byHand ? [] : (match?.ambiguous ?? []),
    signature: header ? signatureOf(titles) : null,
    sample: [],
    fileFaults: [],
  }
  layout.sample = kind ? sampleOf(table, layout, kind) : []
  layout.fileFaults = faultsOf(table, layout)
  return layout
}

/** The header asked for, else the one that names most, else the likeliest row, so that a person has titles to map. */
function headerOf(table: Table, { headerRow, kind, mapping }: RegisterOptions): Header | null {
  if (headerRow === 0) return null
  if (headerRow !== undefined) {
    const row = table.head.find((each) => each.row === headerRow)
    return row ? readHeader(row) : null
  }
  const found = findHeader(table.head, kind) ?? (kind ? findHeader(table.head) : null)
  if (found) return readHeader({ row: found.row, cells: found.titles })
  const likely = mapping === undefined || table.head.length > 1 ? likelyHeaderRow(table.head) : null
  return likely ? readHeader(likely) : null
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

function signatureOf(titles: readonly string[]): string {
  const words = titles.map(plainWords).join('\n').trimEnd()
  return createHash('sha256').update(words).digest('hex')
}

function sampleOf(table: Table, layout: Layout, kind: RegisterKind): Layout['sample'] {
  const titles = layout.columns.map(({ title }) => title)
  const body = new BodyRows(kind, layout.mapping, titles)
  const secret = new Set(secretFields(kind).flatMap((field) => layout.mapping[field] ?? []))
  return table.head
    .filter((row) => row.row > layout.headerRow && body.belongs(row))
    .slice(0, SAMPLE_ROWS)
    .map(({ row, cells }) => ({
      row,
      cells: cells.map((cell, column) => (secret.has(column) && cell.trim() !== '' ? HIDDEN : cell.trim())),
    }))
}

function faultsOf(table: Table, layout: Layout): FileFault[] {
  if (table.head.every(isBlank)) return [{ code: 'file_empty', params: {} }]
  if (layout.kind === null) return [{ code: 'kind_unknown', params: {} }]
  const faults: FileFault[] = []
  const other = layout.kinds.find(({ complete }) => complete)
  if (layout.missing.length > 0 && other && other.kind !== layout.kind) {
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
