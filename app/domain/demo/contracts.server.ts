import { readAccount } from '#app/domain/contract-account/balances.server.ts'
import { bookEntry } from '#app/domain/contract-account/entries.server.ts'
import { promisePayment } from '#app/domain/contract-account/promises.server.ts'
import { createContract } from '#app/domain/contracts/contracts.server.ts'
import {
  addDays,
  addMonths,
  businessDay,
  fromAlmatyWallClock,
  startOfMonth,
} from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { invoiceOrder, issueOrder, payOrder } from '#app/domain/orders/order-steps.server.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { cancelOrder, createOrder, findOrder, sendOrder } from '#app/domain/orders/orders.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { selectCompaniesByBins } from '#db/queries/companies/companies.ts'
import { updateOrderMoment } from '#db/queries/demo/demo.ts'
import { demoClients } from './clients.ts'
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
  const priceListId = await createPriceList(staff, { name: 'Корпоративный' })
  const products: readonly DemoProduct[] = ['ai92', 'ai95', 'ai98', 'diesel', 'diesel_winter', 'lpg']
  for (const product of products) {
    const price = demoPrice(product, 0) * 100
    await setPrice(staff, priceListId, { product, price, startsOn: today })
    const startsOn = startOfMonth(addMonths(today, 1))
    await setPrice(staff, priceListId, { product, price: price + 500, startsOn })
  }
  const startsOn = startOfMonth(addMonths(today, -2))
  for (const [index, companyId] of (await firstTwo(staff)).entries()) {
    await createContract(staff, companyId, {
      ...{ number: demoClients[index]?.contract ?? '', signedOn: startsOn, startsOn, endsOn: '' },
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

/**
 * Orders on their way: a draft, sent, invoiced, paid in part, issued and cancelled.
 * @returns the invoice of the one that waits for its payment
 */
export async function demoOrders(
  staff: Context,
  client: Context,
  companyId: CompanyId,
): Promise<{ number: string; total: number }> {
  const today = businessDay(client.now)
  const moments = orderMoments(client.now)
  const make = async (quantity1: string, isSent = false) => {
    const order = SaveOrder.parse({ product1: 'diesel', nominal1: '20', quantity1 })
    const id = await createOrder(client, companyId, order)
    const { total } = await findOrder(client, companyId, id)
    if (isSent) await sendOrder(client, companyId, id, { version: 1, total })
    await updateOrderMoment(client.db, id, moments.shift() ?? client.now)
    return id
  }
  const send = (quantity: string) => make(quantity, true)
  const issued = await send('30')
  await invoiceOrder(staff, issued)
  await payOrder(staff, issued, {
    amount: await leftOf(client, companyId, issued),
    occurredOn: today,
    document: '560',
  })
  await issueOrder(staff, issued)
  await cancelOrder(client, companyId, await send('25'), { reason: 'Заказано дважды' })
  const partly = await send('100')
  await invoiceOrder(staff, partly)
  await payOrder(staff, partly, { amount: 20_000_000, occurredOn: today, document: '561' })
  const awaited = await send('40')
  const number = await invoiceOrder(staff, awaited)
  // What docs/samples/bank-statement.txt pays.
  await invoiceOrder(staff, await send('35'))
  await send('60')
  await make('50')
  return { number, total: await leftOf(client, companyId, awaited) }
}

/** In the office's hours of the last week, and two of today. */
function orderMoments(now: Date): Date[] {
  const today = businessDay(now)
  const before = Object.entries({ 6: '10:24', 5: '16:08', 3: '09:41', 2: '11:52', 1: '15:17' }).toReversed()
  return [
    ...before.map(([days, clock]) => fromAlmatyWallClock(`${addDays(today, -Number(days))}T${clock}:00`)),
    ...[133, 38].map((minutes) => new Date(now.getTime() - minutes * 60_000)),
  ]
}

async function leftOf(client: Context, companyId: CompanyId, id: number): Promise<number> {
  const { order, total } = await findOrder(client, companyId, id)
  return total - order.paid
}

async function firstTwo(ctx: Context): Promise<CompanyId[]> {
  const bins = demoClients.slice(0, 2).map(({ bin }) => bin)
  const rows = await selectCompaniesByBins(ctx.db, bins)
  return bins.flatMap((bin) => rows.filter((row) => row.bin === bin).map(({ id }) => asCompanyId(id)))
}
