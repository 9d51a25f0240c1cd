/** Shapes whose values once came out wrong in silence: each is now read for what it says, or asked for. */
import { describe, expect, test } from 'vitest'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import type { RegisterOptions } from '#app/domain/imports/parsing/register.ts'
import { firstWords } from '#tests/support/products.ts'
import { csv } from './support/registers.ts'

const BIN = '180540001010'
const OURS = 'KZ526010002000000001'
const OTHER = 'KZ966017131000000002'
const titles = 'Дата;Время;Номер карты;БИН;АЗС;Вид топлива;Количество, л;Цена;Сумма, тг'
const row = (day: number | string, time = '08:15') =>
  `${String(day).padStart(2, '0')}.03.2026;${time};7825060714626325;${BIN};5;ДТ;40,00;325,00;13000,00`

/** What is asked, and what became of each row. */
async function reading(lines: readonly string[], kind: RegisterKind, options: RegisterOptions = {}) {
  const register = await openRegister(csv(lines), { kind, ...options })
  const rows: Record<number, unknown> = {}
  if (register.ready) {
    for await (const each of register.rows(firstWords)) {
      if ('record' in each) rows[each.row] = each.record
      else rows[each.row] = 'faults' in each ? each.faults[0]?.code : each.leftOut
    }
  }
  const asked = register.decisions.filter(({ choice }) => choice === null).map(({ code }) => code)
  return { register, asked, rows, ambiguous: register.ambiguous, isReady: register.ready }
}

const operations = async (lines: readonly string[], options: RegisterOptions = {}) => {
  const { asked, rows } = await reading(lines, 'transactions', options)
  const done = Object.entries(rows).map(([at, each]) => [
    Number(at),
    typeof each === 'object' ? (each as { operation: string }).operation : each,
  ])
  return { asked, done: Object.fromEntries(done) as Record<number, string> }
}

describe('what stands above a table turns none of its rows in silence', () => {
  test.each([
    ['Возвраты за период: 0'],
    ['Возвраты;0'],
    ['Сторно;0,00'],
    ['Возвраты: нет'],
    ['Возвраты за март: 3 шт.'],
    ['Отказов: 0'],
    ['Отказов по картам за период: 3'],
    ['Отмена: 0'],
    ['Зачислено за период: 500 000'],
    ['Пополнения за период: 500 000'],
    ['Исправленный отчёт за март 2026'],
    ['Исправленный реестр транзакций по картам'],
    ['Корректировка № 2 от 20.03.2026'],
  ])('%s counts, or is of the paper', async (line) => {
    const lines = ['Отчет по картам за март 2026', 'Продажи за период: 26 000', line, titles, row(5), row(6)]
    const { asked, done } = await operations(lines)
    expect([asked, done[5], done[6]]).toEqual([[], 'sale', 'sale'])
  })

  test.each([
    ['Реестр возвратов за март 2026'],
    ['Возвраты за 2026'],
    ['Реестр возвратов № 5'],
    ['Отклонённые операции'],
  ])('%s is asked for', async (line) => {
    expect((await operations([line, titles, row(5)])).asked).toEqual([`operation.${line}`])
  })

  test('a return that has its minus tells itself from the sales', async () => {
    const back = row(6).replace('40,00', '-40,00').replace('13000,00', '-13000,00')
    const { asked, done } = await operations(['Реестр возвратов за март 2026', titles, row(5), back])
    expect([asked, done[3], done[4]]).toEqual([[], 'sale', 'return'])
  })
})

describe('a section of rows', () => {
  const total = (day: number) => `Итого за ${day}.03.2026;;;;;;40,00;;13000,00`

  test.each(['Возвраты;;;;;;0,00;;0,00', 'Отказы;;;;;;0;;0', 'Возвратов: 0;;;;;;;;'])(
    'is not what a total says of the rows above it: %s',
    async (summary) => {
      const sold = 'Продажи;;;;;;40,00;;13000,00'
      const lines = [titles, row(15), total(15), sold, summary, row(16), row(16, '10:15'), total(16)]
      const { asked, done } = await operations(lines)
      expect([asked, done[6], done[7]]).toEqual([[], 'sale', 'sale'])
    },
  )

  test.each([[[total(15)]], [[]]])(
    'with sums below rows is the head of others, or sums them up',
    async (between) => {
      const lines = [titles, row(15), ...between, 'Возвраты;;;;;;5,00;;1625,00', row(16)]
      expect((await operations(lines)).asked).toEqual(['operation.Возвраты → …'])
      const answered = await operations(lines, { answers: { 'operation.Возвраты → …': 'sale' } })
      expect([answered.asked, answered.done[lines.length]]).toEqual([[], 'sale'])
    },
  )

  test('a section of many words ends at its total too', async () => {
    const long = 'Возвраты по картам и талонам за период с 01.03 по 31.03.2026'
    const lines = [titles, `${long};;;;;;;;`, row(14), total(14), row(15)]
    const { asked } = await operations(lines)
    expect(asked).toEqual([`operation.${long.slice(0, 56)} → …`])
  })

  test('with sums above all rows is their head', async () => {
    const { asked, done } = await operations([titles, 'Возвраты;;;;;;40,00;;13000,00', row(15)])
    expect([asked, done[3]]).toEqual([[], 'return'])
  })

  test.each(['Итого за 14.03.2026', 'Итого', 'Итого возвраты'])('of returns ends at %s', async (end) => {
    const sums = ';;;;;;80,00;;26000,00'
    const lines = [titles, row(14), 'Возвраты;;;;;;;;', row(14, '09:00'), end + sums, row(15), row(16)]
    expect((await operations(lines)).asked).toEqual(['operation.Возвраты → …'])
    const { done } = await operations(lines, { answers: { 'operation.Возвраты → …': 'sale' } })
    expect([done[2], done[4], done[6], done[7]]).toEqual(['sale', 'return', 'sale', 'sale'])
  })

  test('of returns goes on below the total of a card within it', async () => {
    const lines = [
      'Дата;Время;БИН;АЗС;Топливо;Литры;Цена;Сумма',
      'Возвраты;;;;;;;',
      'Карта № 7825390000000011;;;;;;;',
      `05.03.2026;08:15;${BIN};5;ДТ;40,00;325,00;13000,00`,
      'Итого по карте;;;;;40,00;;13000,00',
      'Карта № 7825390000000029;;;;;;;',
      `05.03.2026;08:15;${BIN};5;ДТ;40,00;325,00;13000,00`,
    ]
    const { asked, done } = await operations(lines)
    expect([asked, done[4], done[7]]).toEqual([[], 'return', 'return'])
  })
})

describe('the name of a paper', () => {
  test.each([
    ['Тип документа', 'Реализация товаров и услуг', 'sale'],
    ['Вид документа', 'Чек продажи товара', 'sale'],
    ['Тип документа', 'Возврат товаров от покупателя', 'return'],
    ['Тип документа', 'Товарный чек', null],
    ['Вид документа', 'Приходный ордер', null],
    ['Тип документа', 'Заправочная ведомость', null],
    ['Тип операции', 'Товарный чек', 'goods'],
  ])('%s: %s', async (title, value, choice) => {
    const register = await openRegister(csv([`${titles};${title}`, `${row(15)};${value}`]), {
      kind: 'transactions',
    })
    expect(register.decisions.find(({ about }) => about === 'operation')?.choice).toBe(choice)
  })
})

test('an operation called as something that every object has is not known for that', async () => {
  const many = Array.from({ length: 40 }, (_, at) => `${row(15, `08:${at + 10}`)};Продажа ${at}`)
  const words = ['constructor', 'toString', '__proto__'].map(
    (word, at) => `${row(16, `08:${at + 10}`)};${word}`,
  )
  const { done } = await operations([`${titles};Тип операции`, ...many, ...words])
  expect([done[42], done[43], done[44]]).toEqual(Array(3).fill('unknown_operation'))
})

describe('days that stand above their rows', () => {
  const head = 'Время;Номер карты;БИН;АЗС;Топливо;Литры;Цена;Сумма, тг'
  const at = (time: string) => `${time};7825060714626325;${BIN};5;ДТ;40,00;325,00;13000,00`
  const askedOf = async (...lines: string[]) => (await reading([head, ...lines], 'transactions')).asked

  test('are asked for where the night comes below the evening', async () => {
    const first = ['15.03.2026', ...['08:15', '23:50', '00:40', '06:10'].map(at)]
    expect(await askedOf(...first, '16.03.2026', at('08:20'))).toEqual(['day'])
    expect(await askedOf('15.03.2026', at('08:15'), '16.03.2026', at('23:50'), at('00:40'))).toEqual(['day'])
  })

  test('are asked for where one is all: it may be that of the print', async () => {
    expect(await askedOf('Дата: 31.03.2026', at('08:15'), at('09:15'))).toEqual(['day'])
  })

  test('are not taken for times where each row has its own day', async () => {
    const dated = head.replace('Время', 'Дата')
    const lines = [dated, '15.03.2026', at('15.03.2026'), '16.03.2026', at('16.03.2026')]
    // Only the time is missing, which a person may say is not in the file.
    expect((await reading(lines, 'transactions')).asked).toEqual(['time'])
  })

  test('are not asked for where each row has its own day', async () => {
    const dated = head.replace('Время', 'Дата')
    const lines = [dated, '15.03.2026', at('15.03.2026 08:15'), '16.03.2026', at('16.03.2026 00:40')]
    const { asked, rows } = await reading(lines, 'transactions')
    expect([asked, rows[3], rows[5]]).toMatchObject([
      [],
      { occurredAt: new Date('2026-03-15T03:15:00Z') },
      { occurredAt: new Date('2026-03-15T19:40:00Z') },
    ])
  })

  test('are certain where each has its own and its times go up', async () => {
    expect(
      await askedOf('15.03.2026', at('08:15'), at('9:15'), at('23:50'), '16.03.2026', at('00:40')),
    ).toEqual([])
  })

  test('are asked for again in a file whose nights nobody saw', async () => {
    const lines = [head, '15.03.2026', at('23:50'), at('00:40'), '16.03.2026', at('08:20')]
    const remembered = { answers: { day: 'from_heads' }, remembered: ['day'] }
    expect((await reading(lines, 'transactions', remembered)).asked).toEqual(['day'])
    expect((await reading(lines, 'transactions', { answers: { day: 'from_heads' } })).asked).toEqual([])
  })
})

describe('a statement', () => {
  const above = `Выписка по счету ${OURS}`
  const columns = 'Дата;Номер документа;Контрагент;БИН контрагента;Назначение платежа;Сумма'
  const paid = (number: number, sum = '13000,00') =>
    `05.03.2026;${number};ТОО Алтын;${BIN};Оплата по счету ${number};${sum}`

  test.each([
    ['Дата;Счет;Контрагент;БИН контрагента;Номер документа;Назначение платежа;Приход', [OURS, OTHER]],
    ['Дата;ИИК;Контрагент;БИН контрагента;Номер документа;Назначение платежа;Приход', [OURS, OURS]],
  ])('the accounts of a statement may be of either side: %s', async (head, accounts) => {
    const rows = accounts.map((account, at) => `15.03.2026;${account};ТОО ${at};${BIN};${at};Оплата;13000,00`)
    const { ambiguous, isReady } = await reading([head, ...rows], 'payments')
    expect([ambiguous, isReady]).toEqual([[{ field: 'account', columns: [1] }], false])
    const mapping = {
      date: 0,
      account: 1,
      payerName: 2,
      payerBin: 3,
      documentNumber: 4,
      purpose: 5,
      credit: 6,
    }
    const read = await reading([head, ...rows], 'payments', { mapping })
    expect([read.asked, read.rows]).toMatchObject([
      [],
      { 2: { account: accounts[0] }, 3: { account: accounts[1] } },
    ])
  })

  test.each([
    ['№', undefined],
    ['Номер', 1],
  ])('a column called %s is the number of the document: %s', async (title, column) => {
    const head = `Дата;${title};Контрагент;БИН контрагента;Назначение платежа;Приход`
    const row = (number: number) => `15.03.2026;${number};ТОО Алтын;${BIN};Оплата;13000,00`
    const { register } = await reading([above, head, row(57), row(41)], 'payments')
    expect(register.mapping).toMatchObject({ date: 0, payerName: 2 })
    expect(new Map(Object.entries(register.mapping)).get('documentNumber')).toBe(column)
  })

  test.each([
    ['our own account is ours in each row', [OURS, OURS], { account: OURS, payerAccount: null }],
    ['another account is the payer’s', [OTHER, OTHER], { account: OURS, payerAccount: OTHER }],
    [
      'accounts of which one is ours are of the payers',
      [OTHER, OURS],
      { account: OURS, payerAccount: OTHER },
    ],
  ])('below its own account %s', async (_, accounts, first) => {
    const head = 'Дата;Счет;Номер документа;Контрагент;БИН контрагента;Назначение платежа;Приход'
    const rows = accounts.map((account, at) => `15.03.2026;${account};${at};ТОО ${at};${BIN};Оплата;13000,00`)
    const { asked, ambiguous, rows: read } = await reading([above, head, ...rows], 'payments')
    expect([asked, ambiguous, read[3]]).toMatchObject([[], [], first])
  })

  test.each(['Поступление за услуги банка', 'Зачисление по договору 5', 'Поступление'])(
    'a purpose that goes on in a row of its own is no side: %s',
    async (line) => {
      const { asked } = await reading([above, columns, paid(1), `;;;;${line};`, paid(2)], 'payments')
      expect(asked).toEqual(['direction'])
      const { register } = await reading([above, columns, `;;;;${line};`, paid(1)], 'payments')
      expect(register.decisions.find(({ code }) => code === 'direction')).toMatchObject({
        choice: null,
        choices: ['in', 'out'],
      })
    },
  )

  test('the side of a section is asked for, and ends at its total', async () => {
    const lines = [
      above,
      columns,
      'Поступления;;;;;',
      paid(1),
      'Итого;;;;;13000,00',
      'Выплаты;;;;;',
      paid(2, '5000,00'),
    ]
    expect((await reading(lines, 'payments')).asked).toEqual(['direction'])
    const answers = { direction: 'from_heads' }
    for (const each of [lines, lines.filter((line) => !line.startsWith('Итого'))]) {
      const { asked, rows } = await reading(each, 'payments', { answers })
      expect(asked).toEqual([])
      expect(rows[4]).toMatchObject({ amount: 1_300_000 })
      expect(rows[each.length]).toBe('direction_unknown')
    }
  })

  test('a section in words of the books asks whose books', async () => {
    const lines = [above, columns, 'Кредит;;;;;', paid(1)]
    const { register } = await reading(lines, 'payments')
    expect(register.decisions.find(({ code }) => code === 'direction')?.choices).toEqual([
      'bank',
      'books',
      'in',
      'out',
    ])
  })

  test.each([
    ['Поступление товаров и услуг', 'direction_unknown'],
    ['Кредитный договор', 'direction_unknown'],
    ['Кредитовый перевод', 'direction_unknown'],
    ['Приходный ордер', 'direction_unknown'],
    ['Входящий платёж', 1_300_000],
    ['Поступление денежных средств на расчетный счет', 1_300_000],
    ['Исходящий платеж', -1_300_000],
  ])('a kind of operation called %s', async (side, amount) => {
    const lines = [above, `${columns};Вид операции`, `${paid(1)};Приход`, `${paid(2)};${side}`]
    const { rows } = await reading(lines, 'payments')
    const found = rows[4]
    expect(typeof found === 'object' ? (found as { amount: number }).amount : found).toBe(amount)
  })

  test.each(['Кт', 'Дт', 'Кредит', 'Дебет'])(
    'an account of the books called %s is no amount',
    async (title) => {
      const lines = [above, columns.replace('Сумма', `${title};Сумма`), paid(1, '1210;13000,00')]
      expect((await reading(lines, 'payments')).asked).toEqual(['direction'])
      const { rows } = await reading(lines, 'payments', { answers: { direction: 'in' } })
      expect(rows).toMatchObject({ 3: { amount: 1_300_000 } })
    },
  )

  test('both accounts of the books are no amounts, and the turnovers without a sum are', async () => {
    const accounts = [above, columns.replace('Сумма', 'Дт;Кт;Сумма'), paid(1, '1030;1210;13000,00')]
    expect((await reading(accounts, 'payments', { answers: { direction: 'in' } })).rows).toMatchObject({
      3: { amount: 1_300_000 },
    })
    const turnovers = [above, columns.replace('Сумма', 'Дт;Кт'), paid(1, ';13000,00')]
    expect((await reading(turnovers, 'payments')).rows).toMatchObject({ 3: { amount: 1_300_000 } })
  })

  test.each([
    ['Дата документа;Дата зачисления;Дата валютирования', '2026-03-03'],
    ['Дата документа;Дата проводки по счету;Дата валютирования', null],
    ['Document date;Booking date;Value date', '2026-03-03'],
    ['Дата документа;Примечание;Дата валютирования', null],
    ['Дата операции;Дата зачисления;Дата валютирования', null],
  ])('the day of the money among %s', async (days, occurredOn) => {
    const lines = [
      above,
      `${days};Номер документа;Контрагент;БИН контрагента;Назначение платежа;Приход`,
      `27.02.2026;03.03.2026;02.03.2026;1;ТОО Алтын;${BIN};Оплата по счету 1;13000,00`,
    ]
    const { ambiguous, rows } = await reading(lines, 'payments')
    if (occurredOn === null) expect(ambiguous).toMatchObject([{ field: 'date' }])
    else expect(rows).toMatchObject({ 3: { occurredOn } })
  })
})

describe('a day above rows that say only times', () => {
  const heads = (...lines: string[]) =>
    reading(['Время;Номер карты;БИН;АЗС;Вид топлива;Количество, л;Цена;Сумма, тг', ...lines], 'transactions')
  const at = (time: string) => row(1, time).replace(/^[^;]*;/, '')
  const day = async (...lines: string[]) =>
    (await heads(...lines)).register.decisions.find(({ code }) => code === 'day')

  test('is certain where each day has its own, and shown with the rows that take it', async () => {
    expect(await day('05.03.2026', at('08:15'), at('23:50'), '06.03.2026', at('00:40'))).toMatchObject({
      choice: 'from_heads',
      sample: [
        { row: 3, text: '05.03.2026' },
        { row: 4, text: '05.03.2026' },
        { row: 6, text: '06.03.2026' },
      ],
    })
  })

  test('is asked about where the clock goes back below it, with the first such time', async () => {
    expect(await day('05.03.2026', at('23:50'), at('00:40'), '06.03.2026', at('08:15'))).toMatchObject({
      choice: null,
      sample: [{ row: 4, text: '00:40' }],
    })
  })

  test('is asked about where it is the only one: it may be that of the print', async () => {
    expect(await day('05.03.2026', at('08:15'), at('23:50'))).toMatchObject({
      choice: null,
      sample: [
        { row: 3, text: '05.03.2026' },
        { row: 4, text: '05.03.2026' },
      ],
    })
  })
})

test('below the total of rows whose card and station stand above them, a row without litres and sums belongs to it', async () => {
  const { rows } = await reading(
    [
      'Дата и время;Вид топлива;Количество, л;Цена;Сумма, тг',
      'Карта 7825060714626325;;;;',
      'АЗС 5;;;;',
      '05.03.2026 08:15;ДТ;40,00;325,00;13000,00',
      'Итого по АЗС 5;;40,00;;13000,00',
      ';;;325,00;',
    ],
    'transactions',
    { answers: { owner: BIN } },
  )
  expect(rows).toMatchObject({
    4: { number: '7825060714626325', station: 'АЗС 5' },
    5: 'total',
    6: 'total',
  })
})
