import { ibanInGroups } from '#app/domain/contracts/bank-codes.ts'
import type { ContractRow } from '#app/domain/contracts/contracts.server.ts'
import { contractStatus, percentText } from '#app/domain/contracts/contracts.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { fileMoney } from '#app/domain/kernel/money.ts'
import type { ContractView } from './contract-view.ts'

export function contractView(row: ContractRow, now: Date): ContractView {
  const { id, number, vat, papers, terms } = row
  return {
    ...{ id, number, vat, papers, terms },
    signedOn: row.signed_on,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    status: contractStatus(row, businessDay(now)),
    discount: percentText(row.discount),
    accountFrom: row.account_from,
    stopLimit: row.stop_limit,
    lowBalance: row.low_balance,
    minOrder: row.min_order,
    couponMonths: row.coupon_months,
    couponRemainder: row.coupon_remainder,
    supplier: {
      name: row.supplier_name,
      bin: row.supplier_bin,
      address: row.supplier_address,
      iban: ibanInGroups(row.supplier_iban),
      kbe: row.supplier_kbe,
      bank: row.supplier_bank,
      bic: row.supplier_bic,
    },
    buyer: {
      name: null,
      bin: null,
      address: row.buyer_address,
      iban: ibanInGroups(row.buyer_iban),
      kbe: row.buyer_kbe,
      bank: row.buyer_bank,
      bic: row.buyer_bic,
    },
  }
}

/** What the form holds of a contract that is there. */
export function contractFields(row: ContractRow) {
  return {
    number: row.number,
    signedOn: row.signed_on,
    startsOn: row.starts_on,
    endsOn: row.ends_on ?? '',
    priceListId: row.price_list_id === null ? '' : String(row.price_list_id),
    discount: row.discount === 0 ? '' : percentText(row.discount),
    vat: row.vat,
    papers: row.papers,
    couponRemainder: row.coupon_remainder ?? '',
    accountFrom: row.account_from ?? '',
    stopLimit: row.stop_limit === 0 ? '' : fileMoney(row.stop_limit),
    minOrder: row.min_order === 0 ? '' : fileMoney(row.min_order),
    couponMonths: String(row.coupon_months),
    lowBalance: row.low_balance === null ? '' : fileMoney(row.low_balance),
    comment: row.terms,
    supplierName: row.supplier_name,
    supplierBin: row.supplier_bin,
    supplierAddress: row.supplier_address,
    supplierIban: row.supplier_iban,
    supplierKbe: row.supplier_kbe,
    supplierBank: row.supplier_bank,
    supplierBic: row.supplier_bic,
    buyerAddress: row.buyer_address,
    buyerIban: row.buyer_iban,
    buyerKbe: row.buyer_kbe,
    buyerBank: row.buyer_bank,
    buyerBic: row.buyer_bic,
    version: String(row.version),
  }
}
