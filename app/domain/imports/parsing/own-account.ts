/** Whose account a column of a statement says that is called "ИИК" and no more: ours, or that of the other side. */
import type { Mapping } from './columns.ts'
import { accountOf } from './formats/statement/documents.ts'
import { accountsAbove } from './payment-decisions.ts'
import type { SheetRow } from './sheet-row.ts'
import { wordsOf } from './titles/title-words.ts'

const bare = /^(?:расчетный счет|номер счета|счет|иик|жск|есеп шоты|шот|iban|account|account number)$/u

interface Around {
  above: readonly SheetRow[]
  below: readonly SheetRow[]
}

/**
 * A column that holds another account than the one above the table is the other side's, and so is one beside their name or
 * BIN: then a person says which account is ours.
 */
export function withOwnAccount(
  mapping: Mapping,
  titles: readonly string[],
  { above, below }: Around,
): Mapping {
  const { account, ...others } = mapping
  const isBare = account !== undefined && bare.test(wordsOf(titles[account] ?? '').join(' '))
  if (!isBare) return mapping
  const found = below.map(({ cells }) => accountOf(cells[account] ?? '')).filter((text) => text !== '')
  const accounts = new Set(found)
  const [own, second] = accountsAbove(above)
  const isOwn = accounts.size === 1 && own !== undefined && accounts.has(own)
  const isBesideParty = [mapping.payerBin, mapping.payerName].some(
    (column) => column !== undefined && Math.abs(column - account) === 1,
  )
  const isAnothers = (own !== undefined && second === undefined) || isBesideParty
  if (isOwn || !isAnothers || others.payerAccount !== undefined) return mapping
  return { ...others, payerAccount: account }
}
