import type { InvoiceLine, Party } from '#app/domain/documents/invoice-content.ts'

/** Money is in tiyn, volumes in millilitres; names in the reader's language. */
export interface InvoiceView {
  number: string
  issuedOn: string
  validUntil: string
  orderId: number
  contract: { number: string; signedOn: string }
  supplier: Party
  buyer: Party
  paymentCode: string
  /** To be copied into the payment: in the language of banks. */
  purpose: string
  lines: InvoiceLineView[]
  total: number
  vat: number
  /** In hundredths of a percent; null: without VAT. */
  vatRate: number | null
  /** The sum in words. */
  inWords: { ru: string; kk: string }
  digest: string
  /** What of the order or the day speaks against paying it, or that it is paid. */
  notice: 'cancelled' | 'over' | 'paid' | null
}

export interface InvoiceLineView {
  code: string
  /** Null: a card. */
  product: string | null
  nominal: number | null
  quantity: number
  price: number
  amount: number
}

/** `diesel-20`: what a line is called in the books. */
export function lineCode({ product, nominal }: Pick<InvoiceLine, 'product' | 'nominal'>): string {
  return product && nominal !== null ? `${product.code}-${nominal / 1_000}` : 'card'
}
