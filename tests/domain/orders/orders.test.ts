import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAccount } from '#app/domain/contract-account/balances.server.ts'
import { addDays, addMonths, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { invoiceOrder, issueOrder, payOrder, refuseOrder } from '#app/domain/orders/order-steps.server.ts'
import { payOrderInput, SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import {
  cancelOrder,
  createOrder,
  editOrder,
  findOrder,
  lastOrder,
  listOrders,
  sendOrder,
} from '#app/domain/orders/orders.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { Random } from '#tests/faults/driver/random.ts'
import { accountFor } from '#tests/support/accounts.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let operator: Person
let owner: Person
let viewer: Person
let companyId: CompanyId
let listId: number
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  operator = await cabinet.staff('operator')
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  viewer = await cabinet.client(companyId, 'viewer')
  today = businessDay(operator.ctx.now)
  listId = await createPriceList(operator.ctx, { name: 'Основной' })
  for (const [product, price] of Object.entries({ diesel: 32_555, ai95: 28_933 }))
    await setPrice(operator.ctx, listId, { product, price, startsOn: today })
  const terms = { priceListId: listId, discount: 133, minOrder: 5_000_000, couponMonths: 3 }
  await accountFor(operator, companyId, { ...terms, papers: 'issue' })
})
afterAll(() => cabinet.destroy())

const basket = (typed: Record<string, string> = {}) =>
  SaveOrder.parse({ product1: 'diesel', nominal1: '20', quantity1: '50', cards: '2', ...typed })
const draft = (typed?: Record<string, string>, by = owner) => createOrder(by.ctx, companyId, basket(typed))
const find = (id: number) => findOrder(owner.ctx, companyId, id)
async function send(id: number, by = owner) {
  const { order, total } = await find(id)
  await sendOrder(by.ctx, companyId, id, { version: order.version, total })
  return total
}
const pay = (id: number, amount: string) =>
  payOrder(operator.ctx, id, payOrderInput(today).parse({ amount, occurredOn: today, document: '417' }))
const status = async (id: number) => (await find(id)).order.status

describe('an order', () => {
  test('is proposed by a viewer, sent by an owner, invoiced, paid in parts and issued', async () => {
    const id = await draft({}, viewer)
    await expect(send(id, viewer)).rejects.toMatchObject({ code: 'not_allowed' })
    const total = await send(id)
    // 325.55 less 1.33 % is 321.22; a coupon of 20 litres is 6,424.40.
    expect(total).toBe(642_440 * 50)
    const validUntil = addDays(addMonths(today, 3), -1)
    expect(await find(id)).toMatchObject({ total, validUntil, order: { status: 'sent' } })
    await expect(pay(id, '1')).rejects.toMatchObject({ code: 'order_not_ready' })
    await invoiceOrder(operator.ctx, id)
    await pay(id, '100 000')
    expect(await status(id)).toBe('paid_in_part')
    await expect(issueOrder(operator.ctx, id)).rejects.toMatchObject({ code: 'order_not_ready' })
    await pay(id, '300 000')
    expect(await status(id)).toBe('paid')
    expect((await readAccount(operator.ctx, companyId))?.figures.balance).toBe(40_000_000)
    await issueOrder(operator.ctx, id)
    expect(await status(id)).toBe('issued')
    // Papers by issue: the account is debited once, and what was paid too much stays.
    expect((await readAccount(operator.ctx, companyId))?.figures.balance).toBe(40_000_000 - total)
    await expect(issueOrder(operator.ctx, id)).rejects.toMatchObject({ code: 'order_not_ready' })
    expect(await lastOrder(owner.ctx, companyId)).toBe(id)
  })

  test('is issued once, whoever presses at the same time, and paid by each payment', async () => {
    const id = await draft()
    const total = await send(id)
    await invoiceOrder(operator.ctx, id)
    const before = (await readAccount(operator.ctx, companyId))?.figures.balance ?? 0
    await Promise.all([pay(id, '160 610'), pay(id, '160 610')])
    expect((await find(id)).order).toMatchObject({ status: 'paid', paid: 32_122_000 })
    const issued = await Promise.allSettled([1, 2, 3].map(() => issueOrder(operator.ctx, id)))
    expect(issued.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const after = (await readAccount(operator.ctx, companyId))?.figures.balance
    expect(after).toBe(before + 32_122_000 - total)
  })

  test('is not sent for another total than the person saw, nor below the minimum', async () => {
    const id = await draft()
    const { total } = await find(id)
    const sent = (version: number, seen: number) =>
      sendOrder(owner.ctx, companyId, id, { version, total: seen })
    await expect(sent(1, total - 1)).rejects.toMatchObject({ code: 'order_price_changed' })
    await editOrder(viewer.ctx, companyId, id, { ...basket({ quantity1: '1' }), version: 1 })
    await expect(sent(1, total)).rejects.toMatchObject({ code: 'order_price_changed' })
    await expect(send(id)).rejects.toMatchObject({ code: 'order_below_minimum' })
    await expect(editOrder(owner.ctx, companyId, id, { ...basket(), version: 1 })).rejects.toMatchObject({
      code: 'conflict_try_again',
    })
  })

  test('is taken back by its company until it is invoiced, and refused by staff until it is paid', async () => {
    const [one, other] = [await draft(), await draft()]
    await send(one)
    await cancelOrder(owner.ctx, companyId, one, { reason: 'Ошибка' })
    await expect(invoiceOrder(operator.ctx, one)).rejects.toMatchObject({ code: 'order_not_ready' })
    await send(other)
    await invoiceOrder(operator.ctx, other)
    await expect(cancelOrder(owner.ctx, companyId, other, { reason: '' })).rejects.toMatchObject({
      code: 'order_not_cancellable',
    })
    await refuseOrder(operator.ctx, other, { reason: 'Нет лимита' })
    expect((await find(other)).order).toMatchObject({ status: 'cancelled', reason: 'Нет лимита' })
    const { rows } = await listOrders(owner.ctx, companyId, { status: 'cancelled' })
    expect(rows.map(({ id }) => id)).toEqual([other, one])
  })

  test('a sent order is changed and sent no more, and refused by staff only until it is paid', async () => {
    const id = await draft()
    const total = await send(id)
    const { version } = (await find(id)).order
    const edited = editOrder(owner.ctx, companyId, id, { ...basket({ quantity1: '1' }), version })
    await expect(edited).rejects.toMatchObject({ code: 'order_not_draft' })
    const again = sendOrder(owner.ctx, companyId, id, { version, total })
    await expect(again).rejects.toMatchObject({ code: 'order_not_draft' })
    await invoiceOrder(operator.ctx, id)
    await pay(id, '1000')
    await expect(refuseOrder(operator.ctx, id, { reason: 'x' })).rejects.toMatchObject({
      code: 'order_not_cancellable',
    })
    expect((await find(id)).order).toMatchObject({ status: 'paid_in_part', total, paid: 100_000 })
  })

  test('an order for fuel without a price any more is shown without one, and not sent', async () => {
    const other = await cabinet.company()
    const { ctx } = await cabinet.client(other)
    const own = await createPriceList(operator.ctx, { name: 'Временный' })
    await setPrice(operator.ctx, own, { product: 'diesel', price: 30_000, startsOn: today })
    const contract = await accountFor(operator, other, { priceListId: own })
    const id = await createOrder(
      ctx,
      other,
      SaveOrder.parse({ product1: 'diesel', nominal1: '20', quantity1: '1' }),
    )
    const { order, total } = await findOrder(ctx, other, id)
    expect(total).toBe(600_000)
    const without = await createPriceList(operator.ctx, { name: 'Пустой' })
    const terms = cabinet.db.updateTable('contracts').where('id', '=', contract)
    await terms.set({ price_list_id: without }).execute()
    expect(await findOrder(ctx, other, id)).toMatchObject({ validUntil: null, least: 0, total: 600_000 })
    const sent = sendOrder(ctx, other, id, { version: order.version, total })
    await expect(sent).rejects.toMatchObject({ code: 'order_price_missing', field: undefined })
  })

  test('is one of fifty at most that are open, until one is done with', async () => {
    const other = await cabinet.company()
    const { ctx } = await cabinet.client(other)
    await accountFor(operator, other, { priceListId: listId })
    const cards = SaveOrder.parse({ cards: '1' })
    const first = await createOrder(ctx, other, cards)
    for (let at = 1; at < 50; at++) await createOrder(ctx, other, cards)
    await expect(createOrder(ctx, other, cards)).rejects.toMatchObject({ code: 'orders_too_many' })
    await cancelOrder(ctx, other, first, { reason: '' })
    expect(await createOrder(ctx, other, cards)).toBeGreaterThan(first)
  })

  test('of cards alone costs nothing and needs no minimum', async () => {
    const id = await createOrder(owner.ctx, companyId, SaveOrder.parse({ cards: '3' }))
    expect(await send(id)).toBe(0)
    await invoiceOrder(operator.ctx, id)
    await issueOrder(operator.ctx, id)
    expect(await status(id)).toBe('issued')
  })

  test('needs a contract with a price, and belongs to its company', async () => {
    await expect(draft({ product1: 'ai92' })).rejects.toMatchObject({
      ...{ code: 'order_price_missing', field: 'product1' },
    })
    const other = await cabinet.company()
    const stranger = await cabinet.client(other)
    await expect(createOrder(stranger.ctx, other, basket())).rejects.toMatchObject({
      code: 'contract_not_found',
    })
    await expect(findOrder(stranger.ctx, other, await draft())).rejects.toMatchObject({
      code: 'order_not_found',
    })
  })

  test('has lines whose amounts and VAT make its total to the tiyn, whatever is in it', async () => {
    const random = new Random(9)
    for (let round = 0; round < 15; round++) {
      const typed = Object.fromEntries(
        [1, 2, 3].flatMap((at) => [
          [`product${at}`, random.pick(['diesel', 'ai95', ''])],
          [`nominal${at}`, String(random.pick([5, 10, 15, 200]))],
          [`quantity${at}`, String(random.between(1, 999))],
        ]),
      )
      const id = await createOrder(owner.ctx, companyId, SaveOrder.parse({ ...typed, cards: '1' }))
      const { lines, total } = await find(id)
      expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(total)
      for (const { amount, vat, quantity, price, nominal } of lines) {
        expect(amount % quantity).toBe(0)
        expect(Math.abs(amount - (price * (nominal ?? 0) * quantity) / 1_000)).toBeLessThanOrEqual(
          quantity / 2,
        )
        expect(Math.abs(vat - (amount * 16) / 116)).toBeLessThanOrEqual(0.5)
      }
      await cancelOrder(owner.ctx, companyId, id, { reason: '' })
    }
  })
})

test.each([
  ['', null],
  ['3', 3],
])('the version of a basket that is typed as "%s" is %s', (version, read) => {
  expect(SaveOrder.parse({ cards: '1', version }).version).toBe(read)
})

test.each([
  [{}, 'required'],
  [{ product1: 'diesel' }, 'required'],
  [{ product1: 'diesel', nominal1: '7', quantity1: '1' }, 'invalid'],
  [{ product1: 'diesel', nominal1: '20', quantity1: '10001' }, 'invalid'],
  [{ cards: '501' }, 'invalid'],
])('a basket of %o is refused: %s', (typed, code) => {
  expect(SaveOrder.safeParse(typed).error?.issues[0]?.message).toBe(code)
})
