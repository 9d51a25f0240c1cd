/** A list as CSV, with the columns' forms as registers of 1C have them: decimal comma, dd.mm.yyyy, no grouping. */
import { fileMoney, fileVolume } from '#app/domain/kernel/money.ts'
import { bareNumberCell, CSV_MARK, csvLine, figureCell, numberCell, textCell } from './csv.ts'
import type { Cell, TableFile } from './table.ts'

/** The text of the file, a batch of rows at a time; `isFor1c` leaves the numbers of cards and coupons bare. */
export async function* csvFile<Row>(
  { columns, batches, cells }: TableFile<Row>,
  { isFor1c = false } = {},
): AsyncGenerator<string> {
  const asCell = (cell: Cell) => csvCell(cell, isFor1c ? bareNumberCell : numberCell)
  let head = CSV_MARK + csvLine(columns.map(textCell))
  for await (const batch of batches) {
    yield head + batch.map((row) => csvLine(cells(row).map(asCell))).join('')
    head = ''
  }
  if (head) yield head
}

function csvCell(cell: Cell, numberCell: (number: string) => string): string {
  if (cell.value === null) return ''
  switch (cell.kind) {
    case 'text':
    case 'time':
      return textCell(cell.value)
    case 'number':
      return numberCell(cell.value)
    case 'litres':
      return figureCell(fileVolume(cell.value, ','))
    case 'tenge':
      return figureCell(fileMoney(cell.value, ','))
    case 'day':
      return `${cell.value.slice(8, 10)}.${cell.value.slice(5, 7)}.${cell.value.slice(0, 4)}`
  }
}
