/** A row of a bank's statement -> its payment. */
import { restoreBinZeros } from '#app/domain/companies/bin.ts'
import { accountOf } from '../formats/statement/documents.ts'
import { MAX_PAYMENT_TIYN } from '../limits.ts'
import type { PaymentRecord } from '../records.ts'
import type { CellReader } from './cell-reader.server.ts'
import { foreignText } from './foreign-text.ts'
import { sideOf } from './payment-sides.ts'
import { refuseForeignUnits } from './unit-columns.ts'

const NO_BIN = '000000000000'
const MAX_NAME = 200
const MAX_PURPOSE = 1_000
const MAX_DOCUMENT = 64
const MAX_ACCOUNT = 34

export function readPayment(cells: CellReader): PaymentRecord | null {
  const occurredOn = cells.day('date')
  const amount = amountIn(cells)
  const parties = partiesOf(cells, amount)
  const account = accountOf(cells.text('account', MAX_ACCOUNT) ?? '') || (cells.habits.account ?? '')
  const documentNumber = cells.text('documentNumber', MAX_DOCUMENT) ?? ''
  const purpose = foreignText(cells.raw('purpose'), MAX_PURPOSE) ?? ''
  const code = foreignText(cells.raw('paymentCode'), MAX_NAME)
  refuseForeignUnits(cells, [])
  if (account === '') cells.fault('missing_value', 'account')
  else if (!isAccount(account)) cells.refuse('number_malformed', 'account')
  if (occurredOn === null || amount === null) return null
  const paymentCode = code !== null && /^\d{3}$/.test(code) ? code : null
  return { account, documentNumber, occurredOn, amount, ...parties, purpose, paymentCode }
}

/** Less than nothing: paid out. */
function amountIn(cells: CellReader): number | null {
  const money = (field: 'credit' | 'debit' | 'sum') => cells.money(field, 'any', MAX_PAYMENT_TIYN)
  const { direction } = cells.habits
  const [credit, debit] = [money('credit') ?? 0, money('debit') ?? 0]
  if (credit !== 0 && debit !== 0) return cells.fault('amount_both_ways', 'credit')
  if (credit < 0 || debit < 0) return cells.refuse('negative', credit < 0 ? 'credit' : 'debit')
  const isTurned = direction === 'books'
  if (credit !== 0) return isTurned ? -credit : credit
  if (debit !== 0) return isTurned ? debit : -debit
  if (!cells.has('sum')) return cells.fault('missing_value', cells.has('credit') ? 'credit' : 'debit')
  return signed(cells, money('sum'))
}

function signed(cells: CellReader, sum: number | null): number | null {
  const { direction } = cells.habits
  if (cells.raw('side') !== '' && (direction === 'bank' || direction === 'books'))
    return onSide(cells, sum, direction)
  if (sum === null) return cells.faults.length > 0 ? null : cells.fault('missing_value', 'sum')
  if (sum === 0) return cells.refuse('not_positive', 'sum')
  if (direction === 'signed') return sum
  if (direction !== 'in' && direction !== 'out') return cells.refuse('direction_unknown', 'sum')
  if (sum < 0) return cells.refuse('negative', 'sum')
  return direction === 'in' ? sum : -sum
}

/** A minus beside a word that says so too changes nothing; beside one that says the opposite nobody knows what it is. */
function onSide(cells: CellReader, sum: number | null, direction: 'bank' | 'books'): number | null {
  if (sum === null) return cells.faults.length > 0 ? null : cells.fault('missing_value', 'sum')
  if (sum === 0) return cells.refuse('not_positive', 'sum')
  const side = sideOf(cells.raw('side'))
  if (side === null) return cells.refuse('direction_unknown', 'side')
  const isIn =
    side === 'in' ||
    (side === 'credit' && direction === 'bank') ||
    (side === 'debit' && direction === 'books')
  if (sum < 0 && isIn) return cells.refuse('negative', 'sum')
  return isIn ? sum : -Math.abs(sum)
}

type Parties = Pick<
  PaymentRecord,
  'payerName' | 'payerBin' | 'payerAccount' | 'recipientName' | 'recipientBin' | 'recipientAccount'
>

/** Where the file has one column for whoever stands on the other side, of what was paid out that is the recipient. */
function partiesOf(cells: CellReader, amount: number | null): Parties {
  const payer = partyOf(cells, 'payer')
  const hasRecipient = (['recipientName', 'recipientBin', 'recipientAccount'] as const).some((field) =>
    cells.has(field),
  )
  const isOther = amount !== null && amount < 0 && !hasRecipient
  const recipient = isOther ? payer : partyOf(cells, 'recipient')
  const of = isOther ? { name: null, bin: null, account: null } : payer
  return {
    ...{ payerName: of.name, payerBin: of.bin, payerAccount: of.account },
    ...{ recipientName: recipient.name, recipientBin: recipient.bin, recipientAccount: recipient.account },
  }
}

/**
 * Twelve digits as the file says them, whatever their check digit: a bank has checked the payer, and only a client's own BIN
 * is ever matched. Anything else says nothing.
 */
function partyOf(cells: CellReader, who: 'payer' | 'recipient') {
  const account = accountOf(cells.text(`${who}Account`, MAX_NAME) ?? '')
  const bin = restoreBinZeros((cells.text(`${who}Bin`, MAX_NAME) ?? '').replace(/\D/g, ''))
  return {
    name: foreignText(cells.raw(`${who}Name`), MAX_NAME),
    bin: /^\d{12}$/.test(bin) && bin !== NO_BIN ? bin : null,
    account: isAccount(account) ? account : null,
  }
}

function isAccount(text: string): boolean {
  return text.length <= MAX_ACCOUNT && /^[A-Z0-9]+$/.test(text)
}
