import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { dbfTable, isDbf } from '#app/domain/imports/parsing/formats/dbf-table.server.ts'
import { fileFormat, textFault } from '#app/domain/imports/parsing/formats/file-format.server.ts'
import { htmlTable } from '#app/domain/imports/parsing/formats/html-table.ts'
import { jsonTable } from '#app/domain/imports/parsing/formats/json-table.ts'
import { memoryTable } from '#app/domain/imports/parsing/formats/memory-table.ts'
import { limits } from '#app/domain/imports/parsing/limits.ts'

describe('JSON', () => {
  const table = (value: unknown) => jsonTable(JSON.stringify(value))

  test('of a list has the keys of all its objects as the header', () => {
    expect(
      table([
        { a: 'x', b: true },
        { b: false, c: null },
      ]),
    ).toEqual([
      ['a', 'b', 'c'],
      ['x', 'true', ''],
      ['', 'false', ''],
    ])
  })

  test('is taken out of an object that has one list', () => {
    expect(table({ total: 1, none: [], numbers: [1], items: [{ a: 1 }] })).toEqual([['a'], ['1']])
    expect(table({ items: [{ a: 1 }], others: [{ a: 1 }] })).toBeNull()
  })

  test.each([[[]], [{}], [null], ['text'], [[1]], [[[]]], [[{ a: 1 }, null]], [{ items: [] }]])(
    'of %j is no table',
    (value) => {
      expect(table(value)).toBeNull()
    },
  )

  test('broken JSON is no table', () => {
    expect(jsonTable('[{')).toBeNull()
  })

  test('writes numbers so that a thousandth is no group of three, and none beyond a double', () => {
    const values = [20, 1.5, 1.234, 1.2345, 9_007_199_254_740_991, 9_007_199_254_740_992]
    expect(
      table([{ a: values[0] }, ...values.slice(1).map((a) => ({ a }))])
        ?.slice(1)
        .flat(),
    ).toEqual([...['20', '1.5', '1.2340', '1.2345', '9007199254740991', '9.007199254740992E+15']])
  })

  test('has two hundred columns at most', () => {
    const wide = Object.fromEntries(Array.from({ length: limits.columns + 1 }, (_, at) => [`c${at}`, 1]))
    expect(table([wide])?.[0]).toHaveLength(limits.columns)
  })
})

describe('a web page', () => {
  const page = (...rows: string[]) => `<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`

  test('has the cells of its largest table', () => {
    const small = page('<td>x</td>')
    const large = page('<th>a</th><th>b</th>', '<td>1</td><td>2</td>')
    expect(htmlTable(small + large)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(htmlTable(`${large}${small}`)).toHaveLength(2)
  })

  test('keeps the place of cells behind one that spans several', () => {
    expect(htmlTable(page('<td colspan="3">a</td><td>b</td>', "<td colspan='0'>c</td><td>d"))).toEqual([
      ['a', '', '', 'b'],
      ['c', 'd'],
    ])
    expect(htmlTable(page('<td colspan=999>a</td>'))?.[0]).toHaveLength(200)
  })

  test('a table within a cell ends itself alone', () => {
    const inner = page('<td>i</td>')
    const rows = [
      '<th>a</th><th>b</th>',
      `<td>1${inner}</td><td>2</td>`,
      `<td>3</td><td>4${inner}</td>`,
      '<td>5</td>',
    ]
    expect(htmlTable(page(...rows))).toEqual([['a', 'b'], ['1', '2'], ['3', '4'], ['5']])
    expect(htmlTable(`<td>1</table>${page('<td>2</td>')}`)).toEqual([['2']])
  })

  test('has its texts as they are shown', () => {
    const cells = [
      'a<br>b',
      '<b>ТОО</b> &laquo;Қ&raquo;',
      '&#1040;&#x411;',
      '&unknown; &#0; &#x110000;',
      ' a\n b&nbsp;',
    ]
    expect(htmlTable(page(cells.map((cell) => `<td>${cell}</td>`).join('')))).toEqual([
      ['a b', 'ТОО «Қ»', 'АБ', '&unknown; &#0; &#x110000;', 'a b'],
    ])
  })

  test.each(['', '<p>text</p>', '<table></table>', '<table><tr></tr></table>', '<td>a</td>'])(
    '%s has no table',
    (html) => {
      expect(htmlTable(html)).toBeNull()
    },
  )
})

/** A dBASE file of columns of ten bytes; `*` in front marks a deleted row. */
function dbf(
  columns: readonly { name: string; type: string }[],
  rows: readonly string[],
  language = 101,
): Buffer {
  const length = 1 + columns.length * 10
  const header = Buffer.alloc(32 + columns.length * 32 + 1)
  header.set([0x03, 126, 11, 28])
  header.writeUInt32LE(rows.length, 4)
  header.writeUInt16LE(header.length, 8)
  header.writeUInt16LE(length, 10)
  header[29] = language
  for (const [index, { name, type }] of columns.entries()) {
    header.write(name, 32 + index * 32, 'latin1')
    header.write(type, 32 + index * 32 + 11, 'latin1')
    header[32 + index * 32 + 16] = 10
  }
  header[header.length - 1] = 0x0d
  const encoding = language === 101 ? 'cp866' : 'windows-1251'
  return Buffer.concat([header, ...rows.map((row) => iconv.encode(row.padEnd(length), encoding))])
}

const field = (name: string, type = 'C') => ({ name, type })

describe('dBASE', () => {
  const columns = [field('NAME'), field('DAY', 'D')]
  const rows = [' Азат      20261128', '*Жойылган  20261129', ' Марат     -']

  test.each([101, 201])('of language %d is read with its days, without deleted rows', (language) => {
    const bytes = dbf(columns, rows, language)
    expect(isDbf(bytes)).toBe(true)
    expect(dbfTable(bytes)).toEqual([
      ['NAME', 'DAY'],
      ['Азат', '28.11.2026'],
      ['Марат', '-'],
    ])
  })

  test('a table that is cut off, has no fields or promises too much is damaged', () => {
    const bytes = dbf(columns, rows)
    expect(() => dbfTable(bytes.subarray(0, -1))).toThrow('file_damaged')
    const tooMany = Buffer.from(bytes)
    tooMany.writeUInt32LE(limits.rows + 1, 4)
    expect(() => dbfTable(tooMany)).toThrow('file_damaged')
    const tooShort = Buffer.from(bytes)
    tooShort.writeUInt16LE(20, 10)
    expect(() => dbfTable(tooShort)).toThrow('file_damaged')
    expect(() => dbfTable(dbf([], ['', '', '', '']))).toThrow('file_damaged')
  })

  test.each([
    [0, 0x04],
    [2, 0],
    [2, 13],
    [3, 0],
    [3, 32],
  ])('is known by its first bytes: byte %d as %d is another file', (at, value) => {
    const bytes = dbf(columns, rows)
    bytes[at] = value
    expect(isDbf(bytes)).toBe(false)
  })

  test('is known at the edges of months and days', () => {
    for (const [month, day] of [
      [1, 1],
      [12, 31],
    ] as const) {
      const bytes = dbf(columns, rows)
      bytes.set([month, day], 2)
      expect(isDbf(bytes)).toBe(true)
    }
    expect(isDbf(dbf(columns, rows).subarray(0, 65))).toBe(false)
  })
})

describe('a file is known by its first bytes', () => {
  const latin = (text: string) => Buffer.from(text, 'latin1')
  const office = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
  const encrypted = Buffer.from('EncryptedPackage', 'utf16le').toString('latin1')

  test.each([
    ['PK\x03\x04...', 'zip'],
    ['\x1f\x8b...', 'gzip'],
    [`${office}Workbook`, 'xls'],
    ['а;б', 'text'],
    ['RIFF....WAVE', 'text'],
  ])('%j', (start, format) => {
    expect(fileFormat(latin(start))).toBe(format)
  })

  test.each([
    ['', 'file_empty'],
    ['%PDF-1.7', 'file_pdf'],
    ['\x89PNG', 'file_image'],
    ['RIFF....WEBP', 'file_image'],
    ['....ftypheic', 'file_image'],
    [`${office}${encrypted}`, 'file_encrypted'],
    [`${office}${'.'.repeat(1_100_000)}${encrypted}`, 'file_encrypted'],
  ])('no table', (start, code) => {
    expect(fileFormat(latin(start))).toMatchObject({ code })
  })

  test('a file of more than the limit is known to be too large', () => {
    expect(fileFormat(Buffer.alloc(limits.fileBytes, 'a'))).toBe('text')
    expect(fileFormat(Buffer.alloc(limits.fileBytes + 1, 'a'))).toEqual({
      code: 'file_too_large',
      params: { megabytes: 50 },
    })
  })

  test.each([
    ['а;б\nв;г', null],
    [' \n', 'file_empty'],
    ['<html><table>', 'file_html'],
    ['\uFEFF <table>', 'file_html'],
    ['MIME-Version: 1.0', 'file_html'],
    ['<?xml version="1.0"?><a/>', 'file_xml'],
    ['<?xml version="1.0"?><html>', 'file_html'],
    [`${'a'.repeat(99)}\u0001`, null],
    [`${'a'.repeat(98)}\u0001\u0001`, 'file_binary'],
    [`a\u001A`, null],
  ])('a text that begins with %j: %s', (head, fault) => {
    expect(textFault(head)).toBe(fault)
  })
})

describe('a table that is held in memory', () => {
  test('has its rows by their numbers, and tells how far it came', async () => {
    const cells = Array.from({ length: 2_001 }, (_, at) => [String(at)])
    const table = memoryTable('json', cells)
    expect(table.head).toHaveLength(limits.headRows)
    const progress: number[] = []
    const rows: number[] = []
    for await (const { row } of table.rows((fraction) => progress.push(fraction))) rows.push(row)
    expect([rows[0], rows.at(-1), rows.length]).toEqual([1, 2_001, 2_001])
    expect(progress).toEqual([0, 2_000 / 2_001])
  })

  test('is no wider and no longer than a register', () => {
    const wide = (columns: number) => () => memoryTable('json', [Array(columns).fill('')])
    expect(wide(limits.columns)).not.toThrow()
    expect(wide(limits.columns + 1)).toThrow('header_too_wide')
    const long = (rows: number) => () => memoryTable('json', Array(rows).fill([]))
    expect(long(limits.rows + 1)).not.toThrow()
    expect(long(limits.rows + 2)).toThrow('too_many_rows')
  })
})
