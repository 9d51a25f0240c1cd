import { readAccount } from '#app/domain/contract-account/balances.server.ts'
import { bookEntry } from '#app/domain/contract-account/entries.server.ts'
import { promisePayment } from '#app/domain/contract-account/promises.server.ts'
import { createContract } from '#app/domain/contracts/contracts.server.ts'
import { addDays, addMonths, businessDay, dayBounds, startOfMonth } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { selectCompaniesByBins } from '#db/queries/companies/companies.ts'
import { demoClients, SIGNED_DAYS_AGO } from './clients.ts'
import { type DemoProduct, demoPrice } from './prices.ts'

/** Tiyn that the first and the second client have free in the end. */
const FREE = [320_000_000, 14_000_000] as const
/** Whole hundred thousands of tenge are paid. */
const ROUND = 10_000_000
const SUPPLIER = {
  supplierBin: '150540000017',
  supplierAddress: 'г. Алматы, пр. Аль-Фараби, 17',
  // The example of the standard.
  supplierIban: 'KZ86125KZT5004100100',
  supplierKbe: '17',
  supplierBank: 'АО «Демо Банк»',
  supplierBic: 'DEMOKZKA',
} as const

/** A price list, and contracts of the first two clients whose account is kept since two months ago. */
export async function demoContracts(staff: Context): Promise<void> {
  const today = businessDay(staff.now)
  const startsOn = startOfMonth(addMonths(today, -2))
  const priceListId = await createPriceList(staff, { name: 'Корпоративный' })
  // Nobody sets a price for a day that is over.
  const then = { ...staff, now: dayBounds(startsOn).from }
  const products: readonly DemoProduct[] = ['ai92', 'ai95', 'ai98', 'diesel', 'diesel_winter', 'lpg']
  for (const product of products) {
    const price = demoPrice(product, 0) * 100
    await setPrice(then, priceListId, { product, price, startsOn })
    const next = startOfMonth(addMonths(today, 1))
    await setPrice(staff, priceListId, { product, price: price + 500, startsOn: next })
  }
  for (const [index, companyId] of (await firstTwo(staff)).entries()) {
    await createContract(staff, companyId, {
      ...{
        number: demoClients[index]?.contract ?? '',
        signedOn: addDays(today, -SIGNED_DAYS_AGO),
        startsOn,
        endsOn: '',
      },
      ...{ priceListId, discount: index === 0 ? 200 : 0, vat: 'turnover', papers: 'fill' },
      ...{
        accountFrom: startsOn,
        stopLimit: 0,
        lowBalance: 20_000_000,
        minOrder: 5_000_000,
        couponMonths: 6,
        couponRemainder: index === 1 ? 'returned' : null,
        comment: 'Предоплата 100 %.',
      },
      ...{ supplierName: staff.settings.brandLegalName, ...SUPPLIER },
      ...{ buyerAddress: '', buyerIban: '', buyerKbe: '17', buyerBank: '', buyerBic: '' },
    })
  }
}

/** Payments for what the registers brought, a promise, and a correction. */
export async function demoPayments(staff: Context): Promise<void> {
  const today = businessDay(staff.now)
  const months = [startOfMonth(addMonths(today, -2)), startOfMonth(addMonths(today, -1)), startOfMonth(today)]
  for (const [index, companyId] of (await firstTwo(staff)).entries()) {
    const free = (await readAccount(staff, companyId))?.free ?? 0
    const owed = (FREE[index] ?? 0) - free
    const part = Math.max(ROUND, Math.ceil(owed / months.length / ROUND) * ROUND)
    for (const [at, occurredOn] of months.entries()) {
      const document = String(417 + at * 31 + index)
      const reason = `Оплата по договору ${demoClients[index]?.contract}`
      const payment = { kind: 'payment' as const, amount: part, corrects: '' as const }
      await bookEntry(staff, companyId, { ...payment, occurredOn, document, reason })
    }
    if (index === 0) continue
    const untilOn = addDays(today, 5)
    await promisePayment(staff, companyId, { amount: ROUND, untilOn, reason: 'Гарантийное письмо' })
  }
}

async function firstTwo(ctx: Context): Promise<CompanyId[]> {
  const bins = demoClients.slice(0, 2).map(({ bin }) => bin)
  const rows = await selectCompaniesByBins(ctx.db, bins)
  return bins.flatMap((bin) => rows.filter((row) => row.bin === bin).map(({ id }) => asCompanyId(id)))
}
