/** Shapes that no fixture has: what one says beside its numbers is read, asked for or named, and never passed over. */
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { answersFor } from '#app/domain/imports/choices.ts'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import type { TransactionRecord } from '#app/domain/imports/parsing/records.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import type { RegisterOptions } from '#app/domain/imports/parsing/register.ts'
import { firstWords } from '#tests/support/products.ts'
import { csv, readRegister } from './support/registers.ts'
import { workbook } from './support/workbook.ts'

const BIN = '180540001010'
const head = 'Дата;Номер карты;БИН;АЗС;Топливо'
const start = `02.11.2026 08:15;7825390000000011;${BIN};A1;ДТ`

const open = (lines: string[], kind: RegisterKind = 'transactions') => openRegister(csv(lines), { kind })

async function read(lines: string[], options: RegisterOptions<'transactions'> = {}) {
  const { register, good, faults } = await readRegister(csv(lines), { kind: 'transactions', ...options })
  return {
    register,
    records: good.map(({ record }) => record),
    faults: faults.map(({ row, code, columnName }) => [row, code, columnName]),
  }
}

function mappedTo(register: { mapping: object; columns: readonly { title: string }[] }, field: string) {
  const column = Object.entries(register.mapping).find(([name]) => name === field)?.[1]
  return column === undefined ? null : register.columns[Number(column)]?.title
}

describe('a title that counts something else', () => {
  test.each([
    ['Остаток литров', 'volume'],
    ['Лимит литры', 'volume'],
    ['Запрошено литров', 'volume'],
    ['Сумма остатка', 'sum'],
    ['Сумма бонусов', 'sum'],
    ['Сумма без скидки', 'sum'],
    ['Сумма без учёта скидки', 'sum'],
    ['Дата обработки', 'date'],
    ['Дата выставления счета', 'date'],
    ['Invoice date', 'date'],
    ['Цена на АЗС', 'station'],
    ['Количество топлива', 'product'],
    ['Дата и время обработки', 'time'],
    ['Время проводки', 'time'],
    ['Количество операций', 'volume'],
    ['Накопленная сумма', 'sum'],
    ['Цена стелы', 'price'],
    ['Стоимость на АЗС', 'station'],
    ['Город АЗС', 'station'],
    ['Статус чека', 'receipt'],
    ['Баланс после операции', 'operation'],
    ['Марка автомобиля', 'plate'],
  ])('%s is no %s', async (title, field) => {
    const register = await open([`Номер карты;БИН;${title}`, `7825390000000011;${BIN};1`])
    expect(mappedTo(register, field)).toBeNull()
  })

  test('the price that was paid is taken beside the one before the discount', async () => {
    const titles = 'Литры;Цена без скидки;Скидка за литр;Цена;Сумма без скидки;Скидка;Сумма'
    const { records } = await read([`${head};${titles}`, `${start};40;300;5;295;12000;200;11800`])
    expect(records).toMatchObject([{ price: 29_500, amount: 1_180_000 }])
  })

  test('an amount without its tax is not the amount', async () => {
    const titles = 'Date,Card Number,BIN,Station,Product,Litres,Net Amount'
    const row = `2026-11-02 08:15,7825390000000011,${BIN},A1,Diesel,40,10714.29`
    expect((await open([`${titles},VAT`, `${row},1285.71`])).missing).toEqual(['sum'])
    expect((await open([titles, row])).missing).toEqual([])
  })
})

describe('a title in words that no file had', () => {
  test.each([
    ['Дата отпуска топлива', 'date'],
    ['Purchase Date', 'date'],
    ['Құю күні', 'date'],
    ['Құю уақыты', 'time'],
    ['Номер карты клиента', 'number'],
    ['Fuel Card Number', 'number'],
    ['Номер картки', 'number'],
    ['Карта немесе талон', 'number'],
    ['Site Number', 'station'],
    ['ЖҚС нөмірі', 'station'],
    ['Наименование товара', 'product'],
    ['Жанармай маркасы', 'product'],
    ['Количество отпущенного топлива, л', 'volume'],
    ['Топливо, л', 'volume'],
    ['Факт, л', 'volume'],
    ['Цена 1 литра топлива, тг', 'price'],
    ['Бір литр бағасы, тг', 'price'],
    ['Сумма операции, тг', 'sum'],
    ['Сумма с учётом скидки', 'sum'],
    ['Сумма со скидкой', 'sum'],
    ['Төленген сома, тг', 'sum'],
    ['Клиенттің БСН', 'bin'],
    ['Статус операции', 'operation'],
  ])('%s is the %s', async (title, field) => {
    const { mapping } = await open([`A;${title};B`, `x;1;y`, `x;2;y`, `x;3;y`])
    expect(mapping).toEqual({ [field]: 1 })
  })
})

describe('a unit that is not ours', () => {
  test.each([
    ['Кол-во, дал', 'Сумма, тг', 'unit.volume'],
    ['Кол-во, мл', 'Сумма, тг', 'unit.volume'],
    ['Кол-во, нм3', 'Сумма, тг', 'unit.volume'],
    ['Кол-во, шт', 'Сумма, тг', 'unit.volume'],
    ['Литры', 'Сумма, тиын', 'currency'],
    ['Литры', 'Сумма, млн тг', 'currency'],
  ])('%s and %s are asked for', async (volume, sum, code) => {
    const register = await open([`${head};${volume};${sum}`, `${start};40;12000`])
    expect(register.decisions.filter(({ choice }) => choice === null).map((each) => each.code)).toEqual([
      code,
    ])
  })

  test.each([
    ['Ед.', 'кг', 'foreign_unit'],
    ['Прим.', 'кг', 'foreign_unit'],
    ['', 'м3', 'foreign_unit'],
    ['Code', 'EUR', 'foreign_currency'],
    ['Ccy', 'RUB', 'foreign_currency'],
  ])('in a column called %j: %s', async (title, cell, code) => {
    const { faults } = await read([`${head};Литры;${title};Сумма, тг`, `${start};40;${cell};12000`])
    expect(faults.map(([row, each]) => [row, each])).toEqual([[2, code]])
  })

  test.each([
    ['#,##0.00 [$€-407]', 'foreign_currency'],
    ['#,##0.00\\ "₽"', 'foreign_currency'],
    ['"$"#,##0.00', 'foreign_currency'],
    ['#,##0.00\\ "₸"', null],
    ['#,##0.00\\ [$тг.-43F]', null],
    ['#,##0,\\ "тыс."', null],
    ['#,##0.00_);[Red]\\(#,##0.00\\)', null],
  ])('in the number format %s of a workbook', async (format, code) => {
    const row = [...start.split(';'), '40', { number: 12_000, style: 1 }]
    const bytes = workbook([[...head.split(';'), 'Литры', 'Сумма'], row], { numberFormats: [format] })
    const { good, faults } = await readRegister(bytes, { kind: 'transactions' })
    expect(faults.map((fault) => fault.code)).toEqual(code === null ? [] : [code])
    expect(good.map(({ record }) => record)).toMatchObject(code === null ? [{ amount: 1_200_000 }] : [])
  })
})

describe('what came back', () => {
  test('a return in a column of remarks is no sale, and its remark is not shown', async () => {
    const titles = `${head};Литры;Цена;Сумма, тг;Примечание`
    const rows = ['', 'Возврат 4111111111111111', 'Сторно чека 17', 'постоянный клиент']
    const lines = rows.map((remark, index) => `${start};${40 + index};300;${12_000 + 300 * index};${remark}`)
    const { records, faults } = await readRegister(csv([titles, ...lines]), { kind: 'transactions' }).then(
      ({ good, faults }) => ({ records: good.map(({ row }) => row), faults }),
    )
    expect(records).toEqual([2, 5])
    expect(faults.map(({ row, code, params }) => [row, code, params])).toEqual([
      [3, 'return_in_remarks', { value: 'Возврат' }],
      [4, 'return_in_remarks', { value: 'Сторно' }],
    ])
  })

  test.each([
    ['Возврат', 'Нет', 'Да', ['sale', 'return']],
    ['Признак возврата', '0', '1', ['sale', 'return']],
    ['Возврат', 'Нет', 'Частично', [null, null]],
    ['Признак', 'Нет', 'Да', undefined],
  ])('a column that says which rows are returns: %s, %s and %s', async (title, no, yes, choices) => {
    const { decisions } = await open([
      `${head};Литры;Сумма, тг;${title}`,
      `${start};40;12000;${no}`,
      `${start};41;12300;${yes}`,
    ])
    const found = decisions.filter(({ about }) => about === 'operation').map(({ choice }) => choice)
    expect(found).toEqual(choices ?? [])
  })

  test('a file in which more has a minus than not asks which of them are sales', async () => {
    const row = (volume: number) => `${start};${volume};300;${volume * 300}`
    const titles = `${head};Литры;Цена;Сумма, тг`
    const asked = async (volumes: number[]) =>
      (await open([titles, ...volumes.map(row)])).decisions.find(({ code }) => code === 'sign')?.choice
    expect(await asked([-40, -41, -42, 43])).toBeNull()
    expect(await asked([40, 41, 42, -43])).toBe('return')
  })
})

describe('what was not dispensed', () => {
  test.each([
    ['Результат', 'Одобрено', 'Отклонено'],
    ['Статус транзакции', 'Успешно', 'Не успешно'],
    ['Response', 'Approved', 'Declined'],
  ])('is left out by a column called %s, or is an error', async (title, done, not) => {
    const register = await open([
      `${head};Литры;Цена;Сумма, тг;${title}`,
      `${start};40;300;12000;${done}`,
      `${start};41;300;12300;${not}`,
    ])
    const kinds: unknown[] = []
    for await (const row of register.rows(firstWords)) {
      if ('record' in row) kinds.push((row.record as TransactionRecord).operation)
      else if ('leftOut' in row) kinds.push(row.leftOut)
      else kinds.push(row.faults[0]?.code)
    }
    expect(kinds).toEqual(['sale', title === 'Response' ? 'return_in_remarks' : 'refusal'])
  })

  test('is an error where the operation stands in one column and its end in another', async () => {
    const { records, faults } = await read([
      `${head};Литры;Цена;Сумма, тг;Тип операции;Статус`,
      `${start};40;300;12000;Заправка;Проведена`,
      `${start};41;300;12300;Заправка;Отклонена`,
    ])
    expect(records).toMatchObject([{ volume: 40_000 }])
    expect(faults).toEqual([[3, 'return_in_remarks', 'Статус']])
  })

  test.each(['Код ответа', 'Знак', 'Д/К'])('%s has signs that only the sender knows', async (title) => {
    const register = await open([
      `${head};Литры;Цена;Сумма, тг;${title}`,
      `${start};40;300;12000;00`,
      `${start};41;300;12300;51`,
    ])
    expect(register.decisions.filter(({ choice }) => choice === null).map(({ code }) => code)).toEqual([
      'operation.00',
      'operation.51',
    ])
  })
})

describe('a second table on the sheet', () => {
  const titles = `${head};Литры;Цена;Сумма, тг`

  test('a second table with its columns in another order is named row by row', async () => {
    const other = `${head};Цена;Литры;Сумма, тг`
    const { records, faults } = await read([
      titles,
      `${start};40;300;12000`,
      '',
      other,
      `${start};300;42;12600`,
      titles,
      `${start};41;300;12300`,
    ])
    expect(records).toMatchObject([{ volume: 40_000 }, { volume: 41_000 }])
    expect(faults).toEqual([[5, 'columns_moved', null]])
  })

  test('the same header again, in another language too, moves nothing', async () => {
    const kazakh = 'Күні;Карта нөмірі;БСН;ЖҚС;Отын түрі;Көлемі;Бағасы;Сомасы'
    const { records, faults } = await read([
      titles,
      kazakh,
      `${start};40;300;12000`,
      titles,
      `${start};41;300;12300`,
    ])
    expect([records.length, faults]).toEqual([2, []])
  })

  test("a group's head above the header serves the rows below it", async () => {
    const { records } = await read(
      [
        'Карта № 7825390000000011;;;;;',
        'Дата;АЗС;Вид НП;Литры;Цена;Сумма',
        '02.11.2026 08:15;12;ДТ;40,00;300,00;12000,00',
        'Карта № 7825390000000012;;;;;',
        '02.11.2026 09:15;12;ДТ;20,00;300,00;6000,00',
      ],
      { answers: { owner: BIN } },
    )
    expect(records.map(({ number }) => number)).toEqual(['7825390000000011', '7825390000000012'])
  })
})

describe('moments', () => {
  test.each([
    ['Дата и время (UTC)', '02.11.2026 20:15', '2026-11-03', '01:15:00', 'utc'],
    ['Дата и время (МСК)', '02.11.2026 23:15', '2026-11-03', '01:15:00', 'msk'],
    ['TransactionDateUTC', '2026-11-02T20:15:00Z', '2026-11-03', '01:15:00', 'utc'],
    ['Дата, время (Астана)', '02.11.2026 20:15', '2026-11-02', '20:15:00', undefined],
  ])('the zone in the title %s is that of its cells', async (title, cell, localDate, localTime, zone) => {
    const { records, register } = await read([
      `${title};Номер карты;БИН;АЗС;Топливо;Литры;Цена;Сумма, тг`,
      `${cell};7825390000000011;${BIN};A1;ДТ;40;300;12000`,
    ])
    expect(register.decisions.find(({ code }) => code === 'zone')?.choice).toBe(zone)
    expect(records).toMatchObject([{ localDate, localTime }])
  })

  test.each([
    ['2 қараша 2026 ж. 08:15', '2026-11-02'],
    ['2026 жылғы 3 желтоқсан 08:15', '2026-12-03'],
  ])('%s', async (cell, localDate) => {
    const { records } = await read([
      `${head};Литры;Цена;Сумма, тг`,
      `${cell};7825390000000011;${BIN};A1;ДТ;40;300;12000`,
    ])
    expect(records).toMatchObject([{ localDate, localTime: '08:15:00' }])
  })
})

describe('numbers of coupons', () => {
  test.each(['0001-0010', '0011 – 0020'])('%s is several of them, or one: it is named', async (cell) => {
    const titles = 'Номер талона;БИН;Топливо;Номинал;Цена;Действует с;Действует по;Статус'
    const { faults } = await readRegister(
      csv([titles, `${cell};${BIN};АИ-92;20;205;01.11.2026;31.12.2026;Действует`]),
      { kind: 'coupons' },
    )
    expect(faults.map(({ field, code }) => [field, code])).toEqual([['number', 'number_malformed']])
  })
})

test('a mark of UTF-8 before text of another encoding does not hide its letters', async () => {
  const text = `${head};Литры;Цена;Сумма, тг\r\n${start.replace('A1', 'Шымкент')};40;300;12000\r\n`
  const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), iconv.encode(text, 'windows-1251')])
  const { good } = await readRegister(bytes, { kind: 'transactions' })
  expect(good.map(({ record }) => record)).toMatchObject([{ station: 'Шымкент' }])
})

test('a file without titles has nothing by which answers are remembered', async () => {
  const register = await open([
    '02.11.2026 08:15;7825390000000011;A1;ДТ;40,00;300,00;12000,00',
    '13.11.2026 08:25;7825390000000012;A1;ДТ;41,00;300,00;12300,00',
  ])
  expect([register.headerRow, register.mapping.sum, register.signature]).toEqual([0, 6, null])
})

describe('the client above the titles', () => {
  const rows = [
    'Дата и время;Карта;АЗС;Топливо;Литры;Цена;Сумма',
    '02.11.2026 08:15;7825390000000011;5;ДТ;40;300;12000',
  ]
  const ownerIn = async (...above: string[]) =>
    (await open([...above, ...rows])).decisions.find(({ code }) => code === 'owner')?.choice

  test('is not the seller', async () => {
    expect(await ownerIn('Поставщик: АО «Нефть», БИН 990140001115')).toBeNull()
    expect(await ownerIn('Поставщик: АО «Нефть», БИН 990140001115', `Клиент: ТОО «Алтын», БИН ${BIN}`)).toBe(
      BIN,
    )
    expect(
      await ownerIn(`Поставщик: АО «Нефть», БИН 990140001115, покупатель: ТОО «Алтын», БИН ${BIN}`),
    ).toBe(BIN)
  })
})

describe('what a line above the titles says', () => {
  const rows = [`${head};Литры;Сумма`, `02.11.2026 08:15;7825390000000011;${BIN};5;ДТ;40;12,00`]
  test.each([
    ['Суммы указаны в тыс. тенге', 'currency', null],
    ['Валюта отчёта: RUB', 'currency', null],
    ['Все суммы в рублях', 'currency', null],
    ['Объём в килограммах', 'unit.volume', null],
    ['Количество, тыс. литров', 'unit.volume', null],
    ['Время московское (UTC+3)', 'zone', 'msk'],
    ['Валюта отчёта: тенге', 'currency', undefined],
    ['Покупатель: ТОО «Рубин-Евро»', 'currency', undefined],
  ])('%s', async (above, code, choice) => {
    const register = await open([above, '', ...rows])
    expect(register.decisions.find((each) => each.code === code)?.choice).toBe(choice)
  })
})

test('a limit for some days has no period of ours', async () => {
  const titles = 'Номер карты;БИН;Топливо;Лимит, л;Период;Статус'
  const row = (period: string) => `7825390000000011;${BIN};ДТ;100;${period};Активна`
  const limitsOf = async (period: string) => {
    const { good, faults } = await readRegister(csv([titles, row(period)]), { kind: 'cards' })
    return good[0]?.record.dailyLimit ?? faults[0]?.code
  }
  expect(await limitsOf('в день')).toBe(100_000)
  expect(await limitsOf('1 сутки')).toBe(100_000)
  expect(await limitsOf('10 дней')).toBe('missing_value')
})

describe('the client that a person named for the last file', () => {
  const answers = { owner: BIN, time: 'midnight' }
  const layout = { kind: 'transactions', hasNumbers: true, saysOwner: false } as const

  test('holds for the next one where each row is held against the owner of its card', () => {
    expect(answersFor(layout, answers)).toEqual(answers)
  })

  test.each([
    ['a register that makes cards', { ...layout, kind: 'cards' } as const, answers],
    ['a register that makes coupons', { ...layout, kind: 'coupons' } as const, answers],
    ['cards that are found by the plate', { ...layout, hasNumbers: false }, answers],
    ['a file that says its client', { ...layout, saysOwner: true }, answers],
    ['masked numbers', layout, { ...answers, masked: 'match' }],
  ])('is asked for again: %s', (_what, given, said) => {
    expect(answersFor(given, said)).not.toHaveProperty('owner')
    expect(answersFor(given, said)).toHaveProperty('time', 'midnight')
  })
})

test('numbers of payment cards in columns that nobody named are in nothing that a reading gives', async () => {
  const secrets = ['4111111111111111', '5555 5555 5555 4444', '6011-1111-1111-1117', '3530111333300000']
  const titles = `${head};Литры;Сумма, тг;Банковская карта;;Прим.;RRN`
  const rows = [`${start};40;12000;${secrets.join(';')}`, `${start};x;12000;${secrets.join(';')}`]
  const bytes = csv([titles, ...rows, `Итого;;;;;40;12000;${secrets.join(';')}`])
  const register = await openRegister(bytes, { kind: 'transactions' })
  const { rows: _rows, ...layout } = register
  const said: unknown[] = [layout]
  for await (const row of register.rows(firstWords)) {
    said.push(row, typeof row.cells === 'function' ? row.cells() : row.cells)
  }
  expect(said.length).toBe(7)
  const text = JSON.stringify(said)
  expect(text).toContain('7825390000000011')
  for (const secret of secrets) expect(text).not.toContain(secret)
})

describe('a year of two digits', () => {
  const titles = `${head};Литры;Цена;Сумма`
  const on = (day: string, rest = '08:15') =>
    `${day} ${rest};7825390000000011;${BIN};A1;ДТ;40,00;300,00;12 000,00`

  const daysOf = (records: { occurredAt: Date }[]) =>
    records.map(({ occurredAt }) => occurredAt.toISOString().slice(0, 10))

  test('stands first where the last two digits are days of long ago', async () => {
    const { records, register } = await read([titles, on('26.11.02'), on('26.11.20'), on('26/11/03')])
    expect(daysOf(records)).toEqual(['2026-11-02', '2026-11-20', '2026-11-03'])
    expect(register.decisions).toMatchObject([{ code: 'date_order', choice: 'ymd', by: 'file' }])
  })

  test('stands last where the file says nothing else', async () => {
    const { records } = await read([titles, on('02.11.26'), on('20.11.26'), on('26.11.26')])
    expect(daysOf(records)).toEqual(['2026-11-02', '2026-11-20', '2026-11-26'])
  })

  test('is asked for where rows of one file contradict each other', async () => {
    const rows = [titles, on('26.11.02'), on('03.11.26')]
    const register = await open(rows)
    expect(register.decisions).toMatchObject([
      { code: 'date_order', choice: null, choices: ['dmy', 'mdy', 'ymd'], sample: [{ row: 2 }] },
    ])
    const { records } = await read(rows, { answers: { date_order: 'dmy' } })
    expect(daysOf(records)).toEqual(['2002-11-26', '2026-11-03'])
  })
})
