import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '#app/domain/demo/demo.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let ctx: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  ctx = { ...(await cabinet.system()), actor: { kind: 'system', name: 'demo' } }
  await loadDemo(ctx, { production: false })
})
afterAll(() => cabinet.destroy())

type Moment = Date | string | null | undefined

/** What is named and out of order; a step that was not taken is left out. Days count as days of Almaty. */
function outOfOrder(name: unknown, ...steps: Moment[]): string[] {
  const days = steps.some((step) => typeof step === 'string')
  const known = steps
    .filter((step) => step !== null && step !== undefined)
    .map((step) => (step instanceof Date ? (days ? businessDay(step) : step.toISOString()) : step))
  return known.join() === known.toSorted().join() ? [] : [`${name}: ${known.join(' > ')}`]
}

test('an order is written, sent, invoiced, paid and issued in this order', async () => {
  const { db } = cabinet
  const orders = await db
    .selectFrom('orders as o')
    .leftJoin('documents as d', 'd.order_id', 'o.id')
    .select(['o.id', 'o.created_at', 'sent_at', 'settled_at', 'coupons_issued_at', 'status', 'o.valid_until'])
    .select(['d.created_at as invoiced_at', 'issued_on', 'd.valid_until as payable_until', 'content'])
    .orderBy('o.id')
    .execute()
  expect(orders.filter(({ issued_on }) => issued_on !== null).length).toBeGreaterThan(3)
  for (const { id, ...of } of orders) {
    const settled = of.coupons_issued_at ?? of.settled_at
    expect(
      outOfOrder(id, of.created_at, of.sent_at, of.invoiced_at, settled, of.settled_at, ctx.now),
    ).toEqual([])
    expect(outOfOrder(id, of.sent_at, of.issued_on, of.payable_until)).toEqual([])
    expect(of.invoiced_at ? businessDay(of.invoiced_at) : null).toBe(of.issued_on)
    expect(of.settled_at !== null).toBe(of.status === 'issued' || of.status === 'cancelled')
  }
  const numbers = orders.flatMap(({ issued_on }) => issued_on ?? [])
  expect(numbers).toEqual(numbers.toSorted())
})

test('a payment for an order comes not before its invoice, and not after today', async () => {
  const { db } = cabinet
  const credited = await db
    .selectFrom('payment_credits as c')
    .innerJoin('payments as p', 'p.id', 'c.payment_id')
    .innerJoin('documents as d', 'd.order_id', 'c.order_id')
    .select(['p.id', 'p.occurred_on', 'd.issued_on', 'p.created_at'])
    .execute()
  expect(credited.length).toBeGreaterThan(0)
  for (const { id, issued_on, occurred_on, created_at } of credited)
    expect(outOfOrder(id, issued_on, occurred_on, created_at)).toEqual([])
  const invoiced = await db.selectFrom('documents').select(['order_id', 'issued_on']).execute()
  const entries = await db.selectFrom('account_entries').selectAll().execute()
  const ofOrders = entries.filter(({ comment, kind }) => kind === 'payment' && comment.startsWith('№ '))
  expect(ofOrders.length).toBeGreaterThan(1)
  for (const { comment, occurred_on } of ofOrders) {
    const invoice = invoiced.find(({ order_id }) => `№ ${order_id}` === comment)
    expect(outOfOrder(comment, invoice?.issued_on ?? 'none', occurred_on)).toEqual([])
  }
  for (const { id, occurred_on, booked_on } of entries)
    expect(outOfOrder(id, occurred_on, booked_on, businessDay(ctx.now))).toEqual([])
})

test('coupons of an order begin on the day of their issue and end with what was promised', async () => {
  const coupons = await cabinet.db
    .selectFrom('order_coupons as oc')
    .innerJoin('orders as o', 'o.id', 'oc.order_id')
    .innerJoin('coupons as c', 'c.id', 'oc.coupon_id')
    .select([
      'c.id',
      'o.sent_at',
      'o.coupons_issued_at',
      'c.valid_from',
      'c.valid_until',
      'o.valid_until as promised',
    ])
    .execute()
  for (const { id, sent_at, valid_from, coupons_issued_at, valid_until, promised } of coupons) {
    expect(outOfOrder(id, sent_at, valid_from, coupons_issued_at, valid_until)).toEqual([])
    expect(valid_until).toBe(promised)
  }
})

test('a contract is signed before it is in force, as its company has it, and its prices before what is ordered', async () => {
  const { db } = cabinet
  const contracts = await db
    .selectFrom('contracts as c')
    .innerJoin('companies as o', 'o.id', 'c.company_id')
    .select(['c.id', 'number', 'signed_on', 'starts_on', 'account_from', 'price_list_id'])
    .select(['contract_number', 'contract_date'])
    .execute()
  for (const { id, signed_on, starts_on, account_from, ...of } of contracts) {
    expect(outOfOrder(id, signed_on, starts_on, account_from)).toEqual([])
    expect([of.number, signed_on]).toEqual([of.contract_number, of.contract_date])
    const prices = await db
      .selectFrom('prices')
      .select('starts_on')
      .where('price_list_id', '=', of.price_list_id ?? 0)
      .execute()
    const orders = await db.selectFrom('orders').select('created_at').where('contract_id', '=', id).execute()
    const firstPrice = prices.map((price) => price.starts_on).toSorted()[0]
    for (const { created_at } of orders) expect(outOfOrder(id, starts_on, firstPrice, created_at)).toEqual([])
  }
  const entries = await db
    .selectFrom('account_entries as e')
    .innerJoin('contracts as c', 'c.id', 'e.contract_id')
    .select(['e.id', 'account_from', 'occurred_on'])
    .execute()
  expect(entries.length).toBeGreaterThan(0)
  for (const { id, account_from, occurred_on } of entries)
    expect(outOfOrder(id, account_from, occurred_on)).toEqual([])
})

test('the number of a contract names no other year than that of its date', async () => {
  const companies = await cabinet.db
    .selectFrom('companies')
    .select(['contract_number', 'contract_date'])
    .execute()
  expect(companies.length).toBeGreaterThan(1)
  for (const { contract_number, contract_date } of companies)
    for (const [year] of String(contract_number).matchAll(/20\d\d/g))
      expect([contract_number, year]).toEqual([contract_number, contract_date?.slice(0, 4)])
})

test('a coupon is used between its days, and a card neither after its last one nor after it was stopped', async () => {
  const { db } = cabinet
  const coupons = await db
    .selectFrom('coupons as c')
    .leftJoin('transactions as t', 't.coupon_id', 'c.id')
    .select(['c.id', 'valid_from', 'occurred_on', 'redeemed_at', 'valid_until'])
    .execute()
  for (const { id, valid_from, occurred_on, redeemed_at, valid_until } of coupons)
    expect(outOfOrder(id, valid_from, redeemed_at && occurred_on, redeemed_at, valid_until)).toEqual([])
  const cards = await db
    .selectFrom('cards as c')
    .innerJoin('transactions as t', 't.card_id', 'c.id')
    .groupBy('c.id')
    .select(['c.id', 'issuer_status', 'valid_until', (eb) => eb.fn.max('occurred_on').as('last')])
    .execute()
  for (const { id, last, valid_until } of cards) expect(outOfOrder(id, last, valid_until)).toEqual([])
  const stopped = cards.filter(({ issuer_status }) => issuer_status !== 'active')
  expect(stopped.length).toBeGreaterThan(1)
  for (const { id, last } of stopped)
    expect(outOfOrder(id, last, addDays(businessDay(ctx.now), -3))).toEqual([])
})

test('nothing was fuelled where a station was closed, and nothing is later than now', async () => {
  const { db } = cabinet
  const fills = await db.selectFrom('transactions').select(['station_code', 'occurred_at']).execute()
  const outages = await db
    .selectFrom('station_outages as o')
    .innerJoin('stations as s', 's.id', 'o.station_id')
    .where('product', 'is', null)
    .select(['s.code', 'starts_at', 'ends_at'])
    .execute()
  expect(outages).toHaveLength(1)
  for (const { code, starts_at, ends_at } of outages)
    expect(
      fills.filter((fill) => {
        return fill.station_code === code && fill.occurred_at >= starts_at && fill.occurred_at < ends_at
      }),
    ).toEqual([])
  const { now } = await cabinet.system()
  expect(fills.filter(({ occurred_at }) => occurred_at > now)).toEqual([])
})

test('requests are taken and settled, and invitations accepted, after they were sent', async () => {
  const { db } = cabinet
  const requests = await db.selectFrom('service_requests').selectAll().execute()
  for (const { id, created_at, taken_at, settled_at } of requests)
    expect(outOfOrder(id, created_at, taken_at, settled_at)).toEqual([])
  const invitations = await db.selectFrom('invitations').selectAll().execute()
  for (const { id, sent_at, accepted_at, expires_at } of invitations)
    expect(outOfOrder(id, sent_at, accepted_at, expires_at)).toEqual([])
})
