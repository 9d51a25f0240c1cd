import { invoiceNumber } from '#app/domain/documents/invoice-content.ts'
import type { Invoice } from '#app/domain/documents/invoices.server.ts'
import { businessDay, isPast } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { OrderStatus } from '#app/domain/orders/orders.ts'
import { amountInKazakh, amountInRussian } from '#locales/amount-in-words.ts'
import { formatDate } from '#locales/format.ts'
import { translatorFor } from '#locales/words.server.ts'
import { type InvoiceView, lineCode } from './invoice-view.ts'

/** @param status of its order */
export function invoiceView(ctx: Context, { content, digest }: Invoice, status: OrderStatus): InvoiceView {
  const { orderId, issuedOn, validUntil, contract, supplier, buyer, paymentCode, total, vat, vatRate } =
    content
  const number = invoiceNumber(content.number)
  const purpose = { number, date: formatDate(issuedOn, 'ru'), contract: contract.number }
  return {
    ...{ number, orderId, issuedOn, validUntil, contract, supplier, buyer, paymentCode, total, vat, vatRate },
    purpose: translatorFor('ru')('documents:purposeText', purpose),
    lines: content.lines.map(({ product, nominal, quantity, price, amount }) => {
      const code = lineCode({ product, nominal })
      return { code, product: product?.[ctx.locale] ?? null, nominal, quantity, price, amount }
    }),
    inWords: { ru: amountInRussian(total), kk: amountInKazakh(total) },
    digest,
    notice: noticeOf(ctx, status, validUntil),
  }
}

function noticeOf(ctx: Context, status: OrderStatus, validUntil: string): InvoiceView['notice'] {
  if (status === 'cancelled') return 'cancelled'
  if (status === 'paid' || status === 'issued') return 'paid'
  return isPast(validUntil, businessDay(ctx.now)) ? 'over' : null
}
