/** Of a bank's statement: whose account it is of, and which of its sums came in. */
import { isIban } from '#app/domain/contracts/bank-codes.ts'
import { accountOf } from '../formats/statement/documents.ts'
import type { Direction } from './habits.ts'
import { TransactionDecider } from './transaction-decisions.ts'

/** Of the books and of the bank, in the languages that they are written in. */
const accounts = ['debit', 'credit'] as const
const bookkeeping = /дебет|кредит|debit|credit|(?:^|[^\p{L}])[дк]т(?:$|[^\p{L}])/iu
const directions: readonly Direction[] = ['bank', 'books', 'signed', 'in', 'out']

export class PaymentDecider extends TransactionDecider {
  payments(): void {
    this.account()
    const sides = (['credit', 'debit'] as const).filter((field) => this.byField.has(field))
    if (sides.length === 0 && !this.byField.has('sum')) {
      this.fileFaults.push({ code: 'amount_missing', params: {} })
      return
    }
    if (sides.length > 0) this.sides(sides)
    else this.sum()
  }

  /** The only IBAN above the table, or a person's word. */
  private account(): void {
    if (this.byField.has('account') || this.given.ambiguous.includes('account')) return
    const [only] = this.given.accounts.length === 1 ? this.given.accounts : []
    const said = this.ask({
      code: 'account',
      about: 'account',
      found: only ?? null,
      choices: [],
      isText: (text) => isIban(accountOf(text)),
      sample: [],
    })
    this.habits.account = said === null ? null : accountOf(said)
  }

  /** A bank's debit is what the client paid; in the client's own books it is what came in. */
  private sides(sides: readonly ('credit' | 'debit')[]): void {
    const titled = sides.find((field) => bookkeeping.test(this.byField.get(field)?.title ?? ''))
    if (!titled) {
      this.habits.direction = 'bank'
      return
    }
    this.choose(titled, 'bank', ['bank', 'books'])
  }

  private sum(): void {
    const { sides } = this.given.survey
    if (sides.size > 0 && !this.byField.has('side')) {
      this.sidesOfSections()
      return
    }
    if (sides.size > 0) {
      // "Приход" is what came in to whoever writes it.
      if (accounts.some((side) => sides.has(side))) this.choose('side', 'bank', ['bank', 'books'])
      else this.habits.direction = 'bank'
      return
    }
    const isSigned = this.given.survey.hasMinus.has('sum')
    this.choose('sum', isSigned ? 'signed' : null, isSigned ? ['signed'] : ['in', 'out'])
  }

  /** A line above the rows may be of anything: what each of them is by it, a person says. */
  private sidesOfSections(): void {
    const { sides } = this.given.survey
    const isOfAccounts = accounts.some((side) => sides.has(side))
    this.choose('side', null, isOfAccounts ? ['bank', 'books', 'in', 'out'] : ['from_heads', 'in', 'out'])
  }

  private choose(
    field: 'credit' | 'debit' | 'sum' | 'side',
    found: Direction | null,
    choices: (Direction | 'from_heads')[],
  ): void {
    const { sides, unitless } = this.given.survey
    const sample = field === 'side' ? [...sides.values()].flat() : (unitless.get(field)?.sample ?? [])
    const choice = this.ask({ code: 'direction', about: 'direction', field, found, choices, sample })
    this.habits.direction =
      choice === 'from_heads' ? 'bank' : (directions.find((each) => each === choice) ?? null)
  }
}

/** The different IBANs in the rows above a header. */
export function accountsAbove(rows: readonly { cells: readonly string[] }[]): string[] {
  const found = rows.flatMap(({ cells }) => ibansIn(cells.join(' ').slice(0, 500)))
  return [...new Set(found)]
}

function ibansIn(text: string): string[] {
  const words = text.match(/(?<![\p{L}\d])[KК][ZЗ](?: ?\d){2}(?: ?[0-9A-Z]){16}(?![\p{L}\d])/gu) ?? []
  return words.map(accountOf).filter(isIban)
}
