/** A bank's statement of 1CClientBankExchange as a table; one that is not whole is refused by name. */
import { fileMoney } from '#app/domain/kernel/money.ts'
import { UnreadableFile } from '../../faults.ts'
import { limits } from '../../limits.ts'
import type { SheetRow } from '../../sheet-row.ts'
import type { Table } from '../../table.ts'
import { memoryTable } from '../memory-table.ts'
import { accountOf, STATEMENT_TITLES, type StatementRow, statementRows, tiynOf } from './documents.ts'
import type { Balance } from './entries.ts'
import { readSections, type StatementText } from './sections.ts'

/** @throws UnreadableFile line_too_long, statement_cut, statement_balance_differs, statement_totals_differ, too_many_rows */
export function statementTable(text: string): Table {
  const statement = readSections(text)
  if (!statement.isWhole) throw new UnreadableFile('statement_cut')
  const rows = statementRows(statement)
  if (rows.length > limits.rows) throw new UnreadableFile('too_many_rows', { max: limits.rows })
  const balances = balancesOf(statement)
  for (const balance of balances) checkBalance(balance)
  checkTotals(balances, rows)
  return tableOf(rows)
}

/** Of a statement that says its balances alone, which the entries between them must come to. */
export function entriesTable({ rows, balances }: { rows: StatementRow[]; balances: Balance[] }): Table {
  if (rows.length > limits.rows) throw new UnreadableFile('too_many_rows', { max: limits.rows })
  const byAccount = Map.groupBy(rows, (row) => row.account)
  for (const [account, sections] of checked(balances, rows)) {
    const own = byAccount.get(account) ?? []
    const total = (side: 'credit' | 'debit') => own.reduce((sum, row) => sum + (row[side] ?? 0), 0)
    const [credit, debit] = [total('credit'), total('debit')]
    const all = (side: 'opening' | 'closing') =>
      sections.reduce<number | null>(
        (sum, { [side]: tiyn }) => (sum === null || tiyn === null ? null : sum + tiyn),
        0,
      )
    checkBalance({ account, opening: all('opening'), credit, debit, closing: all('closing') })
  }
  return tableOf(rows)
}

/**
 * The accounts whose sums can be told, with their sections. A row that cannot be read says nothing of the others'
 * accounts, unless nobody knows which it belongs to.
 */
function checked(balances: readonly Balance[], rows: readonly StatementRow[]): Map<string, Balance[]> {
  const byAccount = Map.groupBy(balances, ({ account }) => accountOf(account))
  const unread = new Set<string>()
  for (const { account, credit, debit, isPending } of rows) {
    if (credit !== null || debit !== null || isPending) continue
    if (!byAccount.has(account)) return new Map()
    unread.add(account)
  }
  for (const account of unread) byAccount.delete(account)
  return byAccount
}

function tableOf(rows: readonly StatementRow[]): Table {
  const lines: SheetRow[] = [
    { row: 1, cells: [...STATEMENT_TITLES] },
    ...rows.map(({ row, cells }) => ({ row, cells })),
  ]
  return {
    ...memoryTable('bank', []),
    head: lines.slice(0, limits.headRows),
    async *rows(onProgress) {
      for (const [index, line] of lines.entries()) {
        if (index % 2000 === 0) onProgress?.(index / lines.length)
        yield line
      }
    },
  }
}

function balancesOf({ accounts, headAccounts }: StatementText): Balance[] {
  const only = accountOf(headAccounts[0] ?? '')
  return accounts.map(({ fields }) => ({
    account: accountOf(fields.get('РАСЧСЧЕТ') ?? '') || only,
    opening: tiynOf(fields.get('НАЧАЛЬНЫЙОСТАТОК')),
    credit: tiynOf(fields.get('ВСЕГОПОСТУПИЛО')),
    debit: tiynOf(fields.get('ВСЕГОСПИСАНО')),
    closing: tiynOf(fields.get('КОНЕЧНЫЙОСТАТОК')),
  }))
}

function checkBalance({ account, opening, credit, debit, closing }: Balance): void {
  if (opening === null || credit === null || debit === null || closing === null) return
  const counted = opening + credit - debit
  if (counted === closing) return
  const params = { account, shown: fileMoney(closing), counted: fileMoney(counted) }
  throw new UnreadableFile('statement_balance_differs', params)
}

/** A statement may have a section for each day: the totals of an account are those of all of them. */
function checkTotals(balances: readonly Balance[], rows: readonly StatementRow[]): void {
  const byAccount = Map.groupBy(rows, (row) => row.account)
  for (const [account, sections] of checked(balances, rows)) {
    const own = byAccount.get(account) ?? []
    for (const side of ['credit', 'debit'] as const) {
      if (sections.some((section) => section[side] === null)) continue
      const shown = sections.reduce((sum, section) => sum + (section[side] ?? 0), 0)
      const counted = own.reduce((sum, row) => sum + (row[side] ?? 0), 0)
      if (shown === counted) continue
      const params = { account, shown: fileMoney(shown), counted: fileMoney(counted) }
      throw new UnreadableFile('statement_totals_differ', params)
    }
  }
}
