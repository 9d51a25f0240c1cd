import type {
  ContractPapers,
  ContractStatus,
  ContractVat,
  CouponRemainder,
} from '#app/domain/contracts/contracts.ts'
import type { ProductCode } from '#app/domain/products/products.ts'

export interface ContractView {
  id: number
  number: string
  signedOn: string
  startsOn: string
  endsOn: string | null
  status: ContractStatus
  /** Percent: `2.5`. */
  discount: string
  /** Null: no account is kept. */
  accountFrom: string | null
  /** Tiyn. */
  stopLimit: number
  lowBalance: number | null
  minOrder: number
  couponMonths: number
  vat: ContractVat
  papers: ContractPapers
  /** Null: as each coupon says. */
  couponRemainder: CouponRemainder | null
  terms: string
  supplier: Party
  buyer: Party
}

export interface Party {
  /** Null: the company's own name and BIN, which stand on the page. */
  name: string | null
  bin: string | null
  address: string
  /** `KZ86 125K …` */
  iban: string
  kbe: string
  bank: string
  bic: string
}

/** Tiyn a litre, the discount taken off. */
export interface ContractPriceView {
  product: ProductCode
  price: number
  /** What of it is VAT. */
  vat: number
}
