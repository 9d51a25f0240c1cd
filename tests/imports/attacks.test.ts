/** Small files that would cost gigabytes or minutes: each is refused by the name of the limit that it exceeds. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { driverTitles } from '#app/domain/imports/fleet-words.ts'
import { limits } from '#app/domain/imports/parsing/limits.ts'
import { openRegisterApart } from '#app/domain/imports/parsing/reader/reader.server.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { readSmallTable as readSmallTableHere } from '#app/domain/imports/parsing/small-table.server.ts'
import { MAX_SMALL_ROWS, readSmallTable } from '#app/domain/imports/small-table.server.ts'
import { firstWords } from '#tests/support/products.ts'
import { sheetOf, withSheet, withStrings } from './parsing/support/hostile-workbooks.ts'
import { couponHeader, couponRow, csv, readRegister } from './parsing/support/registers.ts'
import { workbookParts, zip } from './parsing/support/workbook.ts'

const faultOf = async (bytes: Uint8Array) => (await openRegister(bytes)).fileFaults[0]?.code

describe('refused by name', () => {
  test('elements inside each other', async () => {
    expect(await faultOf(withSheet(`<worksheet><sheetData>${'<a>'.repeat(1_000_000)}`))).toBe(
      'nested_too_deep',
    )
  })

  test('an element with a value inside each other, in every format of XML', async () => {
    const excel2003 = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">${'<Row>'.repeat(100_000)}`
    expect(await faultOf(Buffer.from(excel2003))).toBe('nested_too_deep')
    const content = `<office:document-content>${'<p>'.repeat(100_000)}`
    const ods = zip([
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
      { name: 'content.xml', data: content },
    ])
    expect(await faultOf(ods)).toBe('nested_too_deep')
  })

  test('a text that stands in a million cells', async () => {
    const cells = '<c t="s"><v>0</v></c>'.repeat(100)
    const rows = Array.from({ length: 1_000 }, (_, index) => `<row r="${index + 3}">${cells}</row>`).join('')
    const head = sheetOf(couponHeader.split(';'), couponRow.split(';'))
    const bytes = withStrings(
      'x'.repeat(30_000),
      `<worksheet><sheetData>${head}${rows}</sheetData></worksheet>`,
    )
    const { faults } = await readRegister(bytes, { kind: 'coupons' })
    expect(faults.at(-1)?.code).toBe('file_expands_too_much')
  })

  test('a text longer than a cell holds', async () => {
    expect(await faultOf(withStrings('x'.repeat(limits.cellLength + 1), '<worksheet/>'))).toBe(
      'cell_too_long',
    )
  })

  test('a header of a million columns', async () => {
    expect(await faultOf(Buffer.from(`${'Номер талона;'.repeat(80_000)}\n1;2\n`))).toBe('header_too_wide')
    expect(await faultOf(Buffer.from(`${'a;'.repeat(1_000_000)}\n`))).toBe('header_too_wide')
    expect(await faultOf(Buffer.from('a;'.repeat(1_000_000)))).toBe('header_too_wide')
  })

  test('more sheets than a workbook of registers has', async () => {
    const sheets = Array.from({ length: limits.sheets + 1 }, () => [couponHeader.split(';')])
    expect(await faultOf(zip(workbookParts(sheets)))).toBe('too_many_sheets')
  })

  test('sheets that are one part are one sheet', async () => {
    const one = workbookParts(
      Array.from({ length: 30 }, () => [couponHeader.split(';'), couponRow.split(';')]),
    )
    const same = one.map((part) =>
      part.name.endsWith('workbook.xml.rels')
        ? { ...part, data: String(part.data).replace(/sheet\d+\.xml/g, 'sheet1.xml') }
        : part,
    )
    const register = await openRegister(zip(same), { kind: 'coupons' })
    expect([register.ready, register.sheets]).toEqual([true, ['Лист1']])
  })

  test('a row of an OpenDocument that is repeated a million times', async () => {
    const row =
      '<table:table-row table:number-rows-repeated="1000000"><table:table-cell><p>x</p></table:table-cell></table:table-row>'
    const ods = zip([
      { name: 'mimetype', data: 'x' },
      { name: 'content.xml', data: `<office:x><table:table>${row}</table:table></office:x>` },
    ])
    expect(await faultOf(ods)).toBe('file_expands_too_much')
  })

  test('a binary workbook that would take more memory than there is, before it is opened', async () => {
    const small = readFileSync(new URL('../fixtures/imports/handled/xlwt.xls', import.meta.url))
    const large = Buffer.concat([small, Buffer.alloc(limits.xlsBytes)])
    expect((await openRegister(large)).fileFaults).toEqual([
      { code: 'file_xls_too_large', params: { megabytes: 8 } },
    ])
  })

  test('a sheet that says it has a million rows and columns costs what it holds', async () => {
    const cells = sheetOf(couponHeader.split(';'), couponRow.split(';'))
    const dimension = '<dimension ref="A1:XFD1048576"/>'
    const far = '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    const sheet = `<worksheet>${dimension}<sheetData>${cells}${far}</sheetData></worksheet>`
    const { good, faults } = await readRegister(withSheet(sheet), { kind: 'coupons' })
    expect([good.length, faults]).toEqual([1, []])
  })

  test('gzip of zeros', async () => {
    expect(await faultOf(gzipSync(Buffer.alloc(limits.fileBytes + 1)))).toBe('file_expands_too_much')
  })
})

describe('read in time that grows with the file alone', () => {
  test.each([
    ['commas behind a digit', `1${','.repeat(30_000)}x`],
    ['spaces behind a digit', `1${' '.repeat(30_000)}x`],
    ['groups of three', `${'1 234'.repeat(6_000)}x`],
    ['letters behind digits', '1a'.repeat(15_000)],
    ['stars', `${'*'.repeat(30_000)}x`],
    ['brackets', `7${'('.repeat(30_000)}`],
    ['colons', `1${'-1'.repeat(15_000)}`],
  ])('%s', async (_what, cell) => {
    const row = couponRow.split(';').map((own, column) => (column === 0 || column === 10 ? own : cell))
    const { faults } = await readRegister(
      csv([couponHeader, ...Array.from({ length: 20 }, () => row.join(';'))]),
      {
        kind: 'coupons',
      },
    )
    expect(faults.length).toBeGreaterThanOrEqual(20)
  })
})

test('what none of them names is stopped by the limit of memory, and the next file is read', async () => {
  const cells = Array.from(
    { length: 190 },
    (_, column) => `<c t="str"><v>${column}${'y'.repeat(40)}</v></c>`,
  ).join('')
  const rows = Array.from({ length: 3_000 }, (_, index) => `<row r="${index + 3}">${cells}</row>`).join('')
  const head = sheetOf(couponHeader.split(';'), couponRow.split(';'))
  const bytes = withSheet(`<worksheet><sheetData>${head}${rows}</sheetData></worksheet>`)
  const small = { heapMegabytes: 12, memoryMegabytes: 400, seconds: 60 }
  const { fileFaults } = await openRegisterApart(bytes, { kind: 'coupons' }, small)
  expect(fileFaults).toEqual([{ code: 'too_much_memory', params: {} }])
  const next = await openRegisterApart(csv([couponHeader, couponRow]), { kind: 'coupons' })
  const read = []
  for await (const row of next.rows(firstWords)) read.push(row.row)
  expect(read).toEqual([2])
})

describe("a client's own list, which the web server is given", () => {
  /** 14 KB that unpack to fifteen million characters of a table. */
  const hostile = gzipSync(`<html><table>${'<tr><td>a</td></tr>'.repeat(800_000)}</table></html>`)
  const list = Buffer.from('ФИО;Телефон\r\nЛим Анна;\r\n')
  const order = { words: driverTitles, needed: 'name', maxRows: MAX_SMALL_ROWS } as const
  /** Microseconds that this process works meanwhile. */
  const costOf = async (work: () => Promise<unknown>) => {
    const before = process.cpuUsage()
    await work().catch(() => {})
    const { user, system } = process.cpuUsage(before)
    return user + system
  }

  test('is read elsewhere: pages do not wait for what it does there', async () => {
    const apart = await costOf(() => readSmallTable(hostile, driverTitles, 'name', ''))
    const here = await costOf(() => readSmallTableHere(hostile, order))
    expect(apart).toBeLessThan(here / 2)
  })

  test('a list that needs more than such a list does is unreadable, and the next one is read', async () => {
    const small = { heapMegabytes: 12, memoryMegabytes: 400, seconds: 60 }
    const refused = readSmallTable(hostile, driverTitles, 'name', '', small)
    await expect(refused).rejects.toMatchObject({ code: 'file_unreadable' })
    const slow = readSmallTable(hostile, driverTitles, 'name', '', { ...small, seconds: 0.001 })
    await expect(slow).rejects.toMatchObject({ code: 'uploads_busy', retryAfter: 30 })
    const read = await readSmallTable(list, driverTitles, 'name', '')
    expect(read).toEqual(await readSmallTableHere(list, order))
    expect(read).toMatchObject({ rows: [{ row: 2, values: { name: 'Лим Анна' } }] })
  })

  test('has one reader at a time: a person waits for himself, and others pass', async () => {
    const many = Array.from({ length: 12 }, () => readSmallTable(list, driverTitles, 'name', 'one'))
    const settled = await Promise.allSettled(many)
    const refused = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))
    expect(new Set(refused)).toEqual(new Set(['uploads_busy']))
    expect(refused.length).toBeLessThan(many.length)
  })
})
