import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectDialect } from '#app/domain/imports/parsing/formats/csv-dialect.ts'
import { csvRows } from '#app/domain/imports/parsing/formats/csv-rows.ts'
import type { SheetRow } from '#app/domain/imports/parsing/sheet-row.ts'

const semicolons = { delimiter: ';', newline: '\n' } as const

function cells(
  pieces: string[],
  dialect: { delimiter: string; newline: '\n' | '\r' } = semicolons,
): string[][] {
  return [...csvRows(pieces, dialect)].map((row) => row.cells)
}

/** As any writer of CSV quotes. */
function written(rows: string[][], newline = '\r\n'): string {
  const cell = (text: string) => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return rows.map((row) => row.map(cell).join(';') + newline).join('')
}

const anyCell = fc.string({
  unit: fc.constantFrom('a', 'Қ', '0', ' ', ';', '"', '\n', '\r\n', ',', '=', '№'),
})
const anyTable = fc.array(fc.array(anyCell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 })

/** The same text in pieces cut at any places. */
function cut(text: string, places: number[]): string[] {
  const at = [0, ...places.map((place) => Math.floor(place * text.length)), text.length].toSorted(
    (a, b) => a - b,
  )
  return at.slice(1).map((end, index) => text.slice(at[index], end))
}

describe('rows', () => {
  test('quoted delimiters, quotes and line ends', () => {
    expect(cells(['a;"b;c";"d ""e"" f"\r\n"g\nh";i\r\n'])).toEqual([
      ['a', 'b;c', 'd "e" f'],
      ['g\nh', 'i'],
    ])
  })

  test('rows of unequal length, blank rows and no line end at the end', () => {
    expect(cells(['a;b\r\n\r\nc\r\nd;e;f'])).toEqual([['a', 'b'], [''], ['c'], ['d', 'e', 'f']])
  })

  test('are counted as a spreadsheet counts: a line end in quotes makes no row', () => {
    const rows = [...csvRows(['a\n"b\nb"\nc\n'], semicolons)]
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3])
  })

  test('quotes inside a cell stay', () => {
    expect(cells(['ТОО "Ромашка";1\n="0123";2\n"ТОО "Ромашка", филиал";3\n'])).toEqual([
      ['ТОО "Ромашка"', '1'],
      ['="0123"', '2'],
      ['ТОО "Ромашка", филиал', '3'],
    ])
  })

  test('an unclosed quote spoils its own row only', () => {
    const rows = [...csvRows(['a;1\n"b;2\nc;3\n'], semicolons)]
    expect(rows.map(({ flaw }) => flaw)).toEqual([undefined, 'unclosed_quote', undefined])
    expect(rows[2]?.cells).toEqual(['c', '3'])
  })

  test('an unclosed quote in a long file is given up within the length of a cell', () => {
    const text = `"b;2\n${'c;3\n'.repeat(40_000)}`
    const rows = [...csvRows(cut(text, [0.1, 0.5, 0.9]), semicolons)]
    expect(rows).toHaveLength(40_001)
    expect(rows.filter(({ flaw }) => flaw)).toEqual([rows[0]])
  })

  test('line ends of old Macintosh programs', () => {
    expect(cells(['a;b\rc;"d\re"\r'], { delimiter: ';', newline: '\r' })).toEqual([
      ['a', 'b'],
      ['c', 'd\re'],
    ])
  })

  test('a row without an end is refused, not held in memory', () => {
    const endless = Array.from({ length: 40 }, () => 'x'.repeat(50_000))
    expect(() => cells(endless)).toThrow('not_a_table')
  })

  test('what was written is read, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(anyTable, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (table, places) => {
        expect(cells(cut(written(table), places))).toEqual(table)
        expect(cells(cut(written(table, '\n'), places))).toEqual(table)
      }),
    )
  })

  test('csv-parse reads the same', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const text = written(table)
        const options = { delimiter: ';', relax_column_count: true, record_delimiter: ['\r\n', '\n'] }
        expect(cells([text])).toEqual(parse(text, options))
      }),
    )
  })

  test('any text gives rows and no error, cut anywhere the same ones', () => {
    const anyText = fc.string({ unit: fc.constantFrom('a', '"', ';', '\n', '\r', '\0'), maxLength: 60 })
    fc.assert(
      fc.property(anyText, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (text, places) => {
        expect([...csvRows(cut(text, places), semicolons)]).toEqual([...csvRows([text], semicolons)])
      }),
    )
  })
})

describe('the delimiter', () => {
  const noOpinion = () => 0
  const knows = (title: string) => (rows: SheetRow[]) => Number(rows[0]?.cells.includes(title))

  test.each([';', ',', '\t', '|'])('%j is recognised by the shape', (delimiter) => {
    const head = [
      ['a', 'b', 'c'],
      ['1', '2', '3'],
      ['4', '5', '6'],
    ]
      .map((row) => row.join(delimiter))
      .join('\r\n')
    expect(detectDialect(head, noOpinion)).toEqual({ delimiter, newline: '\n' })
  })

  test('the header decides before decimal commas do', () => {
    const head = `Номер${'\t'}Объём\n${'1\t20,00,1\n'.repeat(5)}`
    expect(detectDialect(head, knows('Объём')).delimiter).toBe('\t')
  })

  test("Excel's hint decides before everything", () => {
    expect(detectDialect('sep=|\r\na;b|c;d\r\n', knows('a')).delimiter).toBe('|')
  })
})
