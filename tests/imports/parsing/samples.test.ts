import { describe, expect, test } from 'vitest'
import { isValidBin } from '#app/domain/companies/bin.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { firstWords } from '#tests/support/products.ts'
import { readRegister, sample } from './support/registers.ts'

function tally(values: Iterable<string | null>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1
  return counts
}

function sum(values: Iterable<number | null>): number {
  let total = 0
  for (const value of values) total += value ?? 0
  return total
}

describe('the samples are read as they are', () => {
  test('companies: RK1048, quoted delimiters and quotes', async () => {
    const { register, good, faulty } = await readRegister(sample('companies-1c.csv'), { kind: 'companies' })
    expect(register).toMatchObject({ encoding: 'rk1048', delimiter: ';', headerRow: 1, missing: [] })
    expect(register.encodings[0]).toBe('windows-1251')
    expect(faulty).toEqual([])
    expect(good).toHaveLength(20)
    const names = good.map(({ record }) => record.name)
    expect(names).toContain('ТОО «Сарыарқа Құрылыс»')
    expect(names).toContain('ТОО «Байтерек Строй; филиал»')
    expect(names).toContain('ТОО «Каспий "Карго"»')
    expect(good.every(({ record }) => isValidBin(record.bin))).toBe(true)
    expect(good[0]).toEqual({
      row: 2,
      record: {
        bin: '170540595277',
        name: 'ТОО «Алатау Транс»',
        code: 'К1000',
        contractNumber: '432/2026-ГСМ',
        contractDate: '2025-07-29',
        email: 'fuel0@mail.kz',
        phone: '+7 (721) 962-86-52',
        city: 'Тараз',
        locale: null,
      },
    })
  })

  test('coupons: title rows above, the total below', async () => {
    const { register, good, faulty } = await readRegister(sample('coupons-1c.csv'), { kind: 'coupons' })
    expect(register).toMatchObject({ encoding: 'windows-1251', delimiter: ';', headerRow: 4, ambiguous: [] })
    expect(faulty).toEqual([])
    expect(good).toHaveLength(3000)
    // The file's own total: 63 190 litres.
    expect(sum(good.map(({ record }) => record.volume))).toBe(63_190_000)
    expect(tally(good.map(({ record }) => record.status))).toEqual({
      active: 1774,
      blocked: 649,
      redeemed: 577,
    })
    expect(tally(good.map(({ record }) => record.product))).toEqual({
      diesel: 540,
      lpg: 519,
      ai92: 493,
      ai98: 491,
      ai95: 480,
      diesel_winter: 477,
    })
    expect(good[0]).toEqual({
      row: 5,
      record: {
        number: '99996196100000000000',
        bin: '100740229224',
        product: 'ai95',
        volume: 50_000,
        price: 25_900,
        validFrom: '2026-10-04',
        validUntil: '2027-04-02',
        status: 'blocked',
        remaining: null,
        divisible: null,
        batch: null,
        qr: '2080417950',
      },
    })
  })

  test('transactions: local time becomes an instant', async () => {
    const { good, faulty } = await readRegister(sample('transactions-1c.csv'), { kind: 'transactions' })
    expect(faulty).toEqual([])
    expect(good).toHaveLength(12_000)
    expect(good[0]).toEqual({
      row: 2,
      record: {
        operation: 'sale',
        operationId: null,
        masked: null,
        stationName: null,
        stationAddress: null,
        cashDesk: null,
        localDate: '2026-03-18',
        localTime: '17:51:15',
        occurredAt: new Date('2026-03-18T12:51:15Z'),
        number: '7825775547516869',
        bin: '221140658774',
        station: 'АЗС-016',
        product: 'lpg',
        volume: 87_250,
        price: 10_500,
        amount: 916_125,
        receipt: '100000',
      },
    })
  })

  test('cards: a workbook with numbers as text and limits as numbers', async () => {
    const { register, good, faulty } = await readRegister(sample('cards-1c.xlsx'), { kind: 'cards' })
    expect(register).toMatchObject({ format: 'xlsx', encoding: null, headerRow: 3, sheet: 'Лист1' })
    expect(faulty).toEqual([])
    expect(good).toHaveLength(240)
    expect(tally(good.map(({ record }) => record.status))).toEqual({ active: 186, blocked: 54 })
    expect(good[0]).toEqual({
      row: 4,
      record: {
        number: '7825462894623481',
        bin: '040640127135',
        holder: 'Иванова Ольга',
        plate: '213TTT13',
        products: ['diesel_winter'],
        scheme: null,
        dailyLimit: 200_000,
        weeklyLimit: null,
        monthlyLimit: 600_000,
        limitUnit: 'ml',
        balance: 67_972_494,
        balanceUnit: 'tiyn',
        status: 'active',
        validUntil: '2029-01-06',
        replacedBy: null,
      },
    })
  })

  test('stations: coordinates that a double spells with noise', async () => {
    const { good, faulty } = await readRegister(sample('stations-1c.xlsx'), { kind: 'stations' })
    expect(faulty).toEqual([])
    expect(good).toHaveLength(24)
    expect(good[4]).toEqual({
      row: 6,
      record: {
        code: 'АЗС-005',
        name: 'QAZAQ OIL №5',
        city: 'Ақтөбе',
        address: null,
        latitude: 47.52,
        longitude: 61.6,
        products: ['ai92', 'ai95', 'diesel'],
        hours: null,
        status: null,
      },
    })
  })

  test.each([
    ['companies-1c.csv', 'companies'],
    ['coupons-1c.csv', 'coupons'],
    ['coupons-1c-faulty.csv', 'coupons'],
    ['transactions-1c.csv', 'transactions'],
    ['cards-1c.xlsx', 'cards'],
    ['stations-1c.xlsx', 'stations'],
  ])('%s is recognised as %s', async (file, kind) => {
    const register = await openRegister(sample(file))
    expect(register.kind).toBe(kind)
    expect(register.kinds[0]).toMatchObject({ kind, complete: true })
    expect(register.ready).toBe(true)
  })

  test('a sample row shows the file, but no QR payload', async () => {
    const register = await openRegister(sample('coupons-1c.csv'))
    expect(register.sample).toHaveLength(5)
    expect(register.sample[0]?.row).toBe(5)
    expect(register.sample[0]?.cells[1]).toBe('99996196100000000000')
    expect(JSON.stringify(register)).not.toContain('2080417950')
    expect(register.sample[0]?.cells[10]).toBe('•••')
  })

  test('progress ends at the whole', async () => {
    const register = await openRegister(sample('transactions-1c.csv'))
    const fractions: number[] = []
    for await (const _ of register.rows(firstWords, (fraction) => fractions.push(fraction)));
    expect(fractions.at(-1)).toBe(1)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  })
})

describe('coupons-1c-faulty.csv: each fault by row, column and code', () => {
  const expected: [row: number, column: number, field: string | null, code: string][] = [
    [5, 2, 'number', 'duplicate_in_file'],
    [7, 3, 'bin', 'bin_check_digit'],
    [9, 4, 'product', 'unknown_product'],
    [11, 5, 'volume', 'not_positive'],
    [13, 5, 'volume', 'not_a_number'],
    [15, 8, 'validFrom', 'no_such_day'],
    [17, 9, 'validUntil', 'ends_before_start'],
    [19, 2, 'number', 'number_destroyed'],
    [21, 2, 'number', 'missing_value'],
    [23, 10, 'status', 'unknown_status'],
    [25, 3, 'bin', 'missing_value'],
    [27, 7, null, 'row_cut_short'],
    [29, 2, 'number', 'formula'],
  ]

  test('thirteen faults, and the other 27 rows are good', async () => {
    const { good, faults, faulty } = await readRegister(sample('coupons-1c-faulty.csv'), { kind: 'coupons' })
    expect(faults.map(({ row, column, field, code }) => [row, column, field, code])).toEqual(expected)
    expect(faulty).toHaveLength(13)
    expect(good).toHaveLength(27)
  })

  test('each says what the cell says and what its column is called', async () => {
    const { faults } = await readRegister(sample('coupons-1c-faulty.csv'), { kind: 'coupons' })
    const byRow = new Map(faults.map((fault) => [fault.row, fault]))
    expect(byRow.get(5)).toMatchObject({ columnName: 'Номер талона', params: { first: 4 } })
    expect(byRow.get(9)).toMatchObject({ columnName: 'Вид топлива', params: { value: 'Керосин' } })
    expect(byRow.get(13)).toMatchObject({ columnName: 'Номинал, л', params: { value: 'двадцать' } })
    expect(byRow.get(19)?.params).toEqual({ value: '9,99996E+19' })
    expect(byRow.get(27)?.params).toEqual({ cells: 6, expected: 11 })
    expect(byRow.get(29)?.params).toEqual({ value: '=HYPERLINK("http://x")' })
  })

  test('a valid number may end in ten zeros', async () => {
    const { good } = await readRegister(sample('coupons-1c-faulty.csv'), { kind: 'coupons' })
    expect(good[0]).toMatchObject({ row: 2, record: { number: '99996196100000000000' } })
  })

  test('the cells of faulty rows are kept, the QR payload is not', async () => {
    const { faulty } = await readRegister(sample('coupons-1c-faulty.csv'), { kind: 'coupons' })
    expect(faulty[0]?.cells.slice(0, 3)).toEqual(['', '99997701100000015838', '180240401114'])
    expect(faulty[0]?.cells[10]).toBe('')
    expect(JSON.stringify(faulty)).not.toContain('7835984098')
  })
})
