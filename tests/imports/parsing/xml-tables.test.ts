import { describe, expect, test } from 'vitest'
import { excel2003Table, openDocumentTable } from '#app/domain/imports/parsing/formats/xml-tables.server.ts'
import { limits } from '#app/domain/imports/parsing/limits.ts'

async function* piecesOf(text: string): AsyncGenerator<string> {
  // In the middle of elements and texts.
  for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7)
}

const cell = (text: string, attributes = '') =>
  `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`
const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`
const sheet = (rows: string) => `<table:table>${rows}</table:table>`
const openDocument = (...sheets: string[]) =>
  openDocumentTable(piecesOf(`<office>${sheets.join('')}</office>`))
const repeatedCell = (times: number) => `table:number-columns-repeated="${times}"`
const repeatedRow = (times: number) => `table:number-rows-repeated="${times}"`

describe('a table of OpenDocument', () => {
  test('has the cells as they stand, repeated ones as often as they say', async () => {
    const rows = row(cell('a') + cell('b', repeatedCell(2)) + cell('c')) + row(cell('d'), repeatedRow(2))
    expect(await openDocument(sheet(rows))).toEqual([['a', 'b', 'b', 'c'], ['d'], ['d']])
  })

  test('is the first sheet that has rows', async () => {
    expect(await openDocument(sheet(row(cell(''))), sheet(row(cell('a'))), sheet(row(cell('b'))))).toEqual([
      ['a'],
    ])
    expect(await openDocument(sheet(''))).toEqual([])
  })

  test('ends its rows with the last cell that is filled', async () => {
    expect(
      await openDocument(sheet(row(cell('a') + cell('') + cell('b') + cell(' ')) + row(cell('')))),
    ).toEqual([['a', '', 'b'], []])
  })

  test('takes blank cells and rows that are repeated to the end of a sheet', async () => {
    const end = row(cell('', repeatedCell(16_384)), repeatedRow(1_048_576))
    expect(await openDocument(sheet(row(cell('a') + cell('', repeatedCell(16_384))) + end))).toEqual([
      ['a'],
      [],
    ])
  })

  test('has texts repeated a thousand times at most', async () => {
    const rows = (times: number) => openDocument(sheet(row(cell('a'), repeatedRow(times))))
    expect(await rows(1_000)).toHaveLength(1_000)
    await expect(rows(1_001)).rejects.toMatchObject({ code: 'file_expands_too_much' })
    const cells = openDocument(sheet(row(cell('a', repeatedCell(1_001)))))
    await expect(cells).rejects.toMatchObject({ code: 'file_expands_too_much' })
  })

  test('has as many rows as a register, repeated ones counted', async () => {
    const rows = (count: number) => openDocument(sheet(row(cell('a'), repeatedRow(1_000)).repeat(count)))
    expect(await rows(limits.rows / 1_000)).toHaveLength(limits.rows)
    await expect(rows(limits.rows / 1_000 + 1)).rejects.toMatchObject({ code: 'too_many_rows' })
  })

  test('writes a day as it is stored, and joins the paragraphs of a cell', async () => {
    const day = 'office:value-type="date" office:date-value="2026-11-22T00:00:00"'
    const other = 'office:value-type="string" office:date-value="2026-11-22"'
    const two = '<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>'
    expect(await openDocument(sheet(row(cell('22 нояб.', day) + cell('text', other) + two)))).toEqual([
      ['2026-11-22', 'text', 'a b'],
    ])
  })

  test('leaves out what stands beside its cells', async () => {
    const note = '<text:p>note</text:p>'
    expect(await openDocument(`${note}${sheet(`${note}${row(cell('a') + note)}`)}`)).toEqual([['a']])
  })

  test('has sixty sheets and a cell of 32,767 characters at most', async () => {
    const sheets = (count: number) => openDocument(...Array(count).fill(sheet(row(cell('a')))))
    expect(await sheets(limits.sheets)).toEqual([['a']])
    await expect(sheets(limits.sheets + 1)).rejects.toMatchObject({ code: 'too_many_sheets' })
    const text = (length: number) => openDocument(sheet(row(cell('a'.repeat(length)))))
    expect((await text(limits.cellLength))[0]?.[0]).toHaveLength(limits.cellLength)
    await expect(text(limits.cellLength + 1)).rejects.toMatchObject({ code: 'cell_too_long' })
  })
})

describe('a table of Excel 2003', () => {
  const excel = (rows: string) =>
    excel2003Table(`<Workbook xmlns:ss="urn:ss"><Worksheet><Table>${rows}</Table></Worksheet></Workbook>`)
  const data = (text: string, attributes = '') => `<Cell ${attributes}><Data>${text}</Data></Cell>`

  test('leaves the places open that a cell or a row skips', async () => {
    const rows = `<Row>${data('a')}${data('b', 'ss:Index="4"')}${data('c')}</Row><Row ss:Index="4">${data('d')}</Row>`
    expect(await excel(rows)).toEqual([['a', '', '', 'b', 'c'], [], [], ['d']])
  })

  test('takes a place that is the next one', async () => {
    expect(
      await excel(`<Row ss:Index="1">${data('a', 'ss:Index="1"')}${data('b', 'ss:Index="2"')}</Row>`),
    ).toEqual([['a', 'b']])
  })

  test('skips no further than the widest register', async () => {
    const [cells] = await excel(`<Row>${data('a', 'ss:Index="1000000"')}</Row>`)
    expect(cells).toHaveLength(limits.columns + 1)
  })
})
