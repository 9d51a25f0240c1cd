import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CSV_MARK, csvLine, figureCell, numberCell, textCell } from '#app/domain/exports/csv.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n;"\' 0Қ') }),
)

test('the file begins with the mark by which Excel knows UTF-8', () => {
  expect(Buffer.from(CSV_MARK)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
})

test('lines end as Windows wants them', () => {
  expect(csvLine([textCell('a'), textCell(null), textCell('б;"в"')])).toBe('a;;"б;""в"""\r\n')
})

describe('no cell is a formula', () => {
  test.each([
    ...['=1+1', '+7 (721) 962', '-', '@SUM(A1)', '\t=1', '\r\n=1', ' =1', '\uFF1D1+1', '\u00A0+1'],
    ...['\0=1', ' \0@SUM(A1)', '\tx', '\rx', '\nx', '\0'],
  ])('%j', (text) => {
    for (const cell of [textCell(text), numberCell(text), figureCell(text)])
      expect(cell.replace(/^"/, '')).toMatch(/^'/)
  })

  test('whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const write of [textCell, numberCell]) {
          const cell =
            parse(csvLine([write(text)]), { delimiter: ';', relax_column_count: true })[0]?.[0] ?? ''
          expect(cell).not.toMatch(/^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/)
        }
        expect(figureCell(text)).not.toMatch(/^"?\s*[=+@]/)
      }),
    )
  })
})

test('any cells survive being written and read, but for the apostrophe', () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 2, maxLength: 5 }), (texts) => {
      const [read = []] = parse(csvLine(texts.map(textCell)), { delimiter: ';' })
      expect(
        read.map((cell: string, index: number) => (cell === texts[index] ? cell : cell.slice(1))),
      ).toEqual(texts)
    }),
  )
})

test('numbers that Excel would ruin are text', () => {
  expect(numberCell('99996196100000000000')).toBe("'99996196100000000000")
  expect(numberCell('040640127135')).toBe("'040640127135")
  expect(numberCell('0042')).toBe("'0042")
  expect(numberCell('АЗС-001')).toBe('АЗС-001')
  expect(numberCell('12345678901')).toBe('12345678901')
  expect(numberCell('0')).toBe('0')
})

test('figures can be counted with, and only figures', () => {
  expect(figureCell('-0,05')).toBe('-0,05')
  expect(figureCell('1234.500')).toBe('1234.500')
  expect(figureCell('-1+cmd')).toBe("'-1+cmd")
  expect(figureCell(null)).toBe('')
})
