import { describe, expect, test } from 'vitest'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { coupon, couponHeader, couponRow, csv, readRegister } from './support/registers.ts'

/** field and code of the faults of one row under its header. */
async function faultsOf(kind: RegisterKind, header: string, row: string): Promise<[string | null, string][]> {
  const { faults } = await readRegister(csv([header, row]), { kind })
  return faults.map(({ field, code }) => [field, code])
}

const couponFaults = (changes: Record<number, string>) => faultsOf('coupons', couponHeader, coupon(changes))

describe('a coupon', () => {
  test.each([
    ['a sum that is not volume x price', { 6: '12 950,27' }, [['sum', 'sum_mismatch']]],
    ['a zero volume', { 4: '0' }, [['volume', 'not_positive']]],
    ['a zero price', { 5: '0,00' }, [['price', 'not_positive']]],
    [
      'a negative sum',
      { 6: '-1' },
      [
        ['sum', 'negative'],
        ['sum', 'sum_mismatch'],
      ].slice(0, 1),
    ],
    ['a volume finer than a millilitre', { 4: '50,0001' }, [['volume', 'too_precise']]],
    ['a number beyond all registers', { 5: '99999999999999' }, [['price', 'number_too_large']]],
    ['more than a million litres', { 4: '1000000,001' }, [['volume', 'beyond_bounds']]],
    ['a coupon worth more than that', { 4: '1000000', 5: '100,01', 6: '' }, [['price', 'beyond_bounds']]],
    ['more than a hundred million tenge', { 5: '100000000,01' }, [['price', 'beyond_bounds']]],
    ['a number of 33 digits', { 1: '9'.repeat(33) }, [['number', 'too_long']]],
    ['a number of signs', { 1: '???' }, [['number', 'number_malformed']]],
    ['a number with a point instead of the comma', { 1: '9.99996E+19' }, [['number', 'number_destroyed']]],
    ['a БИН that Excel has shortened', { 2: '1,00740229E+11' }, [['bin', 'number_destroyed']]],
    ['a БИН of eleven digits', { 2: '10074022922' }, [['bin', 'bin_malformed']]],
    ['a formula for a БИН', { 2: '=1+1' }, [['bin', 'formula']]],
    ['a formula for a product', { 3: '=A1' }, [['product', 'formula']]],
    ['a formula for a volume', { 4: '=1+1' }, [['volume', 'formula']]],
    ['a date in words', { 7: 'скоро' }, [['validFrom', 'bad_date']]],
    ['an empty status', { 9: ' ' }, [['status', 'missing_value']]],
    ['letters that were decoded wrongly', { 1: '99\uFFFD9' }, [['number', 'unreadable_characters']]],
    ['text that runs backwards', { 1: '99\u202E96' }, [['number', 'unreadable_characters']]],
    ['a ruined QR payload', { 10: '2,08042E+09' }, [['qr', 'number_destroyed']]],
    ['an endless QR payload', { 10: 'x'.repeat(256) }, [['qr', 'too_long']]],
    ['too many cells', { 10: 'a;b' }, [[null, 'row_too_long']]],
    ['an unclosed quote', { 3: '"АИ-95' }, [[null, 'unclosed_quote']]],
    [
      'several at once, by column',
      { 2: '', 4: 'x', 9: '?' },
      [
        ['bin', 'missing_value'],
        ['volume', 'not_a_number'],
        ['status', 'unknown_status'],
      ],
    ],
  ])('%s', async (_, changes, expected) => {
    expect(await couponFaults(changes)).toEqual(expected)
  })

  test('a number of 32 digits comes in whole, and so do the greatest volume and amount', async () => {
    const number = '98765432109876543210987654321098'
    const row = coupon({ 1: number, 4: '1000000', 5: '100,00', 6: '' })
    const { good, faults } = await readRegister(csv([couponHeader, row]), { kind: 'coupons' })
    expect(faults).toEqual([])
    expect(good.map(({ record }) => record)).toMatchObject([{ number, volume: 1_000_000_000, price: 10_000 }])
  })

  describe('a row with fewer cells than the header', () => {
    const lines = [
      'Номер карты;БИН;Виды топлива;Статус;Водитель',
      '7825060714626325;100740229224;АИ-95;Активна;Серик',
      '7825060714626333;100740229224;АИ-95;Активна',
    ]
    const readCards = (rows: readonly string[], answers = {}) =>
      readRegister(csv(rows), { kind: 'cards', answers })

    test('is named, since nobody knows which cell is missing', async () => {
      const { faults, good } = await readCards(lines)
      expect(faults).toMatchObject([
        { row: 3, field: null, code: 'row_short', params: { cells: 4, expected: 5 } },
      ])
      expect(good.map(({ row }) => row)).toEqual([2])
      expect((await readCards(lines.slice(0, 1).concat(lines.slice(2)))).faults).toMatchObject([{ row: 2 }])
    })

    test('comes in when a person says that its last cells are empty', async () => {
      const { good, faults } = await readCards(lines, { row_short: 'accept' })
      expect(faults).toEqual([])
      expect(good.map(({ record }) => record)).toMatchObject([
        { holder: 'Серик' },
        { status: 'active', holder: null },
      ])
    })

    test('comes in where no row of the file fills the column, and one of them is whole', async () => {
      const [header = '', whole = '', short = ''] = lines
      const { good, faults } = await readCards([header, whole.replace('Серик', ''), short])
      expect(faults).toEqual([])
      expect(good).toHaveLength(2)
    })
  })

  test.each([
    ['spaces in a number', { 1: '9999 6196 1000 0000 0000' }],
    ["Excel's apostrophe", { 1: "'99996196100000000000" }],
    ['a number as a formula of text', { 1: '"=""99996196100000000000"""' }],
    ['no sum', { 6: '' }],
    ['a sum that a price with more digits comes to', { 6: '12 950,25' }],
    ['one day', { 8: '04.10.2026' }],
    ['a БИН without its leading zeros', { 2: '40640127135' }],
    ['a БИН with spaces', { 2: '100 740 229 224' }],
  ])('%s is no fault', async (_, changes) => {
    expect(await couponFaults(changes)).toEqual([])
  })

  test('a payload of a code and digits is kept to the letter, and never shown in a fault', async () => {
    const kept = await readRegister(csv([couponHeader, coupon({ 10: 'AB12$0042 ' })]))
    expect(kept.good[0]?.record).toMatchObject({ qr: 'AB12$0042' })
    const refused = await readRegister(csv([couponHeader, coupon({ 10: `secret${'x'.repeat(300)}` })]))
    expect(JSON.stringify(refused.faulty)).not.toContain('secret')
  })

  test('the remainder, parts and batch', async () => {
    const header = `${couponHeader};Остаток, л;Делимый;Партия`
    const { good } = await readRegister(csv([header, `${couponRow};12,5;да;П-7`]), { kind: 'coupons' })
    expect(good[0]?.record).toMatchObject({ remaining: 12_500, divisible: true, batch: 'П-7' })
    expect(await faultsOf('coupons', header, `${couponRow};50,001;может быть;`)).toEqual([
      ['remaining', 'remaining_exceeds_volume'],
      ['divisible', 'unknown_answer'],
    ])
  })

  test('a duplicate is told by the first row, whatever else was wrong there', async () => {
    const { faults } = await readRegister(csv([couponHeader, coupon({ 9: '?' }), couponRow, couponRow]))
    expect(faults.map(({ row, code, params }) => [row, code, params.first])).toEqual([
      [2, 'unknown_status', undefined],
      [3, 'duplicate_in_file', 2],
      [4, 'duplicate_in_file', 2],
    ])
  })
})

describe('a transaction', () => {
  const header = 'Дата;Время;Номер карты/талона;БИН;АЗС;Вид топлива;Количество, л;Цена, тг;Сумма, тг;Чек №'
  const row = '18.03.2026;17:51:15;7825775547516869;221140658774;АЗС-016;СУГ;87,25;105,00;9 161,25;100000'
  const change = (from: string, to: string) => faultsOf('transactions', header, row.replace(from, to))

  test('the time may stand beside the date', async () => {
    const { good } = await readRegister(
      csv([
        header.replace('Дата;Время', 'Дата и время;Кассир'),
        row.replace('18.03.2026;17:51:15', '18.03.2026 17:51;А'),
      ]),
    )
    expect(good[0]?.record).toMatchObject({
      localTime: '17:51:00',
      occurredAt: new Date('2026-03-18T12:51:00Z'),
    })
  })

  test('before 2024-03-01 an hour was another', async () => {
    const { good } = await readRegister(
      csv([header, row.replace('18.03.2026', '29.02.2024'), row.replace('18.03.2026', '01.03.2024')]),
      { kind: 'transactions' },
    )
    expect(good.map(({ record }) => record.occurredAt.toISOString())).toEqual([
      '2024-02-29T11:51:15.000Z',
      '2024-03-01T12:51:15.000Z',
    ])
  })

  test('no time at all', async () => {
    expect(await change('17:51:15', '')).toEqual([['date', 'missing_time']])
    expect(await change('17:51:15', '25:00')).toEqual([['time', 'bad_time']])
  })

  test('a discount is no fault, an overcharge is', async () => {
    expect(await change('9 161,25', '9 000,00')).toEqual([])
    // 87,25 l may be 87,255 l, and 105,00 ₸ may be 105,005 ₸: 9 162,21 at most, shown as 9 162,22.
    expect(await change('9 161,25', '9 162,21')).toEqual([])
    expect(await change('9 161,25', '9 162,23')).toEqual([['sum', 'sum_mismatch']])
    expect(await change('9 161,25', '1 264,31')).toEqual([['sum', 'sum_mismatch']])
  })

  test('is known by station, receipt and date', async () => {
    const others = [
      row.replace('АЗС-016', 'АЗС-017'),
      row.replace('100000', '100001'),
      row.replace('18.03', '19.03'),
    ]
    expect((await readRegister(csv([header, row, ...others]))).faults).toEqual([])
    const { faults } = await readRegister(csv([header, row, row.replace('17:51:15', '18:00:00')]))
    expect(faults).toMatchObject([
      { row: 3, field: 'receipt', code: 'duplicate_in_file', params: { first: 2 } },
    ])
  })
})

describe('a card', () => {
  const header =
    'Номер карты;БИН;Держатель;Гос. номер;Вид топлива;Лимит в сутки, л;Остаток, тг;Статус;Срок действия'
  const row =
    '7825462894623481;040640127135;Иванова  Ольга;213 ttt 13;ДТ, АИ-95;200;679 724,94;Активна;06.01.2029'
  const read = async (head: string, line: string) => {
    const { good } = await readRegister(csv([head, line]), { kind: 'cards' })
    return good[0]?.record
  }

  test('texts are tidied', async () => {
    expect(await read(header, row)).toMatchObject({
      holder: 'Иванова Ольга',
      plate: '213TTT13',
      products: ['ai95', 'diesel'],
    })
  })

  test('the titles say what is counted', async () => {
    expect(await read(header.replace('сутки, л', 'сутки, тг'), row)).toMatchObject({
      limitUnit: 'tiyn',
      dailyLimit: 20_000,
    })
    expect(await read(header.replace('Остаток, тг', 'Остаток, л'), row.replace(',94', ',9'))).toMatchObject({
      scheme: null,
      balanceUnit: 'ml',
      balance: 679_724_900,
    })
  })

  test('a card without a balance says nothing of its scheme; a debt is a balance', async () => {
    expect(await read(header, row.replace('679 724,94', ''))).toMatchObject({
      scheme: null,
      balance: null,
    })
    expect(await read(header, row.replace('679 724,94', '-5,00'))).toMatchObject({
      scheme: null,
      balanceUnit: 'tiyn',
      balance: -500,
    })
    expect(await faultsOf('cards', header, row.replace('200', '-1'))).toEqual([['dailyLimit', 'negative']])
  })
})

describe('a company', () => {
  const header = 'Наименование;БИН;E-mail'

  test.each(['a@b', 'a b@c.kz', 'a@b.kz; c@d.kz', '@b.kz', 'почта@b.kz'])(
    '%s is no address',
    async (email) => {
      expect(await faultsOf('companies', header, `ТОО;170540595277;"${email}"`)).toEqual([
        ['email', 'email_malformed'],
      ])
    },
  )

  test('an address is written small, a name may not be a formula or endless', async () => {
    const { good } = await readRegister(csv([header, 'ТОО;170540595277;Fuel@Company.KZ']), {
      kind: 'companies',
    })
    expect(good[0]?.record.email).toBe('fuel@company.kz')
    expect(await faultsOf('companies', header, '=cmd;170540595277;')).toEqual([['name', 'formula']])
    expect(await faultsOf('companies', header, `${'я'.repeat(201)};170540595277;`)).toEqual([
      ['name', 'too_long'],
    ])
  })
})

describe('a station', () => {
  test('degrees', async () => {
    const header = 'Код АЗС;Наименование;Широта;Долгота'
    const { good } = await readRegister(csv([header, '1;A;43,1234567;-76.5']), { kind: 'stations' })
    expect(good[0]?.record).toMatchObject({ latitude: 43.123457, longitude: -76.5 })
    expect(await faultsOf('stations', header, '1;A;91;сто')).toEqual([
      ['latitude', 'bad_coordinate'],
      ['longitude', 'bad_coordinate'],
    ])
  })

  test('latitude and longitude that are exchanged are named where the point is in Kazakhstan only so', async () => {
    const header = 'Код АЗС;Наименование;Широта;Долгота'
    expect(await faultsOf('stations', header, '1;A;76,889709;43,238949')).toEqual([
      ['latitude', 'coordinates_exchanged'],
    ])
    expect(await faultsOf('stations', 'Код АЗС;Наименование;Координаты', '1;A;76.889709, 43.238949')).toEqual(
      [['coordinates', 'coordinates_exchanged']],
    )
    // Uralsk lies in Kazakhstan both ways, Omsk and Samara in neither.
    for (const point of ['51,23;51,37', '54,99;73,37', '53,2;50,15'])
      expect(await faultsOf('stations', header, `1;A;${point}`)).toEqual([])
  })
})

describe('what is no row of the register', () => {
  const rowsOf = async (...lines: string[]) => {
    const { good, faults } = await readRegister(csv([couponHeader, ...lines]), { kind: 'coupons' })
    return [good.map(({ row }) => row), faults.map(({ row, code }) => `${row} ${code}`)]
  }

  test.each(['Итого;;;;63190,00;;;;;;', 'ВСЕГО:;;;;1', 'Барлығы;;', ';Итого по листу;;;5', 'Total;;'])(
    'a total: %s',
    async (total) => {
      expect(await rowsOf(couponRow, total)).toEqual([[2], []])
    },
  )

  test('blank rows, signatures, and what continues a total', async () => {
    expect(
      await rowsOf(
        '',
        couponRow,
        ';;;;;;;;;;',
        'Ответственный: Иванов',
        'Итого;;;;50',
        ';;;;литров',
        'стр. 1;;;;',
        '\u001A',
      ),
    ).toEqual([[3], []])
  })

  test('the header again, as on each printed page', async () => {
    expect(await rowsOf(couponRow, couponHeader, coupon({ 1: '2' }))).toEqual([[2, 4], []])
  })

  test('rows after a subtotal are read', async () => {
    expect(await rowsOf(couponRow, 'Итого;;;;50', coupon({ 1: '2' }))).toEqual([[2, 4], []])
  })

  test('what is left of a row where the file was cut is a fault, at any place', async () => {
    const whole = [couponHeader, couponRow, coupon({ 1: '2' }), coupon({ 1: '3' })].join('\r\n')
    const last = coupon({ 1: '4' })
    for (let length = 1; length < last.length; length++) {
      const { faults } = await readRegister(Buffer.from(`${whole}\r\n${last.slice(0, length)}`))
      expect([length, faults.map(({ row }) => row)]).toEqual([length, [5]])
    }
    expect((await readRegister(Buffer.from(`${whole}\r\n${last}`))).good).toHaveLength(4)
  })

  test('a company that is called like a total stays', async () => {
    const { good } = await readRegister(csv(['Наименование;БИН', 'Итого;170540595277']))
    expect(good).toHaveLength(1)
  })
})

describe("a card's limit, balance and scheme", () => {
  const read = async (titles: string, cells: string) => {
    const file = csv([`Номер карты;БИН;Статус;${titles}`, `7825060714626325;100740229224;Активна;${cells}`])
    const { good, faults } = await readRegister(file, { kind: 'cards' })
    return [...good.map(({ record }) => record), ...faults.map(({ field, code }) => ({ field, code }))]
  }

  test.each([
    [
      'a week',
      'Лимит, л;Период',
      '100;в неделю',
      { weeklyLimit: 100_000, dailyLimit: null, limitUnit: 'ml' },
    ],
    ['a week in Kazakh', 'Лимит, л;Период', '100;апта', { weeklyLimit: 100_000, monthlyLimit: null }],
    ['ten days, which is no limit of ours', 'Лимит, л;Период', '100;10 дней', { code: 'missing_value' }],
    [
      'tenge, by a column of its own',
      'Лимит в сутки;Ед изм лимита',
      '100;тг',
      { dailyLimit: 10_000, limitUnit: 'tiyn' },
    ],
    ['a unit that is not ours', 'Лимит в сутки;Ед изм лимита', '100;галлон', { code: 'foreign_unit' }],
    ['a wallet of litres', 'Тип карты;Остаток', 'Литровая;12,5', { balance: 12_500, balanceUnit: 'ml' }],
    ['a wallet of tenge', 'Тип карты;Остаток', 'Денежная;12,5', { balance: 1_250, balanceUnit: 'tiyn' }],
  ])('%s', async (_, titles, cells, expected) => {
    expect(await read(titles, cells)).toMatchObject([expected])
  })
})

describe('the moment and the vehicle of a transaction', () => {
  const BIN = '100740229224'
  const tail = `${BIN};АЗС-001;ДТ;40,00;325,00;13 000,00;777`
  const titles = 'БИН;АЗС;Вид топлива;Количество, л;Цена, тг;Сумма, тг;Чек №'
  const read = async (head: string, cells: string) => {
    const { good, faults, register } = await readRegister(csv([`${head};${titles}`, `${cells};${tail}`]), {
      kind: 'transactions',
    })
    expect([register.fileFaults, register.missing]).toEqual([[], []])
    return [...good.map(({ record }) => record), ...faults.map(({ field, code }) => ({ field, code }))]
  }
  const card = '7825060714626325'

  test.each([
    [
      'hours and minutes in columns',
      'Дата;Час;Минута;Номер карты',
      `02.11.2026;7;5;${card}`,
      { localTime: '07:05:00' },
    ],
    ['an hour without minutes', 'Дата;Час;Номер карты', `02.11.2026;7;${card}`, { localTime: '07:00:00' }],
    [
      'an hour that no day has',
      'Дата;Час;Минута;Номер карты',
      `02.11.2026;24;5;${card}`,
      { field: 'hour', code: 'bad_time' },
    ],
    [
      'a minute that no hour has',
      'Дата;Час;Минута;Номер карты',
      `02.11.2026;7;60;${card}`,
      { field: 'hour', code: 'bad_time' },
    ],
    [
      'midnight as the end of a day',
      'Дата;Время;Номер карты',
      `02.11.2026;24:00;${card}`,
      { localDate: '2026-11-03', localTime: '00:00:00' },
    ],
    [
      'Greenwich by the column beside',
      'Дата;Время;Часовой пояс;Номер карты',
      `02.11.2026;22:10;UTC;${card}`,
      { localDate: '2026-11-03', localTime: '03:10:00' },
    ],
    [
      'Moscow by the column beside',
      'Дата;Время;Часовой пояс;Номер карты',
      `02.11.2026;10:10;МСК;${card}`,
      { localTime: '12:10:00' },
    ],
    [
      'a zone that nobody knows',
      'Дата;Время;Часовой пояс;Номер карты',
      `02.11.2026;10:10;Луна;${card}`,
      { code: 'unknown_zone' },
    ],
  ])('%s', async (_, head, cells, expected) => {
    expect(await read(head, cells)).toMatchObject([expected])
  })
})
