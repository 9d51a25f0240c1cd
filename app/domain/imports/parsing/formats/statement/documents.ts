/** The documents of a bank's statement as rows of one form: days in ISO, an account, what came in or went out. */
import { parseDateTime } from '../../values/dates.ts'
import { parseDecimal } from '../../values/decimals.ts'
import type { Fields, StatementSection, StatementText } from './sections.ts'

/** Money in tiyn; null: it cannot be read, and the row's cells say it as it is written. */
export interface StatementRow {
  /** The line in the file, from 1. */
  row: number
  account: string
  credit: number | null
  debit: number | null
  cells: string[]
  /** In no balance, so that the others must come to it alone. */
  isPending?: boolean
}

/** What the columns of these rows are called; the dictionary knows them. */
export const STATEMENT_TITLES = [
  'Наш счет',
  'Дата операции',
  'Номер документа',
  'Поступило',
  'Списано',
  'Сумма',
  'Плательщик',
  'БИН плательщика',
  'Счет плательщика',
  'Получатель',
  'БИН получателя',
  'Счет получателя',
  'Назначение платежа',
  'КНП',
  'Валюта',
] as const

/** Capitals without spaces, in Latin letters. */
export function accountOf(written: string): string {
  const bare = written.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  return bare.replace(/[АВСЕНКМОРТХУ]/g, (letter) => LATIN[letter] ?? letter)
}

const LATIN: Readonly<Record<string, string>> = {
  ...{ А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', К: 'K', М: 'M' },
  ...{ О: 'O', Р: 'P', Т: 'T', Х: 'X', У: 'Y' },
}

/** The accounts that the statement is of. */
function accountsIn({ headAccounts, accounts }: StatementText): Set<string> {
  const said = [...headAccounts, ...accounts.map(({ fields }) => fields.get('РАСЧСЧЕТ') ?? '')]
  return new Set(said.map(accountOf).filter((account) => account !== ''))
}

export function statementRows(text: StatementText): StatementRow[] {
  const own = accountsIn(text)
  return text.documents.flatMap((section) => rowsOf(section, own))
}

export function tiynOf(written: string | undefined): number | null {
  if (written === undefined || written === '') return null
  const parsed = parseDecimal(written, 2, 'point')
  return 'value' in parsed ? parsed.value : null
}

interface Party {
  name: string
  bin: string
  account: string
}

interface Amounts {
  credit: string
  debit: string
  /** Where the file does not say which of them it is. */
  sum: string
}

/** One row; of a transfer between two accounts of the statement two, because it is in both balances. */
function rowsOf(
  { line, fields, account: above }: StatementSection,
  own: ReadonlySet<string>,
): StatementRow[] {
  const [payer, recipient] = [partyOf(fields, 'ПЛАТЕЛЬЩИК'), partyOf(fields, 'ПОЛУЧАТЕЛЬ')]
  const [payerIsOwn, recipientIsOwn] = [own.has(payer.account), own.has(recipient.account)]
  const [only] = own.size === 1 ? own : [accountOf(above)]
  const row = (at: number, account: string | undefined, amounts: Partial<Amounts>): StatementRow => {
    const { credit = '', debit = '', sum = '' } = amounts
    const cells = cellsOf(fields, { payer, recipient }, account ?? '', { credit, debit, sum })
    return { row: at, account: account ?? '', credit: tiynOf(credit), debit: tiynOf(debit), cells }
  }
  const [credit, debit] = [first(fields, ['СУММАПРИХОД', 'СУММАДОХОД']), first(fields, ['СУММАРАСХОД'])]
  const [isIn, isOut] = [isSome(credit), isSome(debit)]
  if (isIn && isOut) return [row(line, only, { credit, debit })]
  if (isIn) return [row(line, recipientIsOwn ? recipient.account : only, { credit })]
  if (isOut) return [row(line, payerIsOwn ? payer.account : only, { debit })]
  const sum = first(fields, ['СУММА', 'СУММАДОКУМЕНТА']) || credit || debit
  if (payerIsOwn && recipientIsOwn && payer.account !== recipient.account)
    return [row(line, payer.account, { debit: sum }), row(line + 1, recipient.account, { credit: sum })]
  if (payerIsOwn) return [row(line, payer.account, { debit: sum })]
  if (recipientIsOwn) return [row(line, recipient.account, { credit: sum })]
  const [received, sent] = [first(fields, ['ДАТАПОСТУПИЛО']), first(fields, ['ДАТАСПИСАНО'])]
  if (received !== '' && sent === '') return [row(line, only, { credit: sum })]
  if (sent !== '' && received === '') return [row(line, only, { debit: sum })]
  return [row(line, only, { sum })]
}

/** Anything but nothing and zero; what cannot be read is told by the row. */
function isSome(written: string): boolean {
  return written !== '' && tiynOf(written) !== 0
}

function first(fields: Fields, keys: readonly string[]): string {
  return keys.map((key) => fields.get(key) ?? '').find((value) => value !== '') ?? ''
}

function partyOf(fields: Fields, who: 'ПЛАТЕЛЬЩИК' | 'ПОЛУЧАТЕЛЬ'): Party {
  const of = (...ends: string[]) =>
    first(
      fields,
      ends.map((end) => who + end),
    )
  return {
    name: of('НАИМЕНОВАНИЕ', '1', ''),
    bin: of('БИНИИН', 'ИИНБИН', 'БИН', 'ИИН', 'ИНН').replace(/\s/g, ''),
    account: accountOf(of('ИИК', 'СЧЕТ', 'РАСЧСЧЕТ')),
  }
}

const DAYS = ['ДАТАОПЕРАЦИИ', 'ДАТАПОСТУПИЛО', 'ДАТАСПИСАНО', 'ДАТАВАЛЮТИРОВАНИЯ', 'ДАТАДОКУМЕНТА', 'ДАТА']

function cellsOf(
  fields: Fields,
  { payer, recipient }: { payer: Party; recipient: Party },
  account: string,
  { credit, debit, sum }: Amounts,
): string[] {
  const code = first(fields, ['КОДНАЗНАЧЕНИЯПЛАТЕЖА', 'КНП'])
  const number = first(fields, ['НОМЕРДОКУМЕНТА', 'НОМЕР'])
  const money = [credit, debit, sum].map(plainMoney)
  return [
    ...[account, dayOf(first(fields, DAYS)), number, ...money],
    ...[payer.name, payer.bin, payer.account, recipient.name, recipient.bin, recipient.account],
    ...[purposeOf(fields), code, first(fields, ['ВАЛЮТА', 'КОДВАЛЮТЫ'])],
  ]
}

/** With two decimals, so that nothing about it is left to the habits of tables. */
function plainMoney(written: string): string {
  const tiyn = tiynOf(written)
  return tiyn === null ? written : moneyText(tiyn)
}

export function moneyText(tiyn: number | null): string {
  return tiyn === null ? '' : (tiyn / 100).toFixed(2)
}

function dayOf(written: string): string {
  const parsed = parseDateTime(written)
  return 'value' in parsed ? parsed.value.day : written
}

const MAX_PARTS = 6

/** The whole and its numbered lines say the same; where one of them was cut, the longer one counts. */
function purposeOf(fields: Fields): string {
  const whole = oneLine(fields.get('НАЗНАЧЕНИЕПЛАТЕЖА') ?? '')
  const lines = Array.from({ length: MAX_PARTS }, (_, at) => fields.get(`НАЗНАЧЕНИЕПЛАТЕЖА${at + 1}`) ?? '')
  const joined = oneLine(lines.join(' '))
  if (whole === '') return joined
  const bare = (text: string) => text.replace(/\s/g, '')
  return bare(joined).includes(bare(whole)) ? joined : whole
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
