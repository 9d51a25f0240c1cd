/** A binary workbook of Excel 5 to 2003 as a table, read by SheetJS as a whole: a larger file is refused before. */
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'
import { type CellMark, isBlank, type SheetRow } from '../sheet-row.ts'
import type { Table } from '../table.ts'
import { customFormat, numberText } from './cell-format.ts'
import { hasSoundChains } from './ole-container.ts'
import { bestSheet } from './xlsx-table.server.ts'

/** The sheet asked for, else the visible one that reads best as a register. Throws UnreadableFile. */
export async function openXls(
  bytes: Uint8Array,
  options: { sheet?: string },
  score: (rows: SheetRow[]) => number,
): Promise<Table> {
  if (bytes.length > limits.xlsBytes)
    throw new UnreadableFile('file_xls_too_large', { megabytes: limits.xlsBytes / 1024 / 1024 })
  const book = await workbookOf(bytes)
  const from1904 = book.Workbook?.WBProps?.date1904 === true
  const hidden = new Set(book.Workbook?.Sheets?.flatMap(({ name, Hidden }) => (Hidden ? [name] : [])))
  const visible = book.SheetNames.filter((name) => !hidden.has(name))
  const names = visible.length > 0 ? visible : book.SheetNames
  const { sheet, head, alike } = await bestSheet(names, options.sheet, score, async (name) => {
    if (!book.Sheets[name]) throw new UnreadableFile('sheet_not_found', { sheet: name })
    return [...sheetRows(book.Sheets[name], from1904, limits.headRows)]
  })
  return {
    format: 'xls',
    text: null,
    book: { sheet, sheets: book.SheetNames, alike, from1904, merges: () => mergesOf(book.Sheets[sheet]) },
    head,
    async *rows(onProgress) {
      const count = book.Sheets[sheet]?.['!data']?.length ?? 0
      for (const row of sheetRows(book.Sheets[sheet], from1904)) {
        if (row.row % 2000 === 0) onProgress?.(row.row / count)
        yield row
      }
    },
  }
}

/** Loaded only for such a file: half a megabyte of program that no other one needs. */
async function workbookOf(bytes: Uint8Array): Promise<WorkBook> {
  if (!hasSoundChains(bytes)) throw new UnreadableFile('file_damaged')
  const [sheetjs, codepages] = await Promise.all([
    import('@e965/xlsx'),
    import('@e965/xlsx/dist/cpexcel.full.mjs'),
  ])
  // Excel 5 and 95 keep texts in the code page of their machine.
  sheetjs.set_cptable(codepages)
  try {
    return sheetjs.read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellStyles: true,
      cellText: false,
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    if (/password-protected/i.test(reason)) throw new UnreadableFile('file_encrypted')
    if (/cannot find workbook stream/i.test(reason)) throw new UnreadableFile('file_document')
    throw new UnreadableFile('file_damaged')
  }
}

/** Made anew for each reading: the workbook itself is all that is held. */
function* sheetRows(
  sheet: WorkSheet | undefined,
  from1904: boolean,
  most = Number.POSITIVE_INFINITY,
): Generator<SheetRow> {
  const hidden = sheet?.['!rows']
  let found = 0
  for (const [index, cells] of (sheet?.['!data'] ?? []).entries()) {
    if (!cells) continue
    const row = sheetRow(index + 1, cells, from1904)
    if (isBlank(row)) continue
    if (hidden?.[index]?.hidden) row.isHidden = true
    yield row
    if (++found === most) return
  }
}

function sheetRow(row: number, given: readonly (CellObject | undefined)[], from1904: boolean): SheetRow {
  const marks = new Map<number, CellMark>()
  const cells = Array.from({ length: Math.min(given.length, limits.columns) }, (_, column) => {
    const cell = given[column]
    if (cell?.t === 'e') marks.set(column, 'error')
    else if (cell?.f !== undefined) marks.set(column, 'formula')
    return cell ? cellText(cell, from1904) : ''
  })
  return marks.size > 0 ? { row, cells, marks } : { row, cells }
}

function cellText(cell: CellObject, from1904: boolean): string {
  if (cell.v === undefined || cell.v === null) return ''
  if (cell.t === 'n') return numberText(String(cell.v), customFormat(String(cell.z ?? '')), from1904)
  return cell.t === 'e' ? (cell.w ?? '#N/A') : String(cell.v)
}

function mergesOf(sheet: WorkSheet | undefined): [column: number, from: number, to: number][] {
  return (sheet?.['!merges'] ?? []).flatMap(({ s, e }) =>
    s.c === e.c && s.r < e.r ? [[s.c, s.r + 1, e.r + 1] as [number, number, number]] : [],
  )
}
