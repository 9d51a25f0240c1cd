/** Tables in XML: workbooks of Excel 2003 and of OpenDocument. The first sheet that has rows is taken. */
import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'
import { readWholeXml, type XmlHandlers } from './xml.server.ts'

/** More cells than these are somebody's try at memory: a formatted sheet repeats its last row a million times. */
const MAX_REPEATED = 1_000

export async function excel2003Table(text: string): Promise<string[][]> {
  const sheets = new SheetCollector('Worksheet', 'Row', 'Cell', (attributes) => ({
    index: Number(attributes['ss:Index'] ?? 0),
    repeated: 1,
    value: null,
  }))
  await readWholeXml(once(text), sheets)
  return sheets.result()
}

export async function openDocumentTable(pieces: AsyncIterable<string>): Promise<string[][]> {
  const sheets = new SheetCollector('table', 'table-row', 'table-cell', (attributes) => ({
    index: 0,
    repeated: Number(
      attributes['table:number-columns-repeated'] ?? attributes['table:number-rows-repeated'] ?? 1,
    ),
    value: exactValue(attributes),
  }))
  await readWholeXml(pieces, sheets)
  return sheets.result()
}

/** A day and a time of day are written exactly beside the text that is shown. */
function exactValue(attributes: Readonly<Record<string, string>>): string | null {
  if (attributes['office:value-type'] === 'date')
    return attributes['office:date-value']?.replace('T00:00:00', '') ?? null
  return null
}

interface CellPlace {
  /** From 1; 0: the next one. */
  index: number
  repeated: number
  value: string | null
}

class SheetCollector implements XmlHandlers {
  private readonly sheets: string[][][] = []
  private rows: string[][] = []
  private cells: string[] = []
  private place: CellPlace = { index: 0, repeated: 1, value: null }
  private rowPlace: CellPlace = { index: 0, repeated: 1, value: null }
  private content = ''
  private inCell = false
  private count = 0

  constructor(
    private readonly sheet: string,
    private readonly row: string,
    private readonly cell: string,
    private readonly placeOf: (attributes: Readonly<Record<string, string>>) => CellPlace,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === this.sheet) {
      this.rows = []
      this.sheets.push(this.rows)
      if (this.sheets.length > limits.sheets)
        throw new UnreadableFile('too_many_sheets', { max: limits.sheets })
    } else if (name === this.row) {
      this.cells = []
      this.rowPlace = this.placeOf(attributes)
    } else if (name === this.cell) {
      this.inCell = true
      this.content = ''
      this.place = this.placeOf(attributes)
    } else if (this.inCell && name === 'p' && this.content !== '') this.content += ' '
  }

  text(text: string): void {
    if (this.inCell) this.content += text
    if (this.content.length > limits.cellLength)
      throw new UnreadableFile('cell_too_long', { max: limits.cellLength })
  }

  close(name: string): void {
    if (name === this.cell) this.closeCell()
    if (name === this.row) this.closeRow()
  }

  private closeCell(): void {
    this.inCell = false
    const text = this.place.value ?? this.content.trim()
    while (this.place.index > this.cells.length + 1 && this.cells.length < limits.columns) this.cells.push('')
    const times = text === '' ? Math.min(this.place.repeated, limits.columns) : this.place.repeated
    if (text !== '' && times > MAX_REPEATED) throw new UnreadableFile('file_expands_too_much')
    for (let time = 0; time < times && this.cells.length <= limits.columns; time++) this.cells.push(text)
  }

  private closeRow(): void {
    while (this.cells.at(-1) === '') this.cells.pop()
    while (this.rowPlace.index > this.rows.length + 1 && this.rows.length < limits.rows) this.rows.push([])
    const isBlank = this.cells.length === 0
    const times = isBlank ? Math.min(1, this.rowPlace.repeated) : this.rowPlace.repeated
    if (!isBlank && times > MAX_REPEATED) throw new UnreadableFile('file_expands_too_much')
    this.count += times
    if (this.count > limits.rows) throw new UnreadableFile('too_many_rows', { max: limits.rows })
    for (let time = 0; time < times; time++) this.rows.push(this.cells)
  }

  result(): string[][] {
    return this.sheets.find((rows) => rows.some((row) => row.length > 0)) ?? []
  }
}

async function* once(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
}
