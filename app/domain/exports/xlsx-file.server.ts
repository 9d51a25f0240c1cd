import { DAY_SECONDS, daysBetween } from '#app/domain/kernel/calendar.ts'
import { fileMoney, fileVolume } from '#app/domain/kernel/money.ts'
import type { Cell, TableFile } from './table.ts'
import { type ZipPart, zip } from './zip.server.ts'

/**
 * A list as an Excel workbook, written as its rows are read. Numbers of cards and coupons are text cells, so that
 * every digit stays; sums are quantities and days are days, so that Excel can count and sort. Source: ECMA-376 part 1.
 */
export function xlsxFile<Row>(file: TableFile<Row>, rowsOfSheet = MAX_ROWS): AsyncGenerator<Buffer> {
  return zip(partsOf(file, rowsOfSheet))
}

/** Excel's own 1,048,576, with room for the head. */
const MAX_ROWS = 1_000_000

/** Sheets first, as long as there are rows; what names them last. */
async function* partsOf<Row>(file: TableFile<Row>, rowsOfSheet: number): AsyncGenerator<ZipPart> {
  const rows = new RowReader(file)
  let sheets = 0
  do {
    sheets += 1
    yield { path: `xl/worksheets/sheet${sheets}.xml`, text: sheetXml(file.columns, rows, rowsOfSheet) }
  } while (await rows.hasMore())
  yield { path: 'xl/styles.xml', text: [STYLES] }
  yield { path: 'xl/workbook.xml', text: [workbookXml(file.title, sheets)] }
  yield { path: 'xl/_rels/workbook.xml.rels', text: [workbookLinks(sheets)] }
  yield { path: '_rels/.rels', text: [PACKAGE_LINKS] }
  yield { path: '[Content_Types].xml', text: [contentTypes(sheets)] }
}

/** Rows one after another out of batches, with a look ahead. */
class RowReader<Row> {
  readonly #file: TableFile<Row>
  #batch: Row[] = []
  #at = 0

  constructor(file: TableFile<Row>) {
    this.#file = file
  }

  async hasMore(): Promise<boolean> {
    while (this.#at >= this.#batch.length) {
      const { done, value } = await this.#file.batches.next()
      if (done) return false
      this.#batch = value
      this.#at = 0
    }
    return true
  }

  /** At most so many of the batch at hand. */
  take(count: number): Cell[][] {
    const rows = this.#batch.slice(this.#at, this.#at + count)
    this.#at += rows.length
    return rows.map(this.#file.cells)
  }
}

async function* sheetXml<Row>(
  columns: readonly string[],
  rows: RowReader<Row>,
  most: number,
): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns.length}" width="20" customWidth="1"/></cols><sheetData>`
  let row = 1
  yield rowXml(
    row,
    columns.map((column) => textXml(column, STYLE.head)),
  )
  for (let written = 0; written < most && (await rows.hasMore()); ) {
    const taken = rows.take(most - written)
    written += taken.length
    yield taken.map((cells) => rowXml(++row, cells.map(cellXml))).join('')
  }
  yield '</sheetData></worksheet>'
}

/** Some readers count the cells, others go by their references: both find each in its place. */
function rowXml(row: number, cells: CellXml[]): string {
  const text = cells.map((cell, column) => (cell ? cell(`${columnLetter(column)}${row}`) : ''))
  return `<row r="${row}">${text.join('')}</row>`
}

/** `F17` -> the cell there; null: empty, left out. */
type CellXml = ((reference: string) => string) | null

/** 0 -> A, 25 -> Z, 26 -> AA. */
function columnLetter(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

function cellXml(cell: Cell): CellXml {
  if (cell.value === null || cell.value === '') return null
  switch (cell.kind) {
    case 'text':
    case 'number':
      return textXml(cell.value, STYLE.text)
    case 'litres':
      // A format with decimals shows a whole number as `20,`.
      return cell.value % 1_000 === 0
        ? figureXml(String(cell.value / 1_000), STYLE.whole)
        : figureXml(fileVolume(cell.value), STYLE.litres)
    case 'tenge':
      return figureXml(fileMoney(cell.value), STYLE.tenge)
    case 'day':
      return figureXml(String(daysBetween(EXCEL_DAY_0, cell.value)), STYLE.day)
    case 'time':
      return figureXml(String(secondsIn(cell.value) / DAY_SECONDS), STYLE.time)
  }
}

function secondsIn(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * 60 + seconds
}

function figureXml(figure: string, style: number): CellXml {
  return (reference) => `<c r="${reference}" s="${style}"><v>${figure}</v></c>`
}

/** Day 1 is 1900-01-01 and Excel believes in a 29 February of that year. */
const EXCEL_DAY_0 = '1899-12-30'

function textXml(text: string, style: number): CellXml {
  return (reference) =>
    `<c r="${reference}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

// XML 1.0 knows no control characters but tab and line ends, and no halves of surrogate pairs.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNKNOWN_TO_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

function escaped(text: string): string {
  return text
    .replace(UNKNOWN_TO_XML, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const STYLE = { head: 1, text: 2, litres: 3, tenge: 4, day: 5, whole: 6, time: 7 }

// quotePrefix: text that begins like a formula stays text when somebody edits the cell.
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="4"><numFmt numFmtId="164" formatCode="#,##0.###"/><numFmt numFmtId="165" formatCode="#,##0.00"/><numFmt numFmtId="166" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="167" formatCode="hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf/><xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="167" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const PACKAGE_LINKS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

function numbersTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** A sheet's name has at most 31 characters and none of `[]:*?/\`. */
function workbookXml(title: string, sheets: number): string {
  const name = escaped(title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 26))
  const list = numbersTo(sheets).map(
    (sheet) =>
      `<sheet name="${sheet === 1 ? name : `${name} ${sheet}`}" sheetId="${sheet}" r:id="rId${sheet}"/>`,
  )
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`
}

function workbookLinks(sheets: number): string {
  const link = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const links = numbersTo(sheets).map((sheet) =>
    link(`rId${sheet}`, 'worksheet', `worksheets/sheet${sheet}.xml`),
  )
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}${link('styles', 'styles', 'styles.xml')}</Relationships>`
}

function contentTypes(sheets: number): string {
  const part = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="${SHEET_TYPE}.${type}+xml"/>`
  const parts = numbersTo(sheets).map((sheet) => part(`xl/worksheets/sheet${sheet}.xml`, 'worksheet'))
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('xl/workbook.xml', 'sheet.main')}${part('xl/styles.xml', 'styles')}${parts.join('')}</Types>`
}
