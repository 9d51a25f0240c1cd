import { describe, expect, test } from 'vitest'
import { in1251, readStatement, statementFile } from './golden.ts'

const OURS = 'KZ12722S000001234567'
const NOBODY = { recipientName: null, recipientBin: null, recipientAccount: null }
const US = { recipientName: 'ТОО "PetroRetail"', recipientBin: '090340005553', recipientAccount: OURS }

/** What money.md says that each file means; written by reading the files. */
const TRANSIT = {
  account: OURS,
  documentNumber: '118',
  occurredOn: '2026-11-05',
  amount: 65_050_000,
  payerName: 'ТОО "Проба Транс"',
  payerBin: '180540001010',
  payerAccount: 'KZ55965F000009876543',
  ...US,
  // The numbered lines say more than the whole.
  purpose: 'Оплата за ГСМ по счету № 000123 от 03.11.2026, в т.ч. НДС 16%',
  paymentCode: '710',
}
const ROAD = {
  ...{ account: OURS, documentNumber: '77', occurredOn: '2026-11-06', amount: 65_000_000 },
  ...{ payerName: 'ТОО "Алыс Жол"', payerBin: '150140002029', payerAccount: 'KZ55965F000001111111' },
  ...US,
  ...{ purpose: 'за топливо', paymentCode: '710' },
}
const SUPPLIER = {
  ...{ account: OURS, documentNumber: '901', occurredOn: '2026-11-10', amount: -25_000_000 },
  ...{ payerName: 'ТОО "PetroRetail"', payerBin: '090340005553', payerAccount: OURS },
  ...{ recipientName: 'ТОО "Поставщик"', recipientBin: '121140004042' },
  ...{ recipientAccount: 'KZ55965F000002222222', purpose: 'Оплата поставщику', paymentCode: '710' },
}
const TWO_INVOICES = {
  ...{ account: OURS, documentNumber: '120', occurredOn: '2026-11-20', amount: 1_300_000 },
  ...{ payerName: 'ТОО "Проба Транс"', payerBin: '180540001010', payerAccount: 'KZ55965F000009876543' },
  ...{ recipientName: null, recipientBin: null, recipientAccount: OURS },
  ...{ purpose: 'Oплата по сч. №000125, 000126 без НДС', paymentCode: null },
}

describe('a statement', () => {
  test('of windows-1251 with incoming and outgoing amounts of their own keys', async () => {
    const { records, faults } = await readStatement(statementFile('usual-1251.txt'))
    expect(faults).toEqual([])
    expect(records).toEqual([TRANSIT, ROAD, ROAD, SUPPLIER])
  })

  test('a statement that overlaps the first has one payment more', async () => {
    const { records } = await readStatement(statementFile('overlap-1251.txt'))
    expect(records).toEqual([TRANSIT, ROAD, ROAD, SUPPLIER, TWO_INVOICES])
  })

  test('of UTF-8 in capitals, with one amount whose direction the accounts tell', async () => {
    const { records } = await readStatement(statementFile('capitals-utf8.txt'))
    const account = 'KZ12998S000001234567'
    expect(records).toEqual([
      {
        ...{ account, documentNumber: 'NT-4410', occurredOn: '2026-11-18', amount: 1_300_000 },
        ...{ payerName: 'ИП Сапаров А.', payerBin: '800101300017', payerAccount: 'KZ44722C000003333333' },
        ...{ ...US, recipientAccount: account, paymentCode: '710' },
        purpose: 'счет 124 от 17.11.26 за ТОО "Проба Транс" БИН 180540001010',
      },
      {
        ...{ account, documentNumber: 'NT-4411', occurredOn: '2026-11-18', amount: -7_430 },
        ...{ payerName: 'ТОО "PetroRetail"', payerBin: null, payerAccount: account },
        ...{ recipientName: 'АО "Банк"', recipientBin: null, recipientAccount: 'KZ00998S000000000001' },
        ...{ purpose: 'Комиссия банка', paymentCode: null },
      },
    ])
  })

  test('of DOS with two accounts, a section a day, and a transfer that is in both balances', async () => {
    const { records, faults } = await readStatement(statementFile('two-accounts-866.txt'))
    const second = 'KZ67722S000007654321'
    const between = {
      ...{ documentNumber: '3', occurredOn: '2026-11-11', payerName: null, payerBin: null },
      ...{ payerAccount: OURS, recipientName: null, recipientBin: null, recipientAccount: second },
      ...{ purpose: 'Перевод между своими счетами', paymentCode: null },
    }
    expect(faults).toEqual([])
    expect(records).toEqual([
      {
        ...{ account: OURS, documentNumber: '15', occurredOn: '2026-11-10', amount: 120_050 },
        ...{ payerName: 'ИП Иванов', payerBin: '840825300123', payerAccount: 'KZ44722C000003333333' },
        ...{ recipientName: 'ТОО PetroRetail', recipientBin: null, recipientAccount: OURS },
        ...{ purpose: 'Предоплата по счету 7 за дизельное топливо', paymentCode: null },
      },
      { account: OURS, amount: -70_000, ...between },
      { account: second, amount: 70_000, ...between },
    ])
  })

  test('a purpose may go on in the next lines, with doubled quotes and grouped accounts', async () => {
    const { records } = await readStatement(statementFile('lines-rk1048.txt'))
    expect(records).toEqual([
      {
        ...{ account: OURS, documentNumber: 'A/118-к', occurredOn: '2026-11-02', amount: 9_800_000 },
        ...{ payerName: 'ТОО "Ақ Жол"', payerBin: '150140002029', payerAccount: 'KZ55965F000001111111' },
        ...{ ...NOBODY, recipientAccount: OURS, paymentCode: null },
        purpose: 'Оплата по счету на оплату № 000042 от 01.11.2026 НДС=16%, сумма 98000',
      },
    ])
  })

  test('without balances, with Latin letters in its keys', async () => {
    const { records } = await readStatement(statementFile('no-balances-utf8.txt'))
    expect(records).toEqual([
      {
        ...{ account: OURS, documentNumber: '9', occurredOn: '2026-11-05', amount: 1_050 },
        ...{ payerName: 'ТОО Ромашка', payerBin: '150140002029', payerAccount: 'KZ55965F000001111111' },
        ...{ ...NOBODY, recipientAccount: OURS, purpose: 'за услуги', paymentCode: '859' },
      },
    ])
  })

  test('of a bank that gives a table: its account stands above, and its debit is paid out', async () => {
    const { records, questions, rowFaults } = await readStatement(statementFile('bank.csv'))
    expect([questions, rowFaults]).toEqual([[], []])
    const account = 'KZ86125KZT5004100100'
    expect(
      records.map(({ amount, account, payerBin, recipientBin }) => [amount, account, payerBin, recipientBin]),
    ).toEqual([
      [65_050_000, account, '180540001010', null],
      [-25_000_000, account, null, '121140004042'],
    ])
  })

  test('of our own books has its debit come in, where a person says so', async () => {
    const { records } = await readStatement(statementFile('bank.csv'), { answers: { direction: 'books' } })
    expect(records.map(({ amount }) => amount)).toEqual([-65_050_000, 25_000_000])
  })
})

describe('what a table does not say is asked', () => {
  const table = (head: string, row: string) => Buffer.from(`${head}\r\n${row}\r\n`)

  test('the account and the direction are asked for where no column has them', async () => {
    const file = table('Дата;Номер документа;Сумма;Плательщик', '05.11.2026;7;100,00;ТОО Ромашка')
    expect((await readStatement(file)).questions).toEqual(['account', 'direction'])
    const answers = { account: 'KZ86 125K ZT50 0410 0100', direction: 'in' }
    expect((await readStatement(file, { answers })).records).toMatchObject([
      { account: 'KZ86125KZT5004100100', amount: 10_000, payerName: 'ТОО Ромашка' },
    ])
    expect((await readStatement(file, { answers: { ...answers, account: 'KZ00' } })).questions).toEqual([
      'account',
    ])
  })

  test('the direction is not asked for where amounts have a minus', async () => {
    const file = Buffer.from('Наш счет;Дата;Сумма\r\nKZ1;05.11.2026;100,00\r\nKZ1;06.11.2026;-30,00\r\n')
    const { questions, records } = await readStatement(file)
    expect(questions).toEqual([])
    expect(records.map(({ amount }) => amount)).toEqual([10_000, -3_000])
  })

  test('a table without amounts is refused', async () => {
    const { faults } = await readStatement(table('Наш счет;Дата;Плательщик', 'KZ1;05.11.2026;ТОО'))
    expect(faults).toMatchObject([{ code: 'amount_missing' }])
  })
})

describe('a row of a table', () => {
  const ACCOUNT = 'KZ86125KZT5004100100'
  const sides = 'Наш счет;Дата;Поступило;Списано'
  const worded = 'Наш счет;Дата;Сумма;Приход/Расход'
  const good = (head: string) => `${ACCOUNT};04.11.2026;${head === sides ? '5,00;' : '5,00;Приход'}`
  const read = (head: string, row: string) =>
    readStatement(Buffer.from(`${[head, good(head), row].join('\r\n')}\r\n`))

  test.each([
    ['without its account', sides, ';05.11.2026;100,00;', 'missing_value'],
    ['with an account that is none', sides, 'KZ86/125;05.11.2026;100,00;', 'number_malformed'],
    ['with less than nothing that came in', sides, `${ACCOUNT};05.11.2026;-100,00;`, 'negative'],
    ['with less than nothing that went out', sides, `${ACCOUNT};05.11.2026;;-100,00`, 'negative'],
    ['with no amount on either side', sides, `${ACCOUNT};05.11.2026;;`, 'missing_value'],
    ['with nothing on either side', sides, `${ACCOUNT};05.11.2026;0,00;0,00`, 'missing_value'],
    ['that came in with a minus', worded, `${ACCOUNT};05.11.2026;-100,00;Приход`, 'negative'],
    ['of nothing', worded, `${ACCOUNT};05.11.2026;0,00;Расход`, 'not_positive'],
    ['without a sum', worded, `${ACCOUNT};05.11.2026;;Расход`, 'missing_value'],
    [
      'with a word that begins like a side',
      worded,
      `${ACCOUNT};05.11.2026;1,00;К счету`,
      'direction_unknown',
    ],
  ])('%s is no payment', async (_, head, row, code) => {
    const { records, rowFaults, faults, questions } = await read(head, row)
    expect([faults, questions]).toEqual([[], []])
    expect(rowFaults).toEqual([code])
    expect(records).toMatchObject([{ amount: 500 }])
  })

  test('a sum that went out is less than nothing, with a minus beside the word or without', async () => {
    const row = (sum: string) => `${ACCOUNT};05.11.2026;${sum};Расход`
    const { records } = await read(worded, `${row('-100,00')}\r\n${row('30,00')}`)
    expect(records.map(({ amount }) => amount)).toEqual([500, -10_000, -3_000])
  })

  test('with a sum alone went out where a person says so, and of nothing is none', async () => {
    const rows = [`${ACCOUNT};05.11.2026;100,00`, `${ACCOUNT};06.11.2026;0,00`, `${ACCOUNT};06.11.2026;`]
    const file = Buffer.from(['Наш счет;Дата;Сумма', ...rows].map((line) => `${line}\r\n`).join(''))
    expect((await readStatement(file)).questions).toEqual(['direction'])
    const { records, rowFaults } = await readStatement(file, { answers: { direction: 'out' } })
    expect(records.map(({ amount }) => amount)).toEqual([-10_000])
    expect(rowFaults).toEqual(['not_positive', 'missing_value'])
  })
})

describe('what a payer writes keeps no statement out', () => {
  const text = () => new TextDecoder('windows-1251').decode(statementFile('usual-1251.txt'))
  const read = (purpose: string, name = 'ТОО') =>
    readStatement(
      Buffer.from(
        text()
          .replaceAll('Windows', 'UTF-8')
          .replace('НазначениеПлатежа=за топливо', `НазначениеПлатежа=${purpose}`)
          .replace('ПлательщикНаименование=ТОО "Алыс Жол"', `ПлательщикНаименование=${name}`),
      ),
    )

  test.each([
    ['a mark that turns the direction', 'за \u202Eтопливо\u202C', 'за топливо'],
    ['a control character', 'за\u0007топливо', 'за топливо'],
    ['the start of a formula', '=за топливо', '=за топливо'],
    ['nothing that anybody sees', '\u2800', ''],
    ['more than a column holds', 'о'.repeat(1_200), 'о'.repeat(1_000)],
    ['half of a letter at its end', `${'о'.repeat(999)}\u{1F69B}`, 'о'.repeat(999)],
  ])('%s', async (_of, written, purpose) => {
    const { records, faults, rowFaults } = await read(written, `Ж${written}`)
    expect([faults, rowFaults]).toEqual([[], []])
    expect(records).toHaveLength(4)
    expect(records[1]?.purpose).toBe(purpose)
  })
})

describe('a damaged statement is refused by name', () => {
  const usual = async () =>
    new TextDecoder('windows-1251').decode(statementFile('usual-1251.txt')).replaceAll('\r', '')
  const faultsOf = async (text: string) => (await readStatement(in1251(text))).faults.map(({ code }) => code)

  test('the sample that was cut', async () => {
    expect((await readStatement(statementFile('cut.txt'))).faults).toEqual([
      { code: 'statement_cut', params: {} },
    ])
  })

  test('cut at any of its lines', async () => {
    const lines = (await usual()).trimEnd().split('\n')
    for (let kept = 1; kept < lines.length; kept++)
      expect(await faultsOf(`${lines.slice(0, kept).join('\n')}\n`), `${kept} lines`).toEqual([
        'statement_cut',
      ])
  })

  test('with a document taken out', async () => {
    const text = await usual()
    const start = text.indexOf('СекцияДокумент')
    const end = text.indexOf('СекцияДокумент', start + 1)
    expect(await faultsOf(text.slice(0, start) + text.slice(end))).toEqual(['statement_totals_differ'])
  })

  test('with a balance that does not follow, and with an amount that was changed', async () => {
    const text = await usual()
    expect(await faultsOf(text.replace('КонечныйОстаток=2700500.00', 'КонечныйОстаток=2700500.01'))).toEqual([
      'statement_balance_differs',
    ])
    expect(await faultsOf(text.replace('СуммаРасход=250000.00', 'СуммаРасход=250000.10'))).toEqual([
      'statement_totals_differ',
    ])
  })

  test('with an amount in both directions, or in none that is known, by the row', async () => {
    const text = (await usual()).replace(/СекцияРасчСчет[\s\S]*КонецРасчСчет\n/, '')
    const both = text.replace('СуммаРасход=250000.00', 'СуммаРасход=250000.00\nСуммаПриход=1.00')
    expect((await readStatement(in1251(both))).rowFaults).toEqual(['amount_both_ways'])
    const unknown = text
      .replace('СуммаРасход=250000.00', 'Сумма=250000.00')
      .replace('ПлательщикИИК=KZ12722S000001234567', 'ПлательщикИИК=KZ99722S000001234567')
    expect((await readStatement(in1251(unknown))).rowFaults).toEqual(['direction_unknown'])
    const dollars = text.replace('СуммаРасход=250000.00', 'СуммаРасход=250000.00\nВалюта=USD')
    expect((await readStatement(in1251(dollars))).rowFaults).toEqual(['foreign_currency'])
  })

  test.each([
    ['in, by the day on which it was received', 'ДатаПоступило', 25_000_000],
    ['out, by the day on which it was sent', 'ДатаСписано', -25_000_000],
  ])('a payment of unknown accounts went %s', async (_, key, amount) => {
    const text = (await usual())
      .replace(/СекцияРасчСчет[\s\S]*КонецРасчСчет\n/, '')
      .replace('СуммаРасход=250000.00', `Сумма=250000.00\n${key}=10.11.2026`)
      .replace('ПлательщикИИК=KZ12722S000001234567', 'ПлательщикИИК=KZ99722S000001234567')
    const { records, rowFaults } = await readStatement(in1251(text))
    expect(rowFaults).toEqual([])
    expect(records.at(-1)).toMatchObject({ account: OURS, amount })
  })

  test.each([
    ['one document begins inside another', 'НомерДокумента=118\n', 'СекцияДокумент=Платежное поручение\n'],
    ['an account ends that did not begin', 'КонецДокумента\n', 'КонецДокумента\nКонецРасчСчет\n'],
  ])('it is cut where %s', async (_, at, put) => {
    expect(await faultsOf((await usual()).replace(at, put))).toEqual(['statement_cut'])
  })

  test('a statement without names of documents, or without totals of the bank, is read', async () => {
    const text = await usual()
    const { records } = await readStatement(in1251(text))
    const nameless = text.replaceAll('СекцияДокумент=Платежное поручение', 'СекцияДокумент')
    expect((await readStatement(in1251(nameless))).records).toEqual(records)
    const bare = text.replace('ВсегоПоступило=1950500.00\n', '').replace('ВсегоСписано=250000.00\n', '')
    expect((await readStatement(in1251(bare))).records).toEqual(records)
  })

  test('with a second amount, as a payer may write one into the purpose', async () => {
    const text = (await usual()).replace('за топливо', 'за топливо\nСуммаПриход=9650000.00')
    expect((await readStatement(in1251(text))).rowFaults).toEqual(['not_a_number'])
  })

  test('with a line that no bank writes', async () => {
    const text = (await usual()).replace('за топливо', 'а'.repeat(40_000_000))
    expect(await faultsOf(text)).toEqual(['line_too_long'])
  })

  test('a statement that was said to be a register of transactions is named as a statement', async () => {
    const { faults } = await readStatement(statementFile('capitals-utf8.txt'), {
      kind: 'transactions' as never,
    })
    expect(faults).toMatchObject([{ code: 'file_bank_statement' }])
  })
})
