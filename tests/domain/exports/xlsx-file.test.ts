import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell, TableFile } from '#app/domain/exports/table.ts'
import { xlsxFile } from '#app/domain/exports/xlsx-file.server.ts'
import { openArchive } from '#app/domain/imports/parsing/formats/archive.server.ts'
import { openWorkbook } from '#app/domain/imports/parsing/formats/workbook.server.ts'
import { worksheetRows } from '#app/domain/imports/parsing/formats/worksheet-rows.server.ts'

function fileOf(rows: Cell[][], batch = 3): TableFile<Cell[]> {
  async function* batches() {
    for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch)
  }
  return { name: 'rows', title: 'Талоны: 1/2', columns: ['А', 'Б'], batches: batches(), cells: (row) => row }
}

async function bytesOf(file: AsyncGenerator<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of file) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What the import's own reader finds in it: sheets of rows of cells. */
async function sheetsIn(bytes: Buffer): Promise<string[][][]> {
  const book = await openWorkbook(bytes)
  const sheets: string[][][] = []
  for (const { name } of book.sheets) {
    const rows: string[][] = []
    for await (const row of worksheetRows(book, name)) rows.push([...row.cells])
    sheets.push(rows)
  }
  return sheets
}

const MAX_PART = 1_000_000

/** The parts of the archive as texts, by their paths in small letters. */
async function partsIn(bytes: Buffer): Promise<Record<string, string>> {
  const archive = await openArchive(bytes)
  const texts: Record<string, string> = {}
  for (const path of archive.files()) texts[path] = (await archive.bytes(path, MAX_PART)).toString()
  return texts
}

const text = (value: string | null): Cell => ({ kind: 'text', value })

describe('a list as a workbook', () => {
  test('keeps every digit of a number, and sums and days as what they are', async () => {
    const rows: Cell[][] = [
      [
        { kind: 'number', value: '00099996196100000000000' },
        { kind: 'litres', value: 40_005 },
      ],
      [
        { kind: 'day', value: '2026-02-28' },
        { kind: 'tenge', value: -1_234_567 },
      ],
      [
        { kind: 'day', value: '2027-03-01' },
        { kind: 'litres', value: null },
      ],
    ]
    const [sheet] = await sheetsIn(await bytesOf(xlsxFile(fileOf(rows))))
    expect(sheet?.[0]).toEqual(['А', 'Б'])
    expect(sheet?.[1]).toEqual(['00099996196100000000000', '40.0050'])
    expect(sheet?.[2]?.[0]).toMatch(/^28\.02\.2026|^2026-02-28/)
    expect(sheet?.[2]?.[1]).toBe('-12345.67')
    expect(sheet?.[3]?.[0]).toMatch(/^01\.03\.2027|^2027-03-01/)
  })

  test('holds any text as text, formulas too, and what XML does not know is left out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (value) => {
        const bytes = await bytesOf(xlsxFile(fileOf([[text(`x${value}x`), text('=1+1')]])))
        const [sheet] = await sheetsIn(bytes)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
        const kept = value.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '')
        const squeezed = (words: string | undefined) => words?.replace(/\s+/g, ' ').trim()
        expect(squeezed(sheet?.[1]?.[0])).toBe(squeezed(`x${kept}x`))
        expect(sheet?.[1]?.[1]).toBe('=1+1')
      }),
    )
  })

  test('goes on in another sheet where one is full, and loses no row between', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => [text(String(index)), text('')])
    const sheets = await sheetsIn(await bytesOf(xlsxFile(fileOf(rows), 4)))
    expect(sheets.map((sheet) => sheet.slice(1).map(([first]) => first))).toEqual([
      ['0', '1', '2', '3'],
      ['4', '5', '6', '7'],
      ['8', '9'],
    ])
    const exact = await sheetsIn(await bytesOf(xlsxFile(fileOf(rows.slice(0, 8)), 4)))
    expect(exact).toHaveLength(2)
  })

  test('keeps litres and times as figures', async () => {
    const cells: Cell[] = [
      { kind: 'litres', value: 20_000 },
      { kind: 'litres', value: 1_001 },
      { kind: 'time', value: '14:07:03' },
      { kind: 'text', value: '' },
      { kind: 'text', value: null },
    ]
    const parts = await partsIn(await bytesOf(xlsxFile(fileOf([cells]))))
    const figures = [
      ...(parts['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<c r="(\w+)" s="(\d)"><v>([^<]*)</g),
    ]
    expect(figures.map(([, ...cell]) => cell)).toEqual([
      ['A2', '6', '20'],
      ['B2', '3', '1.001'],
      ['C2', '7', String((14 * 3_600 + 7 * 60 + 3) / 86_400)],
    ])
  })

  test('has a name for each sheet that Excel takes, and letters for any number of columns', async () => {
    const rows = [Array.from({ length: 703 }, () => text('x')), [text('y')]]
    const file = { ...fileOf(rows), title: `Талоны [1]: ${'я'.repeat(40)}` }
    const parts = await partsIn(await bytesOf(xlsxFile(file, 1)))
    const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet name="([^"]*)" sheetId="(\d)"/g)]
    const name = `Талоны  1   ${'я'.repeat(14)}`
    expect(names.map(([, ...sheet]) => sheet)).toEqual([
      [name, '1'],
      [`${name} 2`, '2'],
    ])
    const letters = [...(parts['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<c r="([A-Z]+)2"/g)].map(
      ([, at]) => at,
    )
    expect([0, 25, 26, 27, 51, 52, 701, 702].map((column) => letters[column])).toEqual([
      ...['A', 'Z', 'AA', 'AB', 'AZ', 'BA', 'ZZ', 'AAA'],
    ])
    expect(parts['xl/_rels/workbook.xml.rels']).toContain('Id="rId2"')
    expect(parts['[content_types].xml']).toContain('/xl/worksheets/sheet2.xml')
  })

  test('breaks off with what broke its rows', async () => {
    async function* batches(): AsyncGenerator<Cell[][]> {
      yield [[text('a')]]
      throw new Error('no database')
    }
    await expect(bytesOf(xlsxFile({ ...fileOf([]), batches: batches() }))).rejects.toThrow('no database')
  })

  test('of nothing has its heads', async () => {
    expect(await sheetsIn(await bytesOf(xlsxFile(fileOf([]))))).toEqual([[['А', 'Б']]])
  })

  test('is the same bytes for the same list', async () => {
    const rows = [[text('а'), text('б')]]
    expect(await bytesOf(xlsxFile(fileOf(rows)))).toEqual(await bytesOf(xlsxFile(fileOf(rows))))
  })
})
