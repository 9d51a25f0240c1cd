/** Whose account a column of a statement says that is called "ИИК" and no more: ours, or that of the other side. */
import type { ColumnMatch, Mapping } from './columns.ts'
import { accountsAbove } from './decisions/payment-decisions.ts'
import { accountOf } from './formats/statement/documents.ts'
import type { SheetRow } from './sheet-row.ts'
import { wordsOf } from './titles/title-words.ts'

const bare = /^(?:расчетный счет|номер счета|счет|иик|жск|есеп шоты|шот|iban|account|account number)$/u

interface Around {
  above: readonly SheetRow[]
  below: readonly SheetRow[]
}

interface OwnAccount {
  mapping: Mapping
  ambiguous: ColumnMatch['ambiguous']
}

/**
 * A column that holds another account than the one above the table is the other side's: then that one is ours. Where none
 * stands above it and the column is beside their name or BIN, it may be of either side, and a person says of which.
 */
export function withOwnAccount(
  mapping: Mapping,
  titles: readonly string[],
  { above, below }: Around,
): OwnAccount {
  const { account, ...others } = mapping
  const same = { mapping, ambiguous: [] }
  const isBare = account !== undefined && bare.test(wordsOf(titles[account] ?? '').join(' '))
  if (!isBare || others.payerAccount !== undefined) return same
  const found = below.map(({ cells }) => accountOf(cells[account] ?? '')).filter((text) => text !== '')
  const accounts = new Set(found)
  const [own, second] = accountsAbove(above)
  if (accounts.size === 1 && own !== undefined && accounts.has(own)) return same
  if (own !== undefined && second === undefined)
    return { mapping: { ...others, payerAccount: account }, ambiguous: [] }
  const isBesideParty = [mapping.payerBin, mapping.payerName].some(
    (column) => column !== undefined && Math.abs(column - account) === 1,
  )
  return isBesideParty ? { mapping: others, ambiguous: [{ field: 'account', columns: [account] }] } : same
}
