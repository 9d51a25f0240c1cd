/** A bank's statement of ISO 20022, camt.053, as rows of one form. */

import { UnreadableFile } from '../../faults.ts'
import { parseDateTime } from '../../values/dates.ts'
import { readWholeXml, type XmlHandlers } from '../xml.server.ts'
import { type Balance, cellsOfEntry, type Entry, type StatementRow, tiynOf } from './entries.ts'

export const CAMT_START = /<(?:\w{1,10}:)?BkToCstmrStmt\b/

/** @throws UnreadableFile file_damaged, statement_cut */
export async function readCamt(text: string): Promise<{ rows: StatementRow[]; balances: Balance[] }> {
  const reader = new CamtReader()
  await readWholeXml(pieces(text), reader)
  if (reader.balances.length === 0) throw new UnreadableFile('statement_cut')
  return { rows: reader.rows, balances: reader.balances }
}

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
}

class Node {
  text = ''
  readonly nodes: Node[] = []

  constructor(
    readonly name: string,
    readonly currency: string,
  ) {}

  /** The first at a path, of whose steps each may have several names. */
  at(path: string): Node | null {
    let node: Node | null = this
    for (const step of path.split('/')) {
      const names: string[] = step.split('|')
      node = node?.nodes.find(({ name }) => names.includes(name)) ?? null
    }
    return node
  }

  all(name: string): Node[] {
    return this.nodes.filter((node) => node.name === name)
  }

  said(...paths: string[]): string {
    return paths.map((path) => this.at(path)?.text.trim() ?? '').find((text) => text !== '') ?? ''
  }
}

class CamtReader implements XmlHandlers {
  readonly rows: StatementRow[] = []
  readonly balances: Balance[] = []
  private readonly path: Node[] = []
  private account = ''
  private balance: Balance | null = null

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const node = new Node(name, attributes.Ccy ?? '')
    // A statement holds all of its entries: each is let go as soon as it was read.
    const parent = this.path.at(-1)
    if (parent && this.path.some((each) => parts.has(each.name))) parent.nodes.push(node)
    this.path.push(node)
    if (name !== 'Stmt') return
    this.balance = { account: '', opening: null, credit: 0, debit: 0, closing: null }
    this.balances.push(this.balance)
  }

  text(text: string): void {
    const node = this.path.at(-1)
    if (node) node.text += text
  }

  close(name: string): void {
    const node = this.path.pop()
    if (!node || this.path.at(-1)?.name !== 'Stmt' || this.balance === null) return
    if (name === 'Acct') this.account = node.said('Id/IBAN', 'Id/Othr/Id')
    this.balance.account = this.account
    if (name === 'Bal') this.takeBalance(node, this.balance)
    if (name === 'Ntry') this.takeEntry(node)
  }

  private takeBalance(node: Node, balance: Balance): void {
    const tiyn = tiynOf(node.said('Amt'))
    const signed = tiyn !== null && node.said('CdtDbtInd') === 'DBIT' ? -tiyn : tiyn
    const kind = node.said('Tp/CdOrPrtry/Cd')
    if (kind === 'OPBD' || kind === 'PRCD') balance.opening = signed
    if (kind === 'CLBD') balance.closing = signed
  }

  private takeEntry(node: Node): void {
    const whole = entryOf(node, this.account)
    for (const entry of paymentsOf(node, whole))
      this.rows.push(
        cellsOfEntry(this.rows.length + 2, { ...entry, purpose: entry.purpose || whole.purpose }),
      )
  }
}

/**
 * Each payment of an entry where together they are all of it; or else the entry as it is. Its party is then whoever
 * its only payment names: of several, nobody knows whose the sum is.
 */
function paymentsOf(node: Node, whole: Entry): Entry[] {
  const isIn = whole.credit !== null
  const amount = whole.credit ?? whole.debit
  const parts = node.all('NtryDtls').flatMap((each) => each.all('TxDtls'))
  const told = (part: Node, tiyn: Partial<Entry> = {}): Entry => {
    const about = detailsOf(part, isIn)
    return { ...whole, ...about, ...tiyn, number: about.number || whole.number }
  }
  const sums = parts.map((part) => amountOfPart(part, node))
  const total = sums.reduce((sum: number, tiyn) => sum + (tiyn ?? 0), 0)
  const isSplit = parts.length > 1 && sums.every((tiyn) => tiyn !== null && tiyn > 0) && total === amount
  if (isSplit)
    return parts.map((part, at) => told(part, isIn ? { credit: sums[at] ?? 0 } : { debit: sums[at] ?? 0 }))
  const [only] = parts
  return only !== undefined && isWhole(node, parts, amount) ? [told(only)] : [whole]
}

/** What is taken back names the sides of the first payment, and a part without the others is not the whole. */
function isWhole(node: Node, parts: readonly Node[], amount: number | null): boolean {
  const [only] = parts
  if (only === undefined || parts.length > 1 || node.said('RvslInd') === 'true') return false
  const counted = node.all('NtryDtls').map((each) => each.said('Btch/NbOfTxs'))
  if (counted.some((count) => count !== '' && Number(count) !== 1) || !isOnSide(only, node)) return false
  const said = amountOfPart(only, node)
  return said === null || said === amount
}

/** Tiyn of the entry's currency, on its side; null: it says none. */
function amountOfPart(part: Node, entry: Node): number | null {
  const currency = entry.at('Amt')?.currency ?? ''
  const amounts = [part.at('Amt'), part.at('AmtDtls/TxAmt/Amt')]
  const own = amounts.find((amount) => amount?.currency === currency)
  return own && isOnSide(part, entry) ? tiynOf(own.text.trim()) : null
}

function isOnSide(part: Node, entry: Node): boolean {
  const side = part.said('CdtDbtInd')
  return side === '' || side === entry.said('CdtDbtInd')
}

const parts: ReadonlySet<string> = new Set(['Acct', 'Bal', 'Ntry'])

function entryOf(node: Node, account: string): Entry {
  const amount = node.at('Amt')
  const tiyn = tiynOf(amount?.text.trim())
  // A reversal is written with the side on which it stands now; what is not booked yet is no payment.
  const status = node.said('Sts/Cd', 'Sts/Prtry', 'Sts')
  const isBooked = node.at('Sts') === null || status === 'BOOK'
  const side = isBooked ? node.said('CdtDbtInd') : ''
  return {
    account,
    day: dayOf(node.said('BookgDt/Dt', 'BookgDt/DtTm', 'ValDt/Dt', 'ValDt/DtTm')),
    number: node.said('NtryRef', 'AcctSvcrRef'),
    credit: side === 'CRDT' ? tiyn : null,
    debit: side === 'DBIT' ? tiyn : null,
    party: { name: '', bin: '', account: '' },
    purpose: node.said('AddtlNtryInf'),
    currency: amount?.currency ?? '',
    unread: `${node.said('Amt')} ${node.said('CdtDbtInd')} ${status}`.trim(),
    isPending: /^(?:PDNG|PENDING|INFO|FUTR)$/i.test(status),
  }
}

/** A moment of another zone is Almaty's day; a day of its own is that day in whatever zone it is. */
function dayOf(written: string): string {
  const parsed = parseDateTime(written.includes('T') ? written : written.slice(0, 10))
  return 'value' in parsed ? parsed.value.day : written
}

type Details = Pick<Entry, 'number' | 'party' | 'purpose'>

const NO_REFERENCE = 'NOTPROVIDED'

function detailsOf(node: Node, isIn: boolean): Details {
  const who = isIn ? 'Dbtr' : 'Cdtr'
  const references = ['Refs/EndToEndId', 'Refs/InstrId', 'Refs/TxId', 'Refs/AcctSvcrRef']
  return {
    number:
      references.map((path) => node.said(path)).find((text) => text !== '' && text !== NO_REFERENCE) ?? '',
    party: {
      name: node.said(`RltdPties/${who}/Nm`, `RltdPties/${who}/Pty/Nm`),
      bin: binOf(node, who),
      account: node.said(`RltdPties/${who}Acct/Id/IBAN`, `RltdPties/${who}Acct/Id/Othr/Id`),
    },
    purpose: (node.at('RmtInf')?.all('Ustrd') ?? []).map(({ text }) => text.trim()).join(' '),
  }
}

const TAX_NUMBER = /^(?:TXID|NIDN|BIN|IIN|БИН|ИИН)$/iu

/** Twelve digits that say what they are, or that are the only number there is: a bank numbers its clients too. */
function binOf(node: Node, who: 'Dbtr' | 'Cdtr'): string {
  const all = [`RltdPties/${who}/Id`, `RltdPties/${who}/Pty/Id`]
    .flatMap((path) => node.at(path)?.nodes ?? [])
    .flatMap((kind) => kind.all('Othr'))
    .map((other) => ({ id: other.said('Id'), scheme: other.said('SchmeNm/Cd', 'SchmeNm/Prtry') }))
  const named = all.filter(({ scheme }) => TAX_NUMBER.test(scheme))
  const unnamed = all.length === 1 ? all.filter(({ scheme }) => scheme === '') : []
  const found = new Set((named.length > 0 ? named : unnamed).map(({ id }) => id))
  const [bin = ''] = found.size === 1 ? found : []
  return /^\d{12}$/.test(bin) ? bin : ''
}
