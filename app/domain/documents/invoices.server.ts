import { createHash } from 'node:crypto'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { accountReaders } from '#app/domain/contract-account/account-readers.server.ts'
import { type ContractRow, findContract } from '#app/domain/contracts/contracts.server.ts'
import { addDays, businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight, requireRightIn } from '#app/domain/kernel/rights.ts'
import { formatLetterDay, formatLetterMoney } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { vatRateOn } from '#app/domain/prices/vat.ts'
import { readProducts } from '#app/domain/products/catalogue.server.ts'
import {
  type DocumentRow,
  insertDocument,
  selectDocumentOfOrder,
  updateCounter,
} from '#db/queries/documents/documents.ts'
import type { OrderLinesTable } from '#db/schema/index.ts'
import { type InvoiceContent, type InvoiceLine, invoiceNumber, type Party } from './invoice-content.ts'

/** What is invoiced: an order whose prices are fixed. */
export interface InvoicedOrder {
  id: number
  companyId: CompanyId
  contractId: number
  /** The day whose prices and VAT it has. */
  pricedOn: Day
  lines: readonly Omit<OrderLinesTable, 'id' | 'order_id'>[]
}

export interface Invoice {
  content: InvoiceContent
  /** SHA-256 of the frozen content, in hexadecimal digits. */
  digest: string
  createdAt: Date
}

/**
 * A step of the order, in its transaction: freezes the invoice under the next number of the year and mails its link to
 * the company's owners and managers.
 * @returns its number as it is printed. @throws DomainError company_not_found, contract_not_found
 */
export async function issueInvoice(ctx: Context, order: InvoicedOrder): Promise<string> {
  requireRight(ctx, 'manage_orders')
  const { actor, settings } = ctx
  if (actor.kind !== 'staff') reject('not_allowed')
  const { id: orderId, companyId } = order
  const contract = await findContract(ctx, companyId, order.contractId)
  const { name, bin } = await findCompany(ctx, companyId)
  const lines = await linesOf(ctx, order)
  const issuedOn = businessDay(ctx.now)
  const year = Number(issuedOn.slice(0, 4))
  const vat = sumOf(lines, 'vat')
  // Last, because everybody else who issues a paper waits from here on.
  const number = await updateCounter(ctx.db, 'invoice', year)
  const content: InvoiceContent = {
    ...{ form: 1, number, issuedOn, validUntil: addDays(issuedOn, settings.invoiceDays), orderId },
    contract: { number: contract.number, signedOn: contract.signed_on },
    supplier: supplierOf(contract),
    buyer: { name, bin, ...buyerOf(contract) },
    paymentCode: settings.paymentCode,
    lines,
    ...{ total: sumOf(lines, 'amount'), vat, vatRate: vat === 0 ? null : vatRateOn(order.pricedOn) },
  }
  const text = JSON.stringify(content)
  await insertDocument(ctx.db, {
    ...{ kind: 'invoice', year, number, company_id: companyId, order_id: orderId },
    ...{ issued_on: issuedOn, valid_until: content.validUntil, total: content.total },
    ...{ content: text, digest: digestOf(text), created_by: actor.userId },
  })
  await mailInvoice(ctx, companyId, content)
  return invoiceNumber(number)
}

/** An order's invoice; null: it has none. */
export async function findInvoiceOf(
  ctx: Context,
  companyId: CompanyId,
  orderId: number,
): Promise<Invoice | null> {
  requireRightIn(ctx, companyId, 'see_orders')
  const row = await selectDocumentOfOrder(ctx.db, companyId, 'invoice', orderId)
  return row ? invoiceIn(row) : null
}

/** @throws DomainError invoice_not_found */
export async function findInvoice(ctx: Context, companyId: CompanyId, orderId: number): Promise<Invoice> {
  return (await findInvoiceOf(ctx, companyId, orderId)) ?? reject('invoice_not_found')
}

/** @throws Error where somebody changed what was frozen: such a paper is shown to nobody */
function invoiceIn({ id, content, digest, created_at: createdAt }: DocumentRow): Invoice {
  if (!digestOf(content).equals(digest))
    throw new Error(`The content of document ${id} does not fit its digest`)
  return { content: JSON.parse(content), digest: digest.toString('hex'), createdAt }
}

async function mailInvoice(ctx: Context, companyId: CompanyId, content: InvoiceContent): Promise<void> {
  const { number, total, validUntil, orderId } = content
  for (const { id, email, locale } of await accountReaders(ctx, companyId)) {
    const props = {
      ...{ email, orderId, number: invoiceNumber(number), contract: content.contract.number },
      total: formatLetterMoney(total, locale),
      validUntil: formatLetterDay(validUntil, locale),
    }
    await enqueue(ctx, 'invoice_issued', { to: email, locale, userId: id, props })
  }
}

async function linesOf(ctx: Context, { lines }: InvoicedOrder): Promise<InvoiceLine[]> {
  const products = await readProducts(ctx)
  return lines.map(({ kind, product: code, nominal, quantity, amount, vat }) => {
    const row = products.find((one) => one.code === code)
    const names = code !== null && { code, ru: row?.name_ru ?? code, kk: row?.name_kk ?? code }
    const product = names ? { ...names, en: row?.name_en ?? names.code } : null
    // A line is rounded by the coupon, so that the division leaves nothing.
    return { kind, product, nominal, quantity, price: amount / quantity, amount, vat }
  })
}

function supplierOf(contract: ContractRow): Party {
  return {
    ...{ name: contract.supplier_name, bin: contract.supplier_bin, address: contract.supplier_address },
    ...{ iban: contract.supplier_iban, kbe: contract.supplier_kbe },
    ...{ bank: contract.supplier_bank, bic: contract.supplier_bic },
  }
}

function buyerOf(contract: ContractRow): Omit<Party, 'name' | 'bin'> {
  return {
    ...{ address: contract.buyer_address, iban: contract.buyer_iban, kbe: contract.buyer_kbe },
    ...{ bank: contract.buyer_bank, bic: contract.buyer_bic },
  }
}

function sumOf(lines: readonly InvoiceLine[], column: 'amount' | 'vat'): number {
  return lines.reduce((sum, line) => sum + line[column], 0)
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
