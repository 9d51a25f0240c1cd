/** A bank's statement of SWIFT, MT940, as rows of one form. */
import { UnreadableFile } from '../../faults.ts'
import { limits } from '../../limits.ts'
import { accountOf } from './documents.ts'
import { type Balance, cellsOfEntry, type Entry, type StatementRow, tiynOf } from './entries.ts'

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
  purpose: string
  account: string
  currency: string
}

/** @throws UnreadableFile line_too_long, statement_cut */
export function readMt940(text: string): { rows: StatementRow[]; balances: Balance[] } {
  const entries: BookedEntry[] = []
  const balances: Balance[] = []
  let account = ''
  let currency = ''
  let open: Balance | null = null
  /** What a field 86 tells more of. */
  let about = ''
  for (const field of fieldsOf(text)) {
    const entry = about === '61' ? entries.at(-1) : undefined
    if (field.tag === '86' && entry) entry.purpose = field.text
    else about = field.tag
    if (field.tag.startsWith('25')) account = accountIn(field.text)
    if (field.tag === '61') entries.push({ field, purpose: '', account, currency })
    const balance = /^6[02][FM]$/.test(field.tag) ? balanceIn(field.text) : null
    if (balance && field.tag.startsWith('60')) {
      currency = balance.currency
      open = { account, opening: balance.tiyn, credit: 0, debit: 0, closing: null }
      balances.push(open)
    } else if (balance && open !== null) {
      open.closing = balance.tiyn
      open = null
    }
  }
  // A bank ends each part of a statement with its balance.
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
    else if (last && !/^-\}?/.test(line) && line.trim() !== '') last.text += `\n${line}`
  }
  return fields
}

/** `HSBKKZKX/KZ526010002000000001KZT`. */
function accountIn(text: string): string {
  const written = accountOf(text.split('\n')[0] ?? '')
  return /KZ[0-9A-Z]{18}/.exec(written)?.[0] ?? written
}

function balanceIn(text: string): { tiyn: number; currency: string } | null {
  const [, side, currency = '', amount] = /^([CD])\d{6}([A-Z]{3})([\d,.]+)/.exec(text) ?? []
  const tiyn = moneyOf(amount)
  return tiyn === null ? null : { tiyn: side === 'D' ? -tiyn : tiyn, currency }
}

/** `13000,` and `13000,5` have fewer decimals than ours. */
function moneyOf(written: string | undefined): number | null {
  return written === undefined ? null : tiynOf(written.replace(',', '.').replace(/\.$/, ''))
}

/** Value day, day of the booking, side, amount, kind, the reference of whoever paid, that of the bank. */
const entryShape =
  /^(\d{2})(\d{2})(\d{2})(\d{2})?(\d{2})?(R?[CD])[A-Z]?(\d[\d,.]{0,15})[NSF][0-9A-Z]{3}([^/\n]{0,16})/

function rowOf({ field, purpose: about, account, currency }: BookedEntry): StatementRow {
  const [found, year = '', month = '', day = '', bookedMonth, bookedDay, side, amount, reference = ''] =
    entryShape.exec(field.text) ?? []
  const tiyn = moneyOf(amount)
  const text = oneLine(about)
  const entry: Entry = {
    account,
    day:
      bookedMonth === undefined
        ? `20${year}-${month}-${day}`
        : booked(Number(year), month, bookedMonth, bookedDay),
    number: /^NONREF$/i.test(reference.trim()) ? '' : reference.trim(),
    credit: null,
    debit: null,
    party: { ...partyIn(about), account: accountBeside(text, account) },
    purpose: purposeIn(about),
    currency,
    unread: field.text.slice(0, 60),
  }
  if (found === undefined || tiyn === null) return cellsOfEntry(field.line, entry)
  // What is taken back stands on the other side.
  const isIn = side === 'C' || side === 'RD'
  return cellsOfEntry(field.line, { ...entry, ...(isIn ? { credit: tiyn } : { debit: tiyn }) })
}

/** A booking of January may have its value in December. */
function booked(year: number, month: string, bookedMonth: string, bookedDay = ''): string {
  const turn = month === '12' && bookedMonth === '01' ? 1 : month === '01' && bookedMonth === '12' ? -1 : 0
  return `${2000 + year + turn}-${bookedMonth}-${bookedDay}`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** `?20..?29` and `?60..?63`, `/REMI/..`, or all of it. */
function purposeIn(about: string): string {
  const joined = about.replace(/\n/g, '')
  const parts = [...joined.matchAll(/\?(2\d|6[0-3])([^?]*)/g)].map(([, , text = '']) => text)
  if (parts.length > 0) return oneLine(parts.join(''))
  const remittance = /\/REMI\/(.*?)(?=\/[A-Z]{4}\/|$)/.exec(joined)?.[1]
  return oneLine(remittance ?? about)
}

function partyIn(about: string): { name: string; bin: string } {
  const joined = about.replace(/\n/g, '')
  const named = [...joined.matchAll(/\?3[23]([^?]*)/g)].map(([, text = '']) => text).join('')
  const tagged = /\/(?:NAME|ORDP|BENM)\/(?:\/?NAME\/)?([^/]+)/.exec(joined)?.[1]
  const bins = new Set(
    [...joined.matchAll(/(?:БИН|ИИН|BIN|IIN)[\s/:]{0,3}(\d{12})(?!\d)/giu)].map(([, bin = '']) => bin),
  )
  const [bin = ''] = bins.size === 1 ? bins : []
  return { name: oneLine(named || (tagged ?? '')), bin }
}

/** The only IBAN of Kazakhstan in it that is not the statement's own. */
function accountBeside(text: string, own: string): string {
  const found = new Set(text.match(/KZ\d{2}[0-9A-Z]{16}(?![0-9A-Z])/g)?.filter((account) => account !== own))
  const [only = ''] = found.size === 1 ? found : []
  return only
}
