/** What a statement of SWIFT or ISO 20022 says of one booking, as a row of the same form as 1C's. */
import { accountOf, moneyText, type StatementRow, tiynOf } from './documents.ts'

export { type StatementRow, tiynOf }

/** Of one section of an account, in tiyn; null: it is not said, or cannot be read. */
export interface Balance {
  account: string
  opening: number | null
  credit: number | null
  debit: number | null
  closing: number | null
}

export interface Entry {
  account: string
  /** ISO. */
  day: string
  number: string
  /** Tiyn; one of them, or neither where it cannot be read. */
  credit: number | null
  debit: number | null
  /** Whoever stands on the other side. */
  party: { name: string; bin: string; account: string }
  purpose: string
  currency: string
  /** What stands in the place of an amount that cannot be read. */
  unread: string
  /** The bank has not booked it yet, and counts it in no balance. */
  isPending?: boolean
}

export function cellsOfEntry(row: number, entry: Entry): StatementRow {
  const { credit, debit, party, day, number, purpose, currency } = entry
  const isUnread = credit === null && debit === null
  const other = [party.name, party.bin, party.account]
  const none = ['', '', '']
  const account = accountOf(entry.account)
  const cells = [
    ...[account, day, number, moneyText(credit), moneyText(debit), isUnread ? entry.unread : ''],
    ...(debit === null ? [...other, ...none] : [...none, ...other]),
    ...[purpose.replace(/\s+/g, ' ').trim(), '', currency],
  ]
  return { row, account, credit, debit, cells, isPending: entry.isPending ?? false }
}
