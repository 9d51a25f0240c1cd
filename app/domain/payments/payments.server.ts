import { isValidBin } from '#app/domain/companies/bin.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { type ListedCreditRow, selectCredits } from '#db/queries/payments/credits.ts'
import { type PaymentRow, selectPayment, selectPayments } from '#db/queries/payments/payments.ts'
import { entriesByHand } from './by-hand.server.ts'
import { factsOf, matchedOf } from './facts.server.ts'
import { type Client, matchOf, type OpenInvoice, type Suggestion } from './matching.ts'
import type { PaymentFilter } from './payments.input.server.ts'
import { isOpen } from './payments.ts'

export type { PaymentRow }

/** The newest first. */
export function listPayments(ctx: Context, { status, q, cursor }: PaymentFilter): Promise<Page<PaymentRow>> {
  requireRight(ctx, 'see_payments')
  const digits = q?.replace(/\s/g, '') ?? ''
  const found = isValidBin(digits) ? { payerBin: digits } : { document: q }
  const filter = { status: status === 'all' ? undefined : status, ...found }
  return readPageById({ cursor, read: (request) => selectPayments(ctx.db, filter, request) })
}

export interface FoundPayment {
  payment: PaymentRow
  credits: ListedCreditRow[]
  /** At most three, the likeliest first; none where nothing of it is left. */
  suggestions: NamedSuggestion[]
  /** Of a payment that may have been entered by hand: the entries of the account. */
  booked: BookedEntry[]
}

export interface BookedEntry {
  companyId: CompanyId
  entryId: number
}

/** A suggestion with what a person sees of it. */
export interface NamedSuggestion extends Suggestion {
  client: { bin: string; name: string }
  invoices: OpenInvoice[]
}

/** @throws DomainError payment_not_found */
export async function findPayment(ctx: Context, id: number): Promise<FoundPayment> {
  requireRight(ctx, 'see_payments')
  const payment = (await selectPayment(ctx.db, id)) ?? reject('payment_not_found')
  const credits = await selectCredits(ctx.db, id)
  const suggestions = isOpen(payment.status) ? await suggestionsFor(ctx, payment) : []
  return { payment, credits, suggestions, booked: await bookedOf(ctx, payment, suggestions) }
}

/** Whether it is there. @throws DomainError payment_not_found */
export async function findAnyPayment(ctx: Context, id: number): Promise<PaymentRow> {
  requireRight(ctx, 'see_payments')
  return (await selectPayment(ctx.db, id)) ?? reject('payment_not_found')
}

async function bookedOf(
  ctx: Context,
  payment: PaymentRow,
  [first]: readonly NamedSuggestion[],
): Promise<BookedEntry[]> {
  if (!first || payment.reason !== 'booked') return []
  const companyId = asCompanyId(first.companyId)
  return (await entriesByHand(ctx, companyId, payment)).map((entryId) => ({ companyId, entryId }))
}

async function suggestionsFor(ctx: Context, payment: PaymentRow): Promise<NamedSuggestion[]> {
  const facts = await factsOf(ctx, [payment])
  const { clients, invoices } = facts
  const { certain, suggestions } = matchOf(matchedOf(payment), facts)
  const all = certain ? [{ ...certain }] : suggestions
  return all.flatMap((suggestion) => {
    const own = invoices.filter(({ orderId }) => suggestion.orderIds.includes(orderId))
    const client = clientOf(suggestion, clients, own)
    return client ? [{ ...suggestion, client, invoices: own }] : []
  })
}

function clientOf(
  { companyId }: Suggestion,
  clients: readonly Client[],
  invoices: readonly OpenInvoice[],
): { bin: string; name: string } | undefined {
  const known = clients.find(({ id }) => id === companyId)
  if (known) return known
  const [invoice] = invoices
  return invoice && { bin: invoice.bin, name: invoice.bin }
}
