/** A bank's statement of ISO 20022, camt.053, as rows of one form. */
import { UnreadableFile } from '../../faults.ts'
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
    const several = (node.at('NtryDtls')?.all('TxDtls') ?? []).flatMap((each) => {
      const tiyn = tiynOf(each.said('Amt', 'AmtDtls/TxAmt/Amt'))
      return tiyn === null ? [] : [{ node: each, tiyn }]
    })
    const total = several.reduce((sum, { tiyn }) => sum + tiyn, 0)
    const isSplit = several.length > 1 && total === (whole.credit ?? whole.debit)
    for (const part of isSplit ? several : [null]) {
      const details = part?.node ?? node.at('NtryDtls/TxDtls')
      const isIn = whole.credit !== null
      const amount = part === null ? {} : isIn ? { credit: part.tiyn } : { debit: part.tiyn }
      const about: Partial<Details> = details ? detailsOf(details, isIn) : {}
      const entry = { ...whole, ...amount, ...about, number: about.number || whole.number }
      this.rows.push(
        cellsOfEntry(this.rows.length + 2, { ...entry, purpose: entry.purpose || whole.purpose }),
      )
    }
  }
}

const parts: ReadonlySet<string> = new Set(['Acct', 'Bal', 'Ntry'])

function entryOf(node: Node, account: string): Entry {
  const amount = node.at('Amt')
  const tiyn = tiynOf(amount?.text.trim())
  // A reversal is written with the side on which it stands now; what is not booked yet is no payment.
  const isBooked = /^(?:BOOK)?$/.test(node.said('Sts/Cd', 'Sts'))
  const side = isBooked ? node.said('CdtDbtInd') : ''
  return {
    account,
    day: node.said('BookgDt/Dt', 'BookgDt/DtTm', 'ValDt/Dt', 'ValDt/DtTm').slice(0, 10),
    number: node.said('NtryRef', 'AcctSvcrRef'),
    credit: side === 'CRDT' ? tiyn : null,
    debit: side === 'DBIT' ? tiyn : null,
    party: { name: '', bin: '', account: '' },
    purpose: node.said('AddtlNtryInf'),
    currency: amount?.currency ?? '',
    unread: `${node.said('Amt')} ${node.said('CdtDbtInd')} ${node.said('Sts/Cd', 'Sts')}`.trim(),
  }
}

type Details = Pick<Entry, 'number' | 'party' | 'purpose'>

const NO_REFERENCE = 'NOTPROVIDED'

function detailsOf(node: Node, isIn: boolean): Details {
  const who = isIn ? 'Dbtr' : 'Cdtr'
  const references = ['Refs/EndToEndId', 'Refs/InstrId', 'Refs/TxId', 'Refs/AcctSvcrRef']
  const bin = node.said(
    ...[`RltdPties/${who}/Id/OrgId|PrvtId/Othr/Id`, `RltdPties/${who}/Pty/Id/OrgId|PrvtId/Othr/Id`],
  )
  return {
    number:
      references.map((path) => node.said(path)).find((text) => text !== '' && text !== NO_REFERENCE) ?? '',
    party: {
      name: node.said(`RltdPties/${who}/Nm`, `RltdPties/${who}/Pty/Nm`),
      bin: /^\d{12}$/.test(bin) ? bin : '',
      account: node.said(`RltdPties/${who}Acct/Id/IBAN`, `RltdPties/${who}Acct/Id/Othr/Id`),
    },
    purpose: (node.at('RmtInf')?.all('Ustrd') ?? []).map(({ text }) => text.trim()).join(' '),
  }
}
