import { addDays, businessDay, fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { invoiceOrder, issueOrder, payOrder } from '#app/domain/orders/order-steps.server.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { cancelOrder, createOrder, findOrder, sendOrder } from '#app/domain/orders/orders.server.ts'
import { type OrderMoments, updateOrderMoments } from '#db/queries/demo/demo.ts'

const MINUTE = 60_000
const SENT_AFTER_MINUTES = 7

/** What became of an order, and when. */
interface Story {
  /** Coupons of 20 litres. */
  quantity: string
  created: Date
  isDraft?: true
  invoiced?: Date
  /** Tiyn; the whole of it unless told. */
  paid?: { at: Date; document: string; amount?: number }
  issued?: Date
  cancelled?: Date
}

/**
 * Orders on their way: issued, cancelled, paid in part, two that wait for their payment, sent, and a draft.
 * @returns the invoice of the one whose payment the bank's statement of yesterday has
 */
export async function demoOrders(
  staff: Context,
  client: Context,
  companyId: CompanyId,
): Promise<{ number: string; total: number }> {
  const tell = (story: Story) => tellOrder(staff, client, companyId, story)
  const at = (daysAgo: number, clock: string) =>
    fromAlmatyWallClock(`${addDays(businessDay(client.now), -daysAgo)}T${clock}:00`)
  const minutesAgo = (minutes: number) => new Date(client.now.getTime() - minutes * MINUTE)
  await tell({
    ...{ quantity: '30', created: at(6, '10:24'), invoiced: at(6, '11:50') },
    ...{ paid: { at: at(5, '12:10'), document: '560' }, issued: at(5, '12:40') },
  })
  await tell({ quantity: '25', created: at(5, '16:08'), cancelled: at(5, '16:31') })
  await tell({
    ...{ quantity: '100', created: at(3, '09:41'), invoiced: at(3, '10:15') },
    paid: { at: at(2, '09:30'), document: '561', amount: 20_000_000 },
  })
  const awaited = await tell({ quantity: '40', created: at(2, '11:52'), invoiced: at(2, '14:20') })
  // What docs/samples/bank-statement.txt pays.
  await tell({ quantity: '35', created: at(1, '15:17'), invoiced: at(1, '16:05') })
  await tell({ quantity: '60', created: minutesAgo(133) })
  await tell({ quantity: '50', created: minutesAgo(38), isDraft: true })
  return awaited
}

/** Each step with the clock set back to its moment: nobody acts in the past. */
async function tellOrder(
  staff: Context,
  client: Context,
  companyId: CompanyId,
  { quantity, created, isDraft, invoiced, paid, issued, cancelled }: Story,
): Promise<{ number: string; total: number }> {
  const buyer = (now: Date): Context => ({ ...client, now })
  const seller = (now: Date): Context => ({ ...staff, now })
  const order = SaveOrder.parse({ product1: 'diesel', nominal1: '20', quantity1: quantity })
  const id = await createOrder(buyer(created), companyId, order)
  const { total } = await findOrder(buyer(created), companyId, id)
  const moments: OrderMoments = { created }
  if (!isDraft) {
    moments.sent = new Date(created.getTime() + SENT_AFTER_MINUTES * MINUTE)
    await sendOrder(buyer(moments.sent), companyId, id, { version: 1, total })
  }
  // Before the invoice, which has the prices and the VAT of the day on which the order was sent.
  await updateOrderMoments(client.db, id, moments)
  if (cancelled) await cancelOrder(buyer(cancelled), companyId, id, { reason: 'Заказано дважды' })
  const number = invoiced ? await invoiceOrder(seller(invoiced), id) : ''
  if (paid) {
    const { at, document, amount = total } = paid
    await payOrder(seller(at), id, { amount, occurredOn: businessDay(at), document })
  }
  if (issued) await issueOrder(seller(issued), id)
  await updateOrderMoments(client.db, id, { ...moments, invoiced, settled: issued ?? cancelled })
  return { number, total }
}
