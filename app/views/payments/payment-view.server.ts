import { invoiceNumber } from '#app/domain/documents/invoice-content.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { FoundPayment, NamedSuggestion, PaymentRow } from '#app/domain/payments/payments.server.ts'
import type { PaymentRowView, PaymentSuggestionView, PaymentView } from './payment-view.ts'

export function paymentRowView(row: PaymentRow): PaymentRowView {
  const isOut = row.amount < 0
  return {
    ...{ id: row.id, status: row.status, reason: row.reason, occurredOn: row.occurred_on },
    ...{ number: row.document_number, amount: row.amount },
    name: isOut ? row.recipient_name : row.payer_name,
    bin: (isOut ? row.recipient_bin : row.payer_bin) ?? '',
  }
}

export function paymentView({ payment, credits, suggestions, booked }: FoundPayment): PaymentView {
  const left = payment.amount - payment.credited
  return {
    ...paymentRowView(payment),
    ...{ version: payment.version, account: payment.account, purpose: payment.purpose, note: payment.note },
    ...{ code: payment.payment_code ?? '', credited: payment.credited, importId: payment.import_id },
    otherAccount: payment.amount < 0 ? payment.recipient_account : payment.payer_account,
    credits: credits.map((credit) => ({
      ...{ id: credit.id, orderId: credit.order_id, entryId: credit.entry_id, amount: credit.amount },
      ...{ company: { id: credit.company_id, name: credit.company_name }, by: credit.matched_by },
      ...{ isReversal: credit.reverses_id !== null, author: credit.created_by_email },
      at: almatyWallClock(credit.created_at),
    })),
    booked,
    suggestions: suggestions.map((suggestion) => suggestionView(suggestion, left)),
  }
}

function suggestionView(
  { client, orderIds, invoices, rest }: NamedSuggestion,
  left: number,
): PaymentSuggestionView {
  const owed = invoices.reduce((sum, invoice) => sum + invoice.left, 0)
  return {
    ...client,
    orders: orderIds.join(', '),
    invoices: invoices.map(({ orderId, number, issuedOn, left: open }) => {
      return { orderId, number: invoiceNumber(number), issuedOn, left: open }
    }),
    rest,
    short: Math.max(0, owed - left),
  }
}
