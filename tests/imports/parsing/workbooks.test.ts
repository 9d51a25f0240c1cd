import { describe, expect, test } from 'vitest'
import { customFormat, numberText } from '#app/domain/imports/parsing/formats/cell-format.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { couponHeader, couponRow, readRegister, sample } from './support/registers.ts'
import { type WorkbookCell, type WorkbookOptions, workbook, workbookParts, zip } from './support/workbook.ts'

const header = couponHeader.split(';')
const row = couponRow.split(';')

function changed(changes: Record<number, WorkbookCell>): WorkbookCell[] {
  return row.map((cell, index) => (index in changes ? (changes[index] ?? null) : cell))
}

function read(changes: Record<number, WorkbookCell>, options?: WorkbookOptions) {
  return readRegister(workbook([header, changed(changes)], options), { kind: 'coupons' })
}

async function faultsOf(changes: Record<number, WorkbookCell>): Promise<[string | null, string][]> {
  return (await read(changes)).faults.map(({ field, code }) => [field, code])
}

describe('cells', () => {
  test('numbers as numbers, with the noise of doubles', async () => {
    const { good } = await read({
      4: { number: '47.519999999999996' },
      5: { number: 259 },
      6: { number: '12307.68' },
    })
    expect(good[0]?.record).toMatchObject({ volume: 47_520, price: 25_900 })
  })

  test('dates as Excel counts them, with a format or without', async () => {
    const expected = { validFrom: '2026-10-04', validUntil: '2027-04-02' }
    const formatted = await read(
      { 7: { number: 46_299, style: 1 }, 8: { number: 46_479.5, style: 2 } },
      {
        numberFormats: ['dd.mm.yyyy', '[$-419]d mmm yyyy h:mm;@'],
      },
    )
    expect(formatted.good[0]?.record).toMatchObject(expected)
    expect((await read({ 7: { number: 46_299 }, 8: { number: 46_479 } })).good[0]?.record).toMatchObject(
      expected,
    )
    const from1904 = await read(
      { 7: { number: 46_299 - 1462, style: 1 }, 8: { number: 46_479 - 1462, style: 1 } },
      {
        numberFormats: ['yyyy-mm-dd'],
        from1904: true,
      },
    )
    expect(from1904.good[0]?.record).toMatchObject(expected)
  })

  test('times as fractions of a day', async () => {
    const titles = ['Дата', 'Время', 'Номер карты', 'БИН', 'АЗС', 'Топливо', 'Литры', 'Цена', 'Сумма', 'Чек']
    const cells = [
      { number: 46_099, style: 1 },
      { number: 0.74392361111, style: 2 },
      '78',
      '221140658774',
      'A',
      'ДТ',
      { number: 1 },
      { number: 325 },
      { number: 325 },
      { number: 100_000 },
    ]
    const bytes = workbook([titles, cells], { numberFormats: ['dd/mm/yy', 'h:mm:ss'] })
    const { good } = await readRegister(bytes, { kind: 'transactions' })
    expect(good[0]?.record).toMatchObject({
      localDate: '2026-03-18',
      localTime: '17:51:15',
      receipt: '100000',
    })
  })

  test('a number of sixteen digits or more that is no text has lost its last digits', async () => {
    expect(await faultsOf({ 1: { number: '99996196100000000000' } })).toEqual([
      ['number', 'number_destroyed'],
    ])
    expect(await faultsOf({ 1: { number: '9.9996196099999998E+19' } })).toEqual([
      ['number', 'number_destroyed'],
    ])
    expect(await faultsOf({ 1: { number: '7825462894623481' } })).toEqual([['number', 'number_destroyed']])
    expect((await read({ 1: { number: '123456789012345' } })).good[0]?.record.number).toBe('123456789012345')
  })

  test('a БИН as a number gets its zeros back', async () => {
    expect((await read({ 2: { number: 40_640_127_135 } })).good[0]?.record.bin).toBe('040640127135')
  })

  test('formulas: a sum may be one, a number may not', async () => {
    const sum = '<c r="REF"><f>E2*F2</f><v>12950</v></c>'
    expect(await faultsOf({ 6: { xml: sum } })).toEqual([])
    const link = '<c r="REF" t="str"><f>HYPERLINK("http://x")</f><v>77</v></c>'
    expect(await faultsOf({ 1: { xml: link } })).toEqual([['number', 'formula']])
    expect(await faultsOf({ 2: { xml: '<c r="REF"><f>A1</f><v>100740229224</v></c>' } })).toEqual([
      ['bin', 'formula'],
    ])
    expect(await faultsOf({ 1: '=HYPERLINK("http://x")' })).toEqual([['number', 'formula']])
  })

  test('errors of Excel', async () => {
    expect(await faultsOf({ 5: { xml: '<c r="REF" t="e"><v>#N/A</v></c>' } })).toEqual([
      ['price', 'excel_error'],
    ])
  })

  test('absent cells are empty cells, not a row cut short', async () => {
    expect((await read({ 10: null, 6: null })).good).toHaveLength(1)
    expect(await faultsOf({ 9: null, 10: null })).toEqual([['status', 'missing_value']])
  })

  test('notes beside the table are left alone', async () => {
    const { good } = await readRegister(workbook([header, [...row, null, 'проверить']]), { kind: 'coupons' })
    expect(good).toHaveLength(1)
  })

  test('rows are numbered as Excel numbers them', async () => {
    const { good } = await readRegister(workbook([['Реестр'], [], header, [], row]), { kind: 'coupons' })
    expect(good.map((each) => each.row)).toEqual([5])
  })

  test('prefixed elements, rich text and cells without a reference, as other programs write them', async () => {
    const parts = workbookParts([[header, row]])
    const sheet = parts.at(-1)
    if (sheet) {
      sheet.data = String(sheet.data)
        .replaceAll(/<(\/?)(worksheet|sheetData|row|c|is|t|v)(?=[ >])/g, '<$1x:$2')
        .replace('<x:worksheet>', '<x:worksheet xmlns:x="m">')
        .replace(/ r="[A-Z]+\d+"/g, '')
        .replace(
          '<x:t xml:space="preserve">АИ-95</x:t>',
          '<x:r><x:t>АИ</x:t></x:r><x:r><x:t>-95</x:t></x:r><rPh><x:t>x</x:t></rPh>',
        )
    }
    expect((await readRegister(zip(parts), { kind: 'coupons' })).good[0]?.record.product).toBe('ai95')
  })
})

describe('sheets', () => {
  const two = zip(
    workbookParts(
      [
        [['Пояснения'], ['к', 'реестру']],
        [header, row],
      ],
      { sheetNames: ['О файле', 'Талоны'] },
    ),
  )

  test('the one that reads as a register is taken', async () => {
    expect(await openRegister(two)).toMatchObject({
      sheet: 'Талоны',
      sheets: ['О файле', 'Талоны'],
      kind: 'coupons',
    })
  })

  test('another can be asked for, but must be there', async () => {
    expect((await openRegister(two, { sheet: 'О файле' })).sheet).toBe('О файле')
    expect((await openRegister(two, { sheet: 'Нет' })).fileFaults).toEqual([
      { code: 'sheet_not_found', params: { sheet: 'Нет' } },
    ])
  })
})

describe('hostile and damaged workbooks', () => {
  const MB = 1024 * 1024
  const parts = () => workbookParts([[header, row]])
  const faultOf = async (bytes: Buffer) => (await openRegister(bytes)).fileFaults[0]?.code

  test('a part that claims to be huge is not unpacked', async () => {
    const bomb = parts().map((part) =>
      part.name.includes('sheet1') ? { ...part, claimedSize: 401 * MB } : part,
    )
    expect(await faultOf(zip(bomb))).toBe('file_expands_too_much')
    const styles = parts().map((part) =>
      part.name.includes('styles') ? { ...part, claimedSize: 9 * MB } : part,
    )
    expect(await faultOf(zip(styles))).toBe('file_expands_too_much')
  })

  test('a part that is larger than it claims is refused', async () => {
    const liar = parts().map((part) => (part.name.includes('sheet1') ? { ...part, claimedSize: 100 } : part))
    expect(await faultOf(zip(liar))).toBe('file_damaged')
  })

  test('an archive of countless parts', async () => {
    const many = Array.from({ length: 2001 }, (_, index) => ({ name: `${index}`, data: '' }))
    expect(await faultOf(zip([...parts(), ...many]))).toBe('file_expands_too_much')
  })

  test('entities are not expanded', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    const evil = parts().map((part) => (part.name.includes('sheet1') ? { ...part, data: bomb } : part))
    expect(await faultOf(zip(evil))).toBe('file_damaged')
  })

  test('a text without an end', async () => {
    const endless = `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${'x'.repeat(3 * MB)}`
    const evil = parts().map((part) => (part.name.includes('sheet1') ? { ...part, data: endless } : part))
    expect(await faultOf(zip(evil))).toBe('file_damaged')
  })

  test('a cell far to the right costs nothing', async () => {
    const far = { xml: '<c r="XFD2" t="str"><v>x</v></c>' }
    const { good } = await readRegister(workbook([header, [...row, far]]), { kind: 'coupons' })
    expect(good).toHaveLength(1)
  })

  test('a part whose checksum is wrong', async () => {
    const broken = parts().map((part) => (part.name.includes('sheet1') ? { ...part, claimedSum: 1 } : part))
    expect(await faultOf(zip(broken))).toBe('file_damaged')
  })

  test('rows out of order', async () => {
    const data = '<worksheet><sheetData><row r="2"/><row r="2"/></sheetData></worksheet>'
    const broken = parts().map((part) => (part.name.includes('sheet1') ? { ...part, data } : part))
    expect(await faultOf(zip(broken))).toBe('file_damaged')
  })

  test('a file cut at any place is refused or read as a whole', async () => {
    const whole = sample('stations-1c.xlsx')
    for (let length = 4; length < whole.length; length += 97) {
      const register = await openRegister(whole.subarray(0, length))
      expect(register.fileFaults).toEqual([{ code: 'file_damaged', params: {} }])
    }
  })

  test('damage further on ends the rows with a fault', async () => {
    const rows = [header, ...Array.from({ length: 3000 }, (_, index) => changed({ 1: String(index + 1) }))]
    const damaged = workbookParts([rows]).map((part) =>
      part.name.includes('sheet1')
        ? { ...part, data: String(part.data).replace('</sheetData>', '<oops></sheetData>') }
        : part,
    )
    const { good, faulty } = await readRegister(zip(damaged), { kind: 'coupons' })
    const next = good.length + 2
    expect(good.length).toBeGreaterThan(2000)
    expect(faulty).toMatchObject([{ row: next, cells: [], faults: [{ column: null, code: 'file_damaged' }] }])
  })
})

describe('what Excel would show', () => {
  test.each([
    ['47.519999999999996', '47.52'],
    ['0.1', '0.1'],
    ['5.0000000000000001E-2', '0.05'],
    ['1E-7', '0.0000001'],
    ['-3.5', '-3.5'],
    ['1000000', '1000000'],
    ['1E+3', '1000'],
    ['999999999999999', '999999999999999'],
    ['1000000000000000', '1E+15'],
    ['x', 'x'],
    ['', ''],
  ])('%s', (raw, text) => {
    expect(numberText(raw, 'plain', false)).toBe(text)
  })

  test.each([
    ['0.00', { whole: 1, decimals: 2 }],
    ['#,##0.00 "d"', { whole: 1, decimals: 2 }],
    ['0000000000000', { whole: 13, decimals: 0 }],
    ['0.00%', 'plain'],
    ['0.0,', 'plain'],
    ['[Red]0', 'plain'],
    ['General', 'plain'],
    ['dd.mm.yyyy', 'date'],
    ['mmm', 'date'],
    ['[h]:mm:ss', 'time'],
    ['h:mm AM/PM', 'time'],
    ['[$-43F]dd mmmm yyyy h:mm', 'moment'],
  ] as const)('the format %s', (code, format) => {
    expect(customFormat(code)).toEqual(format)
  })
})
