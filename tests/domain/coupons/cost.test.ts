import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { couponFilters, couponSlicesOf, couponStatuses, openStatuses } from '#app/domain/coupons/coupons.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import { type CouponOrder, selectCouponPage, sumFoundCoupons } from '#db/queries/coupons/lists.ts'
import type { CouponSelection } from '#db/queries/coupons/selection.ts'
import { sumCouponTotals } from '#db/queries/coupons/totals.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { indexReads } from '#tests/support/index-reads.ts'
import { numbersBelow } from '#tests/support/numbers-below.ts'
import { products } from '#tests/support/products.ts'
import { TODAY } from '#tests/support/registers.ts'

const small = asCompanyId(1)
const large = asCompanyId(2)
const SMALL = 2_000
const LARGE = 40_000
const PAGE = 51

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  await sql`insert into companies (id, bin, name) values (1, '1', 'Малая'), (2, '2', 'Большая')`.execute(db)
  await fill(small, SMALL)
  await fill(large, LARGE)
  await sql`analyze table coupons, coupon_totals`.execute(db)
})
afterAll(() => database.destroy())

/** Numbers apart by 7919; products, statuses and days mixed so that every combination occurs. */
async function fill(companyId: number, rows: number): Promise<void> {
  await sql`
    insert into coupons (company_id, number, number_reversed, product, volume, remaining, price, valid_from, valid_until,
      status, issuer_status, open)
    select ${companyId}, number, reverse(number), elt(1 + floor(n / 10) % 6, 'ai92', 'ai95', 'ai98', 'diesel', 'diesel_winter', 'lpg'),
      20000, 20000, 32500, '2025-11-01', date_add('2026-09-01', interval n * 7919 % 200 day),
      status, 'active', status in ('active', 'issued', 'reserved', 'blocked_by_client', 'blocked_by_issuer')
    from (
      select n, cast(99990000000000000000 + ${companyId} * 1000000000000 + n * 7919 as char) as number,
        elt(1 + n % 10, 'active', 'issued', 'reserved', 'redeemed', 'blocked_by_client', 'blocked_by_issuer', 'expired', 'exchanged', 'refunded', 'cancelled') as status
      from (${numbersBelow(rows)}) counted
    ) made
  `.execute(db)
  const sums = sql`count(*), sum(volume), sum(remaining), sum(round(volume * price / 1000)), sum(round(remaining * price / 1000))`
  await sql`insert into coupon_totals
    select company_id, 'day', product, status, valid_until, 0, ${sums} from coupons where company_id = ${companyId} group by 1, 2, 3, 4, 5`.execute(
    db,
  )
  await sql`insert into coupon_totals
    select company_id, 'month', product, status, date_format(valid_until, '%Y-%m-01') as month, 0, ${sums} from coupons where company_id = ${companyId} group by 1, 2, 3, 4, 5`.execute(
    db,
  )
}

const byDay: CouponOrder[] = [
  { by: 'valid_until', descending: false },
  { by: 'valid_until', descending: true },
]
const wholeOrders: CouponOrder[] = [
  ...byDay,
  { by: 'number', descending: false },
  { by: 'number', descending: true },
  { by: 'id', descending: true },
]

const selections: [string, CouponSelection, CouponOrder[]][] = [
  ['everything', {}, wholeOrders],
  ...couponFilters.map((state): [string, CouponSelection, CouponOrder[]] => [
    state,
    { slices: couponSlicesOf(state, TODAY) },
    byDay,
  ]),
  ['one product', { products: ['lpg'] }, byDay],
  ['one product and state', { products: ['lpg'], slices: couponSlicesOf('active', TODAY) }, byDay],
  ['expired of one product', { products: ['lpg'], slices: couponSlicesOf('expired', TODAY) }, byDay],
  ['a period', { from: '2026-12-01', to: '2026-12-31' }, byDay],
  [
    'a period, a product and a state',
    { from: '2026-12-01', products: ['ai92'], slices: couponSlicesOf('blocked', TODAY) },
    byDay,
  ],
]

describe('a page reads what it shows, whatever the size of the company', () => {
  const cases = selections.flatMap(([name, selection, orders]) =>
    orders.flatMap((order) => [false, true].map((deep) => ({ name, selection, order, deep }))),
  )

  test.each(cases)(
    '$name by $order.by, descending $order.descending, deep $deep',
    async ({ selection, order, deep }) => {
      const edge = deep ? await middleOf(large, order) : null
      const request = { edge, backward: false, limit: PAGE }
      const { result, reads } = await indexReads(db, (db) =>
        selectCouponPage(db, large, selection, products, order, request),
      )
      expect(result.length).toBeGreaterThan(0)
      // Out of 12 ranges at most (2 slices of 6 products) a page of each, and the rows of one page.
      expect(reads).toBeLessThanOrEqual(12 * PAGE + 2 * PAGE)
    },
  )
})

async function middleOf(companyId: number, order: CouponOrder) {
  const row = await db
    .selectFrom('coupons')
    .select(['id', 'number', 'valid_until'])
    .where('company_id', '=', companyId)
    .where('valid_until', '=', '2026-12-10')
    .where('number', '>', '9999')
    .orderBy('id')
    .offset(4)
    .limit(1)
    .executeTakeFirstOrThrow()
  return { position: row[order.by], id: row.id }
}

test('small companies pay no more', async () => {
  const order = { by: 'valid_until', descending: true } as const
  const request = { edge: null, backward: false, limit: PAGE }
  const ofSmall = await indexReads(db, (db) => selectCouponPage(db, small, {}, products, order, request))
  const ofLarge = await indexReads(db, (db) => selectCouponPage(db, large, {}, products, order, request))
  expect(ofLarge.reads).toBe(ofSmall.reads)
})

test('a search reads no more than its limit, and finds last digits at once', async () => {
  const order = byDay[0] as CouponOrder
  const request = { edge: null, backward: false, limit: PAGE }
  const everything = await indexReads(db, (db) =>
    selectCouponPage(db, large, { q: '9999' }, products, order, request),
  )
  expect(everything.reads).toBeLessThan(13_000)
  const tail = await indexReads(db, (db) =>
    selectCouponPage(db, large, { q: '0007919' }, products, order, request),
  )
  expect(tail.result).toHaveLength(1)
  expect(tail.reads).toBeLessThan(10)
  expect(await sumFoundCoupons(db, large, { q: '9999' })).toMatchObject({ capped: true })
  expect(await sumFoundCoupons(db, small, { q: '9999' })).toMatchObject({ capped: false, coupons: SMALL })
})

test('sums are read from a few hundred rows', async () => {
  const filter = { products, statuses: couponStatuses, openStatuses, today: TODAY }
  const { reads, result } = await indexReads(db, (db) => sumCouponTotals(db, large, filter))
  expect(result.reduce((all, { sums }) => all + sums.coupons, 0)).toBe(LARGE)
  expect(reads).toBeLessThan(1_500)
})
