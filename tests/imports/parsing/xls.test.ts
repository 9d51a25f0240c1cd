import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { hasSoundChains } from '#app/domain/imports/parsing/formats/ole-container.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { couponHeader, readRegister } from './support/registers.ts'

const number = (v: number, z?: string): CellObject => (z ? { t: 'n', v, z } : { t: 'n', v })
const text = (v: string): CellObject => ({ t: 's', v })

/** 1 November 2026 and 30 April 2027 as Excel counts days. */
const [NOVEMBER, APRIL] = [46_327, 46_507]
const titles = couponHeader.split(';')

function couponCells(numberCell: CellObject): CellObject[] {
  return [
    ...[
      number(1),
      numberCell,
      text('180540001010'),
      text('АИ-95'),
      number(20),
      number(259, '0.00'),
      number(5_180),
    ],
    ...[number(NOVEMBER, 'dd.mm.yyyy'), number(APRIL, 'm/d/yy'), text('Действует'), text('4507101214')],
  ]
}

function sheetOf(rows: CellObject[][]): WorkSheet {
  return utils.aoa_to_sheet([titles.map(text), ...rows])
}

function bookOf(sheets: Record<string, WorkSheet>, from1904 = false): Buffer {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  book.Workbook = { WBProps: { date1904: from1904 } }
  return write(book, { type: 'buffer', bookType: 'biff8' })
}

const read = (bytes: Uint8Array) => readRegister(bytes, { kind: 'coupons' })

describe('a workbook of Excel 97 to 2003', () => {
  test('says what its cells show: days, decimals, leading zeros', async () => {
    const bytes = bookOf({
      Талоны: sheetOf([
        couponCells(text('00099990000000000001')),
        couponCells(number(42_000_123, '0000000000000')),
      ]),
    })
    const { good, faults } = await read(bytes)
    const shown = { product: 'ai95', volume: 20_000, price: 25_900, validFrom: '2026-11-01' }
    expect(faults).toEqual([])
    expect(good.map(({ record }) => record)).toMatchObject([
      { number: '00099990000000000001', ...shown, validUntil: '2027-04-30', qr: '4507101214' },
      { number: '0000042000123', ...shown },
    ])
  })

  // Its kind and, of RC4, the version.
  test.each([
    ['XOR', [0]],
    ['RC4', [1, 1, 1]],
  ])('with a password, by %s, is refused as such', async (_, head) => {
    const bytes = bookOf({ Талоны: sheetOf([couponCells(text('99990000000000000001'))]) })
    // FilePass, the record that says so, in place of WriteAccess near the beginning.
    const record = bytes.indexOf(Buffer.from('5c007000', 'hex'))
    bytes.writeUInt16LE(0x2f, record)
    for (const [at, value] of [...head, 0, 0].entries()) bytes.writeUInt16LE(value, record + 4 + at * 2)
    const { fileFaults, ready } = await openRegister(bytes)
    expect({ codes: fileFaults.map(({ code }) => code), ready }).toEqual({
      ...{ codes: ['file_encrypted'], ready: false },
    })
  })

  test('names what Excel has damaged', async () => {
    const destroyed = couponCells(number(9_999_619_610_000_000))
    const broken = couponCells({ t: 'e', v: 0x2a })
    const { faults } = await read(bookOf({ Талоны: sheetOf([destroyed, broken]) }))
    expect(faults.map(({ row, code }) => [row, code])).toEqual([
      [2, 'number_destroyed'],
      [3, 'excel_error'],
    ])
  })

  test('counts days from 1904 where it says so', async () => {
    const bytes = bookOf({ Талоны: sheetOf([couponCells(text('99990000000000000001'))]) }, true)
    const { good } = await read(bytes)
    expect(good.map(({ record }) => record)).toMatchObject([
      { validFrom: '2030-11-02', validUntil: '2031-05-01' },
    ])
  })

  test('is read from the sheet that is a register, and names another one', async () => {
    const first = sheetOf([couponCells(text('99990000000000000001'))])
    const second = sheetOf([couponCells(text('99990000000000000002'))])
    const bytes = bookOf({ Титул: utils.aoa_to_sheet([['Отчёт за ноябрь']]), Ноябрь: first, Декабрь: second })
    const register = await openRegister(bytes, { kind: 'coupons' })
    expect(register).toMatchObject({ format: 'xls', sheet: 'Ноябрь', otherSheets: ['Декабрь'], ready: true })
    expect((await openRegister(bytes, { kind: 'coupons', sheet: 'Нет' })).fileFaults).toEqual([
      { code: 'sheet_not_found', params: { sheet: 'Нет' } },
    ])
  })

  test('takes a merged cell for each of its rows', async () => {
    const rows = [1, 2].map((digit) => couponCells(text(`9999000000000000000${digit}`)))
    const sheet = sheetOf(rows)
    delete sheet.C3
    sheet['!merges'] = [{ s: { r: 1, c: 2 }, e: { r: 2, c: 2 } }]
    const { good } = await read(bookOf({ Талоны: sheet }))
    expect(good.map(({ record }) => record)).toMatchObject([{ bin: '180540001010' }, { bin: '180540001010' }])
  })

  test('a workbook that was cut anywhere is named or read, never an error of ours', async () => {
    const whole = bookOf({ Талоны: sheetOf([couponCells(text('99990000000000000001'))]) })
    for (let length = 8; length < whole.length; length += 97) {
      const register = await openRegister(whole.subarray(0, length), { kind: 'coupons' })
      expect(register.fileFaults.length > 0 || register.ready || register.missing.length > 0).toBe(true)
    }
  })

  test('a workbook with chains that lead back into themselves is damaged, and takes no time', async () => {
    const whole = bookOf({ Талоны: sheetOf([couponCells(text('00099990000000000001'))]) })
    const view = new DataView(whole.buffer, whole.byteOffset, whole.length)
    const size = 1 << view.getUint16(30, true)
    const placeOf = (sector: number) => (sector + 1) * size
    const [fat, directory] = [view.getInt32(76, true), view.getInt32(48, true)]
    const changed = (place: number, value: number, from = whole) => {
      const bytes = Buffer.from(from)
      bytes.writeInt32LE(value, place)
      return bytes
    }
    expect(hasSoundChains(whole)).toBe(true)
    const damaged = {
      'a sector that follows itself': changed(placeOf(fat) + directory * 4, directory),
      'a list of sectors that is its own end': changed(68, fat, changed(placeOf(fat) + size - 4, fat)),
      'a name that hangs on itself': changed(placeOf(directory) + 76, 0),
      'a stream longer than its file': changed(placeOf(directory) + 120, whole.length + 1),
      'sectors of no size that there is': changed(30, 0),
    }
    for (const [name, bytes] of Object.entries(damaged)) {
      expect([name, hasSoundChains(bytes)]).toEqual([name, false])
      const { fileFaults } = await openRegister(bytes, { kind: 'coupons' })
      expect([name, fileFaults]).toEqual([name, [{ code: 'file_damaged', params: {} }]])
    }
    expect(hasSoundChains(whole.subarray(0, 100))).toBe(false)
  })

  test('is none where the container holds another document', async () => {
    const sheet = bookOf({ Талоны: sheetOf([]) })
    const other = Buffer.from(
      sheet.toString('latin1').replaceAll('W\0o\0r\0k\0b\0o\0o\0k\0', 'W\0o\0r\0d\0D\0o\0c\0u\0'),
      'latin1',
    )
    expect((await openRegister(other, { kind: 'coupons' })).fileFaults).toEqual([
      { code: 'file_document', params: {} },
    ])
  })
})
