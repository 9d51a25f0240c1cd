/** The rows of one sheet of a workbook, read as a stream. */

import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'
import type { CellMark, SheetRow } from '../sheet-row.ts'
import { numberText } from './cell-format.ts'
import { unescaped, type Workbook } from './workbook.server.ts'
import { readXml, type XmlHandlers } from './xml.server.ts'

/** Throws UnreadableFile: `sheet_not_found`, `file_damaged`, `file_expands_too_much`. */
export async function* worksheetRows(
  book: Workbook,
  sheetName: string,
  onProgress?: (fraction: number) => void,
): AsyncGenerator<SheetRow> {
  const sheet = book.sheets.find(({ name }) => name === sheetName)
  if (!sheet) throw new UnreadableFile('sheet_not_found', { sheet: sheetName })
  const rows = new RowCollector(book)
  book.merges.set(sheet.path, rows.merges)
  const size = Math.max(1, book.archive.size(sheet.path))
  let done = 0
  const counted = countLength(book.archive.text(sheet.path, limits.worksheetBytes), (length) => {
    done += length
  })
  for await (const _ of readXml(counted, rows)) {
    yield* rows.take()
    onProgress?.(Math.min(1, done / size))
  }
  yield* rows.take()
}

async function* countLength(
  pieces: AsyncIterable<string>,
  count: (length: number) => void,
): AsyncGenerator<string> {
  for await (const piece of pieces) {
    count(piece.length)
    yield piece
  }
}

/** A cell of an ISO date says the wall clock of whoever wrote it; midnight of any zone is a day. */
function dayOfIso(text: string): string {
  const day = /^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text)?.[1]
  return day ?? text
}

/** `AB12` -> 27; -1 for what is no reference. */
function columnIndex(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** More than any form has; each is looked at for each row. */
const MAX_MERGES = 2_000

class RowCollector implements XmlHandlers {
  private ready: SheetRow[] = []
  private row = 0
  private column = -1
  private cells: string[] = []
  private marks: Map<number, CellMark> | undefined
  private type = 'n'
  private style = 0
  private isFormula = false
  private content = ''
  private reading = false
  private inHint = false
  private isHidden = false
  private expanded = 0
  readonly merges: [number, number, number][] = []

  constructor(private readonly book: Workbook) {}

  take(): SheetRow[] {
    const rows = this.ready
    this.ready = []
    return rows
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.openRow(Number(attributes.r ?? this.row + 1))
      this.isHidden = attributes.hidden === '1' || attributes.hidden === 'true'
    } else if (name === 'mergeCell') this.openMerge(attributes.ref ?? '')
    else if (name === 'c') this.openCell(attributes)
    else if (name === 'f') this.isFormula = true
    else if (name === 'rPh') this.inHint = true
    this.reading = name === 'v' || (name === 't' && !this.inHint)
  }

  text(text: string): void {
    if (this.reading && this.content.length <= limits.cellLength) this.content += text
  }

  close(name: string): void {
    this.reading = false
    if (name === 'rPh') this.inHint = false
    if (name === 'c') this.closeCell()
    if (name === 'row') {
      const { row, cells, marks } = this
      const found: SheetRow = marks ? { row, cells, marks } : { row, cells }
      if (this.isHidden) found.isHidden = true
      this.ready.push(found)
    }
  }

  private openMerge(reference: string): void {
    const [, from = '', first = '', to = '', last = ''] =
      /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(reference) ?? []
    if (from === '' || from !== to || first === last || this.merges.length >= MAX_MERGES) return
    this.merges.push([columnIndex(from), Number(first), Number(last)])
  }

  private openRow(number: number): void {
    // Rows in a wrong order would be read under wrong numbers.
    if (!Number.isInteger(number) || number <= this.row) throw new UnreadableFile('file_damaged')
    this.row = number
    this.column = -1
    this.cells = []
    this.marks = undefined
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    this.column = attributes.r === undefined ? this.column + 1 : columnIndex(attributes.r)
    this.type = attributes.t ?? 'n'
    this.style = Number(attributes.s ?? 0)
    this.isFormula = false
    this.content = ''
  }

  private closeCell(): void {
    if (this.column < 0 || this.column >= limits.columns) return
    while (this.cells.length <= this.column) this.cells.push('')
    const text = this.cellText()
    this.expanded += text.length
    if (this.expanded > limits.expandedCharacters) throw new UnreadableFile('file_expands_too_much')
    this.cells[this.column] = text
    const mark = this.type === 'e' ? 'error' : this.isFormula ? 'formula' : null
    if (mark) {
      this.marks ??= new Map()
      this.marks.set(this.column, mark)
    }
  }

  private cellText(): string {
    const { content, book } = this
    if (this.type === 's') return book.strings[Number(content)] ?? ''
    if (this.type === 'n') return numberText(content, book.formats[this.style] ?? 'plain', book.from1904)
    if (this.type === 'd') return dayOfIso(content)
    if (this.type === 'b') return content === '1' ? 'true' : 'false'
    return unescaped(content)
  }
}
