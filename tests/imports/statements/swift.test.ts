/** Statements of SWIFT and ISO 20022: whole and adding up, or refused by name. */
import { describe, expect, test } from 'vitest'
import { readMt940 } from '#app/domain/imports/parsing/formats/statement/mt940.ts'
import { entriesTable } from '#app/domain/imports/parsing/formats/statement/statement-table.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { readRegister } from '../parsing/support/registers.ts'

const ACCOUNT = 'KZ526010002000000001'
const OTHER = 'KZ966017131000000002'
const BIN = '180540001010'

const mt940 = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`)
const opening = [':20:STMT', `:25:HSBKKZKX/${ACCOUNT}`, ':28C:64/1', ':60F:C260304KZT1000,']
const paid = [
  ':61:2603050305C13000,5NTRF000123//B1',
  `:86:?20Оплата по сч?21ету 000123?31${OTHER}?32ТОО Алтын?33 Жол БИН ${BIN}`,
]

/** An entry of 100 ₸ that came in. */
const hundred = (...about: string[]) => [':61:2603050305C100,NTRFNONREF', ...about]
const closing = (more: number) => `:62F:C260305KZT${1000 + more},`

function ibanOf(at: number): string {
  const rest = `601${String(at).padStart(13, '0')}`
  const check = 98n - (BigInt(`${rest}203500`) % 97n)
  return `KZ${String(check).padStart(2, '0')}${rest}`
}

const camt = (entries: string, closing = '14000.50') =>
  Buffer.from(
    `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>${ACCOUNT}</IBAN></Id></Acct>${balance('OPBD', '1000.00')}${balance('CLBD', closing)}${entries}</Stmt></BkToCstmrStmt></Document>`,
  )
const balance = (kind: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="KZT">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`
const details = (amount: string, name: string) =>
  `<TxDtls><Refs><EndToEndId>${name}</EndToEndId></Refs><Amt Ccy="KZT">${amount}</Amt><RltdPties><Dbtr><Pty><Nm>${name}</Nm><Id><OrgId><Othr><Id>${BIN}</Id></Othr></OrgId></Id></Pty></Dbtr></RltdPties></TxDtls>`
const entry = (amount: string, side: string, inside = '', status = 'BOOK') =>
  `<Ntry><NtryRef>7</NtryRef><Amt Ccy="KZT">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>2026-03-05</Dt></BookgDt><NtryDtls>${inside}</NtryDtls></Ntry>`

async function read(bytes: Buffer) {
  const { register, good, faults } = await readRegister(bytes, { kind: 'payments' })
  return {
    file: register.fileFaults[0]?.code,
    records: good.map(({ record }) => record),
    faults: [...new Set(faults.map(({ row }) => row))],
  }
}

const refused = async (bytes: Buffer, kind: 'payments' | 'transactions' = 'payments') =>
  (await openRegister(bytes, { kind })).fileFaults[0]?.code

describe('MT940', () => {
  test('says who paid what for what, in numbered fields', async () => {
    const { records } = await read(mt940(...opening, ...paid, ':62F:C260305KZT14000,50', '-'))
    expect(records).toMatchObject([
      {
        account: ACCOUNT,
        documentNumber: '000123',
        occurredOn: '2026-03-05',
        amount: 1_300_050,
        payerAccount: OTHER,
        payerBin: BIN,
        purpose: 'Оплата по счету 000123',
      },
    ])
  })

  test('what is taken back stands on the other side, and January may have its value in December', async () => {
    const lines = [':61:2512310101RC1000,NMSCNONREF', ':86:Сторно', ':62F:C260101KZT0,']
    const { records } = await read(mt940(...opening, ...lines))
    expect(records).toMatchObject([{ amount: -100_000, occurredOn: '2026-01-01', documentNumber: '' }])
  })

  test('an entry that cannot be read is named by its line', async () => {
    const { records, faults } = await read(
      mt940(...opening, ':61:кривая строка', ...paid, ':62F:C260305KZT1,'),
    )
    expect([records.length, faults]).toEqual([1, [5]])
  })

  test('is refused where it is cut, does not add up, or is brought in as something else', async () => {
    expect(await refused(mt940(...opening, ...paid))).toBe('statement_cut')
    expect(await refused(mt940(...opening, ...paid, ':62F:C260305KZT14000,'))).toBe(
      'statement_balance_differs',
    )
    expect(await refused(mt940(...opening, ...paid, ':62F:C260305KZT14000,50'), 'transactions')).toBe(
      'file_bank_statement',
    )
  })

  test('no purpose says who paid', async () => {
    const about = [
      `:86:Оплата за ТОО Жол БИН ${BIN} счет ${OTHER}`,
      `:86:/ORDP/TOO ALTYN/REMI/OPLATA ZA TOO ZHOL BIN ${BIN}`,
      `:86:?20Оплата БИН ${BIN} счет ${OTHER}?32ТОО Алтын`,
      `:86:/REMI/OPLATA /ORDP/TOO ZHOL BIN ${BIN}`,
      `:86:?20Оплата ?32ТОО Жол БИН ${BIN}?31${OTHER}?32ТОО Алтын`,
    ]
    const none = { payerBin: null, payerAccount: null }
    expect(
      (await read(mt940(...opening, ...about.flatMap((each) => hundred(each)), closing(500)))).records,
    ).toMatchObject([
      { ...none, payerName: null },
      { ...none, payerName: 'TOO ALTYN' },
      { ...none, payerName: 'ТОО Алтын' },
      { ...none, payerName: null },
      { ...none, payerName: null },
    ])
  })

  test('a name beside no side is that of the other one, and of two nobody knows', async () => {
    const about = [':86:/NAME/TOO ALTYN/REMI/OPLATA', ':86:/NAME/TOO ALTYN/NAME/TOO ZHOL/REMI/OPLATA']
    const { records } = await read(mt940(...opening, ...about.flatMap((each) => hundred(each)), closing(200)))
    expect(records.map((record) => ('payerName' in record ? record.payerName : record))).toEqual([
      'TOO ALTYN',
      null,
    ])
  })

  test('of two sides the other one counts, whichever comes first', async () => {
    const sides = ':86:/BENM//NAME/TOO US/BIN/990140000385/ORDP//NAME/TOO ALTYN'
    const debit = [':61:260305D100,NTRFNONREF', sides, ':61:260305RC100,NTRFNONREF', sides]
    const { records } = await read(mt940(...opening, ...hundred(sides), ...debit, closing(-100)))
    expect(records).toMatchObject([
      { amount: 10_000, payerName: 'TOO ALTYN', payerBin: null },
      { amount: -10_000, recipientName: 'TOO US', payerName: null },
      { amount: -10_000, recipientName: null, payerName: null },
    ])
  })

  test.each([`HSBKKZKX ${ACCOUNT}`, `HSBKKZ22${ACCOUNT}`, `HSBKKZKX/${ACCOUNT}KZT`, `${ACCOUNT}/KZT`])(
    '%s is the same account',
    async (written) => {
      const [first = '', , ...others] = opening
      const { records } = await read(
        mt940(first, `:25:${written}`, ...others, ...hundred(':86:Оплата'), closing(100)),
      )
      expect(records).toMatchObject([{ account: ACCOUNT }])
    },
  )

  test('an account whose check digits are wrong is none', async () => {
    const lines = [':20:STMT', `:25:${ACCOUNT.replace('KZ52', 'KZ53')}`, ...opening.slice(2)]
    expect(await refused(mt940(...lines, ...hundred(':86:Оплата'), closing(100)))).toBe('file_damaged')
  })

  test.each([
    [
      'a line may begin with a dash',
      [':86:Оплата по договору', '-2026/7 от 05.03.2026'],
      'Оплата по договору -2026/7 от 05.03.2026',
    ],
    [
      'a full line is cut within a number',
      [`:86:${'Оплата за топливо по счету 0001'.padStart(65, 'х')}`, '23 от 05.03.2026'],
      `${'Оплата за топливо по счету 0001'.padStart(65, 'х')}23 от 05.03.2026`,
    ],
    ['a line that is not full ends with a word', [':86:Оплата по счету', '000123'], 'Оплата по счету 000123'],
    [
      'a question mark is no number of a field',
      [':86:Оплата по счету? 000123 за талоны ?20 шт'],
      'Оплата по счету? 000123 за талоны ?20 шт',
    ],
    [
      'nor in a numbered field',
      [':86:166?20Оплата по счету? 000123?21 за талоны ?20 шт?32ТОО Алтын'],
      'Оплата по счету? 000123 за талоны ?20 шт',
    ],
    [
      'two fields are both said',
      [':86:Оплата по счету 000123', ':86:договор 7'],
      'Оплата по счету 000123 договор 7',
    ],
    [
      'two numbered fields too',
      [':86:?20Оплата по счету 000123', ':86:?20договор 7'],
      'Оплата по счету 000123 договор 7',
    ],
  ])('of a purpose nothing is lost: %s', async (_, about, purpose) => {
    const { records } = await read(mt940(...opening, ...hundred(...about), closing(100)))
    expect(records).toMatchObject([{ purpose }])
  })

  test('the end of a message is no purpose', async () => {
    const bytes = mt940(...opening, ...hundred(':86:Оплата'), closing(100), '-}{5:{CHK:0123}}')
    expect((await read(bytes)).records).toMatchObject([{ purpose: 'Оплата' }])
  })

  test('a balance that cannot be read, or is not there, is a cut', async () => {
    const second = [':20:B', `:25:${OTHER}`, ':28C:1', ':60F:C260304US$5,', ...hundred(':86:Оплата')]
    const whole = [...opening, ...hundred(':86:Оплата'), closing(100)]
    expect(await refused(mt940(...whole, ...second, ':62F:C260305USD105,'))).toBe('statement_cut')
    expect(await refused(mt940(...whole, ...hundred(':86:Оплата')))).toBe('statement_cut')
    expect(await refused(mt940(...opening, ...whole))).toBe('statement_cut')
    const unnamed = [':20:B', ...opening.slice(2), closing(0)]
    expect(await refused(mt940(...whole, ...unnamed))).toBe('statement_cut')
  })

  test('a row that cannot be read leaves the other accounts held to their balances', async () => {
    const unread = [...opening, ':61:кривая строка', closing(100)]
    const second = [':20:B', `:25:${OTHER}`, ':28C:1', ':60F:C260304KZT1000,', ...hundred(':86:Оплата')]
    expect(await refused(mt940(...unread, ...second, closing(200)))).toBe('statement_balance_differs')
    const { records, faults } = await read(mt940(...unread, ...second, closing(100)))
    expect([records.length, faults.length]).toEqual([1, 1])
  })

  test('as many accounts as a file may hold are counted at once', async () => {
    const accounts = 6_000
    const lines = Array.from({ length: accounts }, (_, at) => [
      `:25:${ibanOf(at)}`,
      ':60F:C260304KZT1000,',
      ...hundred(':86:Оплата'),
      closing(100),
    ])
    const read = readMt940(mt940(...lines.flat()).toString())
    let walked = 0
    const rows = new Proxy(read.rows, {
      get: (all, key, self) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) walked++
        return Reflect.get(all, key, self)
      },
    })
    entriesTable({ ...read, rows })
    expect(walked).toBeLessThan(accounts * 10)
  })
})

describe('camt.053', () => {
  test('an entry of several payments is each of them where their sums come to it', async () => {
    const several = entry('13000.50', 'CRDT', details('13000.00', 'ТОО Алтын') + details('0.50', 'ТОО Жол'))
    expect((await read(camt(several))).records).toMatchObject([
      { amount: 1_300_000, payerName: 'ТОО Алтын', payerBin: BIN, documentNumber: 'ТОО Алтын' },
      { amount: 50, payerName: 'ТОО Жол' },
    ])
    const other = entry('13000.50', 'CRDT', details('12000.00', 'ТОО Алтын') + details('0.50', 'ТОО Жол'))
    expect((await read(camt(other))).records).toMatchObject([{ amount: 1_300_050, payerName: null }])
    const least = entry('13000.50', 'CRDT', details('13000.49', 'ТОО Алтын') + details('0.01', 'ТОО Жол'))
    expect((await read(camt(least))).records).toMatchObject([{ amount: 1_300_049 }, { amount: 1 }])
  })

  test('what is not booked yet is no payment', async () => {
    const { records, faults } = await read(camt(entry('13000.50', 'CRDT', '', 'PDNG'), '1000.00'))
    expect([records, faults.length]).toEqual([[], 1])
  })

  const batch = (...inside: string[]) => entry('13000.50', 'CRDT', inside.join('</NtryDtls><NtryDtls>'))
  const [altyn, zhol] = [details('6000.00', 'ТОО Алтын'), details('7000.50', 'ТОО Жол')]
  const without = (part: string) => part.replace(/<Amt .*?<\/Amt>/, '')

  test('a batch in several elements is each of its payments', async () => {
    expect((await read(camt(batch(altyn, zhol)))).records).toMatchObject([
      { amount: 600_000, payerName: 'ТОО Алтын' },
      { amount: 700_050, payerName: 'ТОО Жол' },
    ])
  })

  test.each([
    ['without sums', without(altyn) + without(zhol)],
    ['one of them without a sum', details('13000.50', 'ТОО Алтын') + without(zhol)],
    ['in several elements without sums', `${without(altyn)}</NtryDtls><NtryDtls>${without(zhol)}`],
    ['that come to less', altyn + details('1.00', 'ТОО Жол')],
    ['of which one is nothing', details('13000.50', 'ТОО Алтын') + details('0.00', 'ТОО Жол')],
    ['of two currencies', altyn.replace('"KZT"', '"USD"') + zhol],
    ['of two sides', altyn + zhol.replace('<RltdPties>', '<CdtDbtInd>DBIT</CdtDbtInd><RltdPties>')],
    ['of which one is told', altyn],
    ['of which one is told without its sum', `<Btch><NbOfTxs>2</NbOfTxs></Btch>${without(altyn)}`],
  ])('a batch %s is nobody’s', async (_, inside) => {
    expect((await read(camt(batch(inside)))).records).toMatchObject([
      { amount: 1_300_050, payerName: null, payerBin: null, payerAccount: null, documentNumber: '7' },
    ])
  })

  test('what is taken back names no party', async () => {
    const reversed = batch(details('13000.50', 'ТОО Алтын')).replace('<Sts>', '<RvslInd>true</RvslInd><Sts>')
    expect((await read(camt(reversed))).records).toMatchObject([{ amount: 1_300_050, payerName: null }])
  })

  test.each([
    ['2026-03-05T20:30:00Z', '2026-03-06'],
    ['2026-03-05T20:30:00.000+00:00', '2026-03-06'],
    ['2026-03-06T01:30:00+05:00', '2026-03-06'],
    ['2026-03-05T20:30:00', '2026-03-05'],
  ])('%s is the day %s in Almaty', async (written, day) => {
    const moved = batch(altyn, zhol).replace(
      /<BookgDt>.*<\/BookgDt>/,
      `<BookgDt><DtTm>${written}</DtTm></BookgDt>`,
    )
    expect((await read(camt(moved))).records[0]?.occurredOn).toBe(day)
  })

  test.each(['<Prtry>PENDING</Prtry>', '<Cd>INFO</Cd>'])('%s is not booked', async (status) => {
    const pending = batch(altyn, zhol).replace('<Cd>BOOK</Cd>', status)
    const { records, faults } = await read(camt(pending + entry('5.00', 'CRDT'), '1005.00'))
    expect([records.map(({ amount }) => amount), faults.length]).toEqual([[500], 1])
    expect(await refused(camt(pending + entry('5.00', 'CRDT'), '1006.00'))).toBe('statement_balance_differs')
  })

  test.each([
    ['BANK', 'TXID', '990140000385'],
    ['TXID', 'BANK', BIN],
    ['BANK', 'CUST', null],
    ['', '', null],
  ])('of numbers that are said to be %s and %s', async (first, second, bin) => {
    const scheme = (code: string) => (code === '' ? '' : `<SchmeNm><Cd>${code}</Cd></SchmeNm>`)
    const others = `<Othr><Id>${BIN}</Id>${scheme(first)}</Othr><Othr><Id>990140000385</Id>${scheme(second)}</Othr>`
    const one = details('13000.50', 'ТОО Алтын').replace(/<Othr>.*<\/Othr>/, others)
    expect((await read(camt(batch(one)))).records).toMatchObject([{ payerName: 'ТОО Алтын', payerBin: bin }])
  })

  test('is refused where it does not add up, or is brought in as something else', async () => {
    const paidOut = camt(entry('13000.50', 'DBIT'))
    expect(await refused(paidOut)).toBe('statement_balance_differs')
    expect(await refused(paidOut, 'transactions')).toBe('file_bank_statement')
  })
})
