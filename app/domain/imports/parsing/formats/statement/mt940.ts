/** A bank's statement of SWIFT, MT940, as rows of one form. */
import { isIban } from '#app/domain/contracts/bank-codes.ts'
import { UnreadableFile } from '../../faults.ts'
import { limits } from '../../limits.ts'
import { accountOf } from './documents.ts'
import { type Balance, cellsOfEntry, type Entry, type StatementRow, tiynOf } from './entries.ts'
import { partyIn, purposeIn } from './mt940-details.ts'

/** In front of the first field may stand the blocks of an envelope. */
export const MT940_START =
  /^[\uFEFF\s]*(?:\{[^:]{0,20}:[\s\S]{0,400}?\{4:\s*)?:20:[^\r\n]*\r?\n(?:[\s\S]{0,400}?\n)?:25P?:/

interface Field {
  tag: string
  text: string
  line: number
}

interface BookedEntry {
  field: Field
  about: string[]
  account: string
  currency: string
}

/** @throws UnreadableFile line_too_long, statement_cut, file_damaged */
export function readMt940(text: string): { rows: StatementRow[]; balances: Balance[] } {
  const entries: BookedEntry[] = []
  const balances: Balance[] = []
  let account = ''
  let open: (Balance & { currency: string }) | null = null
  /** What a field 86 tells more of. */
  let told = ''
  for (const field of fieldsOf(text)) {
    const { tag } = field
    const entry = told === '61' ? entries.at(-1) : undefined
    if (tag === '86' && entry) entry.about.push(field.text)
    else told = tag
    if (tag === '20') account = ''
    if (tag === '25' || tag === '25P') account = accountIn(field.text)
    // A bank puts each entry between two balances: without them nobody knows its account and its currency.
    if (tag === '61') {
      if (open === null) throw new UnreadableFile('statement_cut')
      entries.push({ field, about: [], account: open.account, currency: open.currency })
    }
    if (!/^6[02][FM]$/.test(tag)) continue
    const { tiyn, currency } = balanceIn(field.text)
    if (tag.startsWith('60') === (open !== null)) throw new UnreadableFile('statement_cut')
    if (account === '') throw new UnreadableFile('statement_cut')
    if (open === null) {
      open = { account, currency, opening: tiyn, credit: 0, debit: 0, closing: null }
      balances.push(open)
    } else {
      open.closing = tiyn
      open = null
    }
  }
  if (open !== null || balances.length === 0) throw new UnreadableFile('statement_cut')
  return { rows: entries.map(rowOf), balances }
}

function fieldsOf(text: string): Field[] {
  const fields: Field[] = []
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.length > limits.cellLength) throw new UnreadableFile('line_too_long', { max: limits.cellLength })
    const [, tag, rest = ''] = /^(?:\{4:\s*)?:(\d{2}[A-Z]?):(.*)$/.exec(line) ?? []
    const last = fields.at(-1)
    if (tag !== undefined) fields.push({ tag, text: rest, line: index + 1 })
    // A purpose may go on with a dash: alone, or before a brace, it ends the message.
    else if (last && !/^-(?:\}|\s*$)/.test(line) && line.trim() !== '') last.text += `\n${line}`
  }
  return fields
}

/** `HSBKKZKX/KZ526010002000000001KZT`: the bank's own code may look like the beginning of an account. */
function accountIn(text: string): string {
  const [account = ''] =
    /KZ\d{2}[0-9A-Z]{16}(?=(?:\/?[A-Z]{3})?$)/.exec(accountOf(text.split('\n')[0] ?? '')) ?? []
  if (!isIban(account)) throw new UnreadableFile('file_damaged')
  return account
}

function balanceIn(text: string): { tiyn: number; currency: string } {
  const [, side, currency = '', amount] = /^([CD])\d{6}([A-Z]{3})([\d,.]+)/.exec(text) ?? []
  const tiyn = moneyOf(amount)
  if (tiyn === null) throw new UnreadableFile('statement_cut')
  return { tiyn: side === 'D' ? -tiyn : tiyn, currency }
}

/** `13000,` and `13000,5` have fewer decimals than ours. */
function moneyOf(written: string | undefined): number | null {
  return written === undefined ? null : tiynOf(written.replace(',', '.').replace(/\.$/, ''))
}

/** Value day, day of the booking, side, amount, kind, the reference of whoever paid, that of the bank. */
const entryShape =
  /^(\d{2})(\d{2})(\d{2})(\d{2})?(\d{2})?(R?[CD])[A-Z]?(\d[\d,.]{0,15})[NSF][0-9A-Z]{3}([^/\n]{0,16})/

function rowOf({ field, about, account, currency }: BookedEntry): StatementRow {
  const [found, year = '', month = '', day = '', bookedMonth, bookedDay, side, amount, reference = ''] =
    entryShape.exec(field.text) ?? []
  const tiyn = moneyOf(amount)
  const entry: Entry = {
    account,
    day:
      bookedMonth === undefined
        ? `20${year}-${month}-${day}`
        : booked(Number(year), month, bookedMonth, bookedDay),
    number: /^NONREF$/i.test(reference.trim()) ? '' : reference.trim(),
    credit: null,
    debit: null,
    party: { name: '', bin: '', account: '' },
    purpose: about.map(purposeIn).join(' ').trim(),
    currency,
    unread: field.text.slice(0, 60),
  }
  if (found === undefined || tiyn === null) return cellsOfEntry(field.line, entry)
  // What is taken back stands on the other side.
  const isIn = side === 'C' || side === 'RD'
  const sum = isIn ? { credit: tiyn } : { debit: tiyn }
  // Which of the two sides its fields name then, nobody knows.
  const party = side?.startsWith('R') ? entry.party : partyIn(about, isIn, account)
  return cellsOfEntry(field.line, { ...entry, ...sum, party })
}

/** A booking of January may have its value in December. */
function booked(year: number, month: string, bookedMonth: string, bookedDay = ''): string {
  const turn = month === '12' && bookedMonth === '01' ? 1 : month === '01' && bookedMonth === '12' ? -1 : 0
  return `${2000 + year + turn}-${bookedMonth}-${bookedDay}`
}
