import type { NewContract } from '#app/domain/contracts/contracts.input.server.ts'

/** As the form of a contract sends it. */
export function contractTyped(overrides: Record<string, string> = {}) {
  return {
    number: 'ТК-2026/117',
    signedOn: '2026-01-12',
    startsOn: '2026-01-15',
    endsOn: '',
    priceListId: '',
    discount: '2,5',
    vat: 'turnover',
    papers: 'fill',
    accountFrom: '',
    stopLimit: '',
    lowBalance: '',
    minOrder: '',
    couponMonths: '',
    couponRemainder: '',
    comment: 'Предоплата 100 %.',
    supplierName: 'ТОО «Oil Retail Kazakhstan»',
    supplierBin: '150540000017',
    supplierAddress: 'г. Астана, пр. Кабанбай батыра, 17',
    supplierIban: 'KZ86 125K ZT50 0410 0100',
    supplierKbe: '17',
    supplierBank: 'АО «Банк»',
    supplierBic: 'KCJBKZKX',
    buyerAddress: '',
    buyerIban: '',
    buyerKbe: '17',
    buyerBank: '',
    buyerBic: '',
    ...overrides,
  }
}

/** The same, read. */
export function contractOf(overrides: Partial<NewContract> = {}): NewContract {
  return {
    number: 'ТК-2026/117',
    signedOn: '2026-01-12',
    startsOn: '2026-01-15',
    endsOn: '',
    priceListId: null,
    discount: 0,
    vat: 'turnover',
    papers: 'fill',
    accountFrom: '',
    stopLimit: null,
    lowBalance: null,
    minOrder: null,
    couponMonths: 6,
    couponRemainder: null,
    comment: '',
    supplierName: 'ТОО «Oil Retail Kazakhstan»',
    supplierBin: '150540000017',
    supplierAddress: '',
    supplierIban: 'KZ86125KZT5004100100',
    supplierKbe: '17',
    supplierBank: 'АО «Банк»',
    supplierBic: 'KCJBKZKX',
    buyerAddress: '',
    buyerIban: '',
    buyerKbe: '',
    buyerBank: '',
    buyerBic: '',
    ...overrides,
  }
}
