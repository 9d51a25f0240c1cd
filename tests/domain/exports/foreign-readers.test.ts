import { Workbook } from '@cj-tech-master/excelts'
import { read, utils } from '@e965/xlsx'
import readXlsx from 'read-excel-file/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { cell, type TableFile } from '#app/domain/exports/table.ts'
import { xlsxFile } from '#app/domain/exports/xlsx-file.server.ts'

type Row = Parameters<typeof cell.text>[0][]
let bytes: Buffer

const file: TableFile<Row> = {
  name: 'rows',
  title: 'Транзакции',
  columns: ['Номер', 'Водитель', 'Объём, л', 'Сумма, тг', 'Дата', 'Время', 'Остаток, л'],
  batches: rows(),
  cells: ([number, holder]) => [
    cell.number(number ?? ''),
    cell.text(holder ?? null),
    cell.litres(20_000),
    cell.tenge(-123_456),
    cell.day('2026-02-28'),
    cell.time('14:07:31'),
    cell.litres(40_005),
  ],
}

async function* rows(): AsyncGenerator<Row[]> {
  yield [
    ['00099996196100000000', 'Жұмабеков Нұрлан'],
    ['9999619610000000012345', null],
  ]
}

beforeAll(async () => {
  const chunks: Buffer[] = []
  for await (const chunk of xlsxFile(file)) chunks.push(chunk)
  bytes = Buffer.concat(chunks)
})

const DAY = Date.UTC(2026, 1, 28)
const CLOCK = 14 * 3_600 + 7 * 60 + 31

describe('a workbook of ours', () => {
  test('is read by SheetJS, whole numbers without a bare point', () => {
    const book = read(bytes, { cellDates: false, cellNF: true })
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    expect(book.SheetNames).toEqual(['Транзакции'])
    expect(sheet?.['!ref'] ?? utils.encode_range({ s: { r: 0, c: 0 }, e: { r: 2, c: 6 } })).toBe('A1:G3')
    expect(sheet?.A2).toMatchObject({ t: 's', v: '00099996196100000000' })
    expect(sheet?.A3).toMatchObject({ t: 's', v: '9999619610000000012345' })
    expect(sheet?.B3?.v).toBeUndefined()
    expect(sheet?.C2).toMatchObject({ t: 'n', v: 20, w: '20' })
    expect(sheet?.D2).toMatchObject({ t: 'n', v: -1234.56, w: '-1,234.56' })
    expect(sheet?.E2).toMatchObject({ w: '28.02.2026' })
    expect(sheet?.F2).toMatchObject({ w: '14:07:31' })
    expect(sheet?.G2).toMatchObject({ t: 'n', v: 40.005 })
  })

  test('is read by ExcelJS (its maintained fork), each cell in its place', async () => {
    const book = new Workbook()
    const copy = new ArrayBuffer(bytes.length)
    new Uint8Array(copy).set(bytes)
    await book.xlsx.load(copy)
    const [sheet] = book.worksheets
    expect(sheet?.getRow(1).getCell(3).value).toBe('Объём, л')
    expect(sheet?.getCell('A2').value).toBe('00099996196100000000')
    expect(sheet?.getCell('B2').value).toBe('Жұмабеков Нұрлан')
    expect(sheet?.getCell('B3').value).toBeNull()
    expect(sheet?.getCell('C3').value).toBe(20)
    expect(sheet?.getCell('C3').numFmt).toBe('#,##0')
    expect(sheet?.getCell('D2').value).toBe(-1234.56)
    expect(sheet?.getCell('E2').value).toEqual(new Date(DAY))
    const time = sheet?.getCell('F2').value
    expect(time instanceof Date && Math.round((time.getTime() % 86_400_000) / 1_000 + 86_400) % 86_400).toBe(
      CLOCK,
    )
  })

  test('is read by read-excel-file', async () => {
    const [sheet] = await readXlsx(bytes)
    const data = sheet?.data ?? []
    expect(data[1]?.slice(0, 4)).toEqual(['00099996196100000000', 'Жұмабеков Нұрлан', 20, -1234.56])
    expect(data[1]?.[4]).toEqual(new Date(DAY))
    expect(data[2]?.[1]).toBeNull()
    expect(data[2]?.[6]).toBe(40.005)
  })
})
