/** Files of the trade, made by code: workbooks, and text in any encoding. */
import { type BookType, utils, type WorkSheet, write } from '@e965/xlsx'
import iconv from 'iconv-lite'

export const BIN = '180540001010'
export const CARD = '7825060714626325'

export const TITLES = 'Дата;Номер карты;БИН;АЗС;Вид топлива;Количество, л;Цена, тг;Сумма, тг;Чек №'

/** Forty litres of diesel at 325 tenge on 2 November 2026, with some cells replaced, by index. */
export function line(changes: Record<number, string> = {}): string {
  const cells = `02.11.2026 10:11:12;${CARD};${BIN};АЗС-001;ДТ;40,00;325,00;13 000,00;777`.split(';')
  return cells.map((cell, index) => changes[index] ?? cell).join(';')
}

/** What `line` says. */
export const fortyLitres = {
  operation: 'sale',
  localDate: '2026-11-02',
  localTime: '10:11:12',
  number: CARD,
  bin: BIN,
  station: 'АЗС-001',
  product: 'diesel',
  volume: 40_000,
  price: 32_500,
  amount: 1_300_000,
  receipt: '777',
}

export function text(lines: readonly string[], encoding = 'utf-8', newline = '\r\n'): Buffer {
  return iconv.encode(lines.join(newline) + newline, encoding, { addBOM: encoding === 'utf-16le' })
}

export function book(
  sheets: Record<string, (string | number)[][]>,
  { type = 'xlsx', from1904 = false, shape }: BookOptions = {},
): Buffer {
  const workbook = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(rows)
    shape?.(sheet)
    utils.book_append_sheet(workbook, sheet, name)
  }
  if (from1904) workbook.Workbook = { WBProps: { date1904: true } }
  return Buffer.from(write(workbook, { type: 'buffer', bookType: type }))
}

interface BookOptions {
  type?: BookType
  from1904?: boolean
  shape?: (sheet: WorkSheet) => void
}
