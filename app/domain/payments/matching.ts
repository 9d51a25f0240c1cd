/**
 * Whose a payment is. What is certain is credited by itself; of the rest a person gets at most three suggestions, the
 * likeliest first. Pure.
 */
import type { Day } from '#app/domain/kernel/calendar.ts'
import type { MatchedBy, PaymentReason } from '#db/schema/index.ts'
import { type NamedInvoice, type Purpose, readPurpose } from './purpose.ts'

export interface Client {
  id: number
  bin: string
  name: string
}

/** An invoice whose order waits for money. */
export interface OpenInvoice {
  orderId: number
  companyId: number
  bin: string
  number: number
  issuedOn: Day
  /** Tiyn that are still to be paid. */
  left: number
}

export interface MatchedPayment {
  /** Tiyn that nobody was credited with yet. */
  amount: number
  payerBin: string | null
  purpose: string
}

/** The clients whose BINs the payment names, and the open invoices of these and of the numbers in its purpose. */
export interface MatchFacts {
  clients: readonly Client[]
  invoices: readonly OpenInvoice[]
  /** There are more of these clients' invoices than were read: none is known to be a client's only one. */
  isCut?: boolean
}

export interface Suggestion {
  companyId: number
  /** Paid in this order, each as far as the money goes. */
  orderIds: number[]
  /** Tiyn beyond them: an advance. */
  rest: number
}

export interface Match {
  certain: (Suggestion & { by: Exclude<MatchedBy, 'person'> }) | null
  reason: PaymentReason
  suggestions: Suggestion[]
}

const MAX_SUGGESTIONS = 3
/** Of more open invoices the sums of some of them are no longer one person's intention. */
const MAX_SUMMED = 12

export function matchOf(payment: MatchedPayment, { clients, invoices, isCut = false }: MatchFacts): Match {
  const purpose = readPurpose(payment.purpose)
  const payer = clients.find(({ bin }) => bin === payment.payerBin)
  const said = clients.filter(({ bin }) => purpose.bins.includes(bin) && bin !== payment.payerBin)
  const named = namedIn(purpose, invoices)
  const byNumber = certainByNumber(payment, { purpose, payer, said, named })
  if (byNumber) {
    const isOther = byNumber.bin !== payment.payerBin && payment.payerBin !== null
    return credited(byNumber, 'number', isOther ? 'third_party' : 'number')
  }
  const isThird = purpose.isForOther || purpose.bins.some((bin) => bin !== payment.payerBin)
  const own = payer ? invoices.filter(({ companyId }) => companyId === payer.id) : []
  const [only] = own
  const isExact = !isCut && own.length === 1 && only?.left === payment.amount
  if (only && isExact && !isThird && purpose.invoices.length === 0) return credited(only, 'exact', 'exact')
  const client = said.length === 1 ? said[0] : payer
  const suggestions = suggestionsFor(payment, { client, named, invoices })
  return { certain: null, reason: reasonOf({ isThird, named, client, suggestions }), suggestions }
}

function credited(
  { companyId, orderId }: OpenInvoice,
  by: Exclude<MatchedBy, 'person'>,
  reason: PaymentReason,
): Match {
  const whole = { companyId, orderIds: [orderId], rest: 0 }
  return { certain: { ...whole, by }, reason, suggestions: [] }
}

/** Numbers begin anew each year: where the purpose says a day, it must be the invoice's. */
function namedIn({ invoices: named }: Purpose, invoices: readonly OpenInvoice[]): OpenInvoice[] {
  return invoices.filter((invoice) => named.some((one) => isNamed(invoice, one)))
}

function isNamed({ number, issuedOn }: OpenInvoice, named: NamedInvoice): boolean {
  return named.number === number && (named.issuedOn === null || named.issuedOn === issuedOn)
}

interface PaymentClues {
  purpose: Purpose
  payer: Client | undefined
  said: readonly Client[]
  named: readonly OpenInvoice[]
}

/** One number, the right amount, and nobody else whose it could be. */
function certainByNumber(
  { amount, payerBin }: MatchedPayment,
  { purpose, payer, said, named }: PaymentClues,
): OpenInvoice | undefined {
  const [invoice, another] = named
  if (!invoice || another || purpose.invoices.length !== 1 || invoice.left !== amount) return undefined
  if (said.length > 0) return said.length === 1 && said[0]?.bin === invoice.bin ? invoice : undefined
  // A client that pays for another one without naming it has mistyped the number as likely as not.
  return payerBin === invoice.bin || !payer ? invoice : undefined
}

interface Choice {
  client: Client | undefined
  named: readonly OpenInvoice[]
  invoices: readonly OpenInvoice[]
}

function suggestionsFor({ amount }: MatchedPayment, { client, named, invoices }: Choice): Suggestion[] {
  const own = client ? invoices.filter(({ companyId }) => companyId === client.id) : []
  const oneClient = named.every(({ companyId }) => companyId === named[0]?.companyId)
  const ranked: OpenInvoice[][] = [
    ...(named.length > 1 && oneClient ? [[...named]] : []),
    ...named.map((invoice) => [invoice]),
    ...own.filter(({ left }) => left === amount).map((invoice) => [invoice]),
    ...sumsTo(amount, own),
  ]
  const paid = ranked.map((chosen) => suggestion(amount, chosen))
  const advance = client ? [{ companyId: client.id, orderIds: [], rest: amount }] : []
  const seen = new Set<string>()
  return [...paid, ...advance]
    .filter((each) => {
      const key = `${each.companyId} ${each.orderIds.toSorted((a, b) => a - b).join()}`
      return !seen.has(key) && seen.add(key)
    })
    .slice(0, MAX_SUGGESTIONS)
}

function suggestion(amount: number, chosen: readonly OpenInvoice[]): Suggestion {
  const owed = chosen.reduce((sum, { left }) => sum + left, 0)
  const orderIds = chosen.map(({ orderId }) => orderId)
  return { companyId: chosen[0]?.companyId ?? 0, orderIds, rest: Math.max(0, amount - owed) }
}

/** Two or more invoices that together are the amount, the fewest first. */
function sumsTo(amount: number, invoices: readonly OpenInvoice[]): OpenInvoice[][] {
  const open = invoices.slice(0, MAX_SUMMED)
  const found: OpenInvoice[][] = []
  for (let chosen = 3; chosen < 2 ** open.length; chosen++) {
    const some = open.filter((_, at) => chosen & (1 << at))
    if (some.length > 1 && some.reduce((sum, { left }) => sum + left, 0) === amount) found.push(some)
  }
  return found.sort((one, other) => one.length - other.length).slice(0, MAX_SUGGESTIONS)
}

interface Reasons {
  isThird: boolean
  named: readonly OpenInvoice[]
  client: Client | undefined
  suggestions: readonly Suggestion[]
}

function reasonOf({ isThird, named, client, suggestions }: Reasons): PaymentReason {
  const [first] = suggestions
  if (!first) return 'nothing'
  if (isThird || (named.length > 0 && client && named.some(({ bin }) => bin !== client.bin)))
    return 'third_party'
  if (first.orderIds.length > 1) return 'several'
  return first.orderIds.length === 1 ? 'sum_differs' : 'payer'
}
