import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportCoupons, listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { couponFilters, couponSorts } from '#app/domain/coupons/coupons.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { decodeCursor, encodeCursor } from '#app/domain/kernel/page.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { manyCoupons } from '#tests/support/many-coupons.ts'
import { products } from '#tests/support/products.ts'
import { bringCoupons, NOW } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let ctx: Context
const COUPONS = 230

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  companyId = await cabinet.company()
  const other = await cabinet.company()
  ctx = (await cabinet.client(companyId)).ctx
  const issuer = ['active', 'redeemed', 'blocked', 'active', 'cancelled', 'issued', 'expired'] as const
  const coupons = Array.from({ length: COUPONS }, (_, index) => ({
    number: `9999${String(index * 7919).padStart(16, '0')}`,
    product: products[index % products.length] ?? 'diesel',
    volume: (1 + (index % 4)) * 10_000,
    issuerStatus: issuer[index % issuer.length] ?? 'active',
    validUntil: `2026-${index % 2 ? '12' : '11'}-${String(1 + (index % 28)).padStart(2, '0')}`,
  }))
  await bringCoupons(ctx, companyId, coupons)
  await bringCoupons(ctx, other, [{ number: '99990000000000007777' }, { number: '1111' }])
})
afterAll(() => cabinet.destroy())

const list = (filter: Record<string, string> = {}) => listCoupons(ctx, companyId, CouponFilter.parse(filter))

async function walk(filter: Record<string, string>) {
  const pages = [await list(filter)]
  for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor ?? null) {
    pages.push(await list({ ...filter, cursor }))
  }
  return pages
}

const every: Record<string, string>[] = [
  {},
  ...couponFilters.map((status) => ({ status })),
  { product: 'lpg' },
  { product: 'lpg', status: 'active' },
  { from: '2026-11-20', to: '2026-12-05' },
  { from: '2026-11-20', status: 'blocked' },
  { q: '9999' },
  { q: '7' },
  { q: '9999', status: 'redeemed', product: 'ai92' },
]

describe('pages', () => {
  test.each(every.flatMap((filter) => [filter, ...couponSorts.map((sort) => ({ ...filter, sort }))]))(
    'show each coupon of %o once, and the same backwards',
    async (filter: Record<string, string>) => {
      const pages = await walk(filter)
      const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id))
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.length).toBe(pages[0]?.total.coupons)
      expect(pages[0]?.total.capped).toBe(false)
      expect(pages[0]?.previousCursor).toBeNull()
      let page = pages.at(-1)
      for (const expected of pages.toReversed().slice(1)) {
        page = await list({ ...filter, cursor: page?.previousCursor ?? 'none' })
        expect(page.rows.map(({ id }) => id)).toEqual(expected.rows.map(({ id }) => id))
      }
    },
  )

  test('open on what can be used, the soonest to end first', async () => {
    const pages = await walk({})
    const rows = pages.flatMap((page) => page.rows)
    const usable = rows.filter(({ state }) => state === 'active')
    expect(usable.length).toBeGreaterThan(0)
    expect(usable.length).toBe(pages[0]?.byState?.active)
    expect(rows.slice(0, usable.length)).toEqual(usable)
    const days = usable.map(({ valid_until: day }) => day)
    expect(days).toEqual(days.toSorted())
    const others = rows.slice(usable.length).map(({ valid_until: day }) => day)
    expect(others).toEqual(others.toSorted().reverse())
  })

  test('add up to the sums that are shown', async () => {
    for (const filter of every) {
      const pages = await walk(filter)
      const rows = pages.flatMap((page) => page.rows)
      const sum = (pick: (row: (typeof rows)[number]) => number) =>
        rows.reduce((all, row) => all + pick(row), 0)
      expect(pages[0]?.total).toEqual({
        coupons: rows.length,
        volume: sum((row) => row.volume),
        remaining: sum((row) => row.remaining),
        amount: sum((row) => (row.volume * row.price) / 1000),
        capped: false,
      })
    }
  })

  test('are in the order that was asked for', async () => {
    const inOrder = async (
      filter: Record<string, string>,
      pick: (row: { id: number; number: string; valid_until: string }) => string,
    ) => {
      const values = (await walk(filter)).flatMap(({ rows }) => rows.map(pick))
      return { values, sorted: values.toSorted() }
    }
    const byDay = await inOrder(
      { sort: 'valid_until' },
      (row) => `${row.valid_until} ${String(row.id).padStart(9)}`,
    )
    expect(byDay.values).toEqual(byDay.sorted)
    const late = await inOrder(
      { sort: '-valid_until' },
      (row) => `${row.valid_until} ${String(row.id).padStart(9)}`,
    )
    expect(late.values).toEqual(late.sorted.toReversed())
    const byNumber = await inOrder({ sort: 'number', status: 'active' }, (row) => row.number)
    expect(byNumber.values).toEqual(byNumber.sorted)
    const newest = await inOrder({ sort: 'newest' }, (row) => String(row.id).padStart(9))
    expect(newest.values).toEqual(newest.sorted.toReversed())
  })

  test('of what still works begin with what ends first, the rest with what ended last', async () => {
    expect((await list({ status: 'active' })).sort).toBe('valid_until')
    expect((await list()).sort).toBe('usable')
    expect((await list({ status: 'expired' })).sort).toBe('-valid_until')
  })

  test('of more than 10,000 that a filter finds are not in the order of their numbers or of their coming', async () => {
    const large = await cabinet.company()
    const reader = (await cabinet.client(large)).ctx
    await manyCoupons(cabinet.db, large, 10_001)
    const sorted = async (filter: Record<string, string>) => {
      const page = await listCoupons(reader, large, CouponFilter.parse(filter))
      return [page.sort, page.sortRefused]
    }
    for (const sort of ['number', 'newest']) {
      for (const filter of [
        { status: 'active' },
        { product: 'diesel' },
        { from: '2026-12-31' },
        { to: '2027-01-01' },
      ] as Record<string, string>[])
        expect([filter, ...(await sorted({ ...filter, sort }))]).toEqual([filter, 'valid_until', true])
      for (const filter of [{}, { to: '2026-12-31' }] as Record<string, string>[])
        expect([filter, ...(await sorted({ ...filter, sort }))]).toEqual([filter, sort, false])
    }
    expect(await sorted({ status: 'active', sort: '-valid_until' })).toEqual(['-valid_until', false])
  })

  test('count each state whatever state is shown', async () => {
    const all = await list()
    const { byState } = await list({ status: 'redeemed' })
    expect(byState).toEqual(all.byState)
    for (const status of couponFilters) {
      expect((await list({ status })).total.coupons).toBe(all.byState?.[status] ?? 0)
    }
  })
})

describe('search', () => {
  test('finds by the beginning and by the last digits of the number', async () => {
    const tail = await list({ q: '7919' })
    expect(tail.rows.map(({ number }) => number)).toContain('99990000000000007919')
    expect(tail.rows.every(({ number }) => number.startsWith('7919') || number.endsWith('7919'))).toBe(true)
    expect((await list({ q: '9999 0000 0000 0000 7919' })).rows).toHaveLength(1)
    expect((await list({ q: '99990000000000007919' })).rows).toHaveLength(1)
  })

  test('takes what LIKE would read as a pattern for text', async () => {
    for (const q of ['%', '_', '9999%', '\\', "'", '9999_']) expect((await list({ q })).total.coupons).toBe(0)
  })

  test("never finds another company's", async () => {
    expect((await list({ q: '1111' })).rows).toEqual([])
    expect((await list({ q: '7777' })).rows).toEqual([])
  })
})

describe('security 22: cursors', () => {
  test('of any shape lead to the first page, not to an error', async () => {
    const first = await list()
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60 }), async (cursor) => {
        expect((await list({ cursor })).rows[0]?.id).toBe(first.rows[0]?.id)
      }),
      { numRuns: 25 },
    )
  })

  test("a cursor that names another company's coupon or another order is void", async () => {
    const first = await list({ sort: 'number' })
    const foreign = await cabinet.db
      .selectFrom('coupons')
      .select('id')
      .where('company_id', '!=', companyId)
      .executeTakeFirstOrThrow()
    const cursor = encodeCursor('number', { backward: false, id: foreign.id })
    expect((await list({ sort: 'number', cursor })).rows).toEqual(first.rows)
    const ofOtherOrder = (await list({ sort: 'newest' })).nextCursor ?? ''
    expect((await list({ sort: 'number', cursor: ofOtherOrder })).rows).toEqual(first.rows)
  })

  test('come back as they were made, and say nothing of the row but its id', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...couponSorts),
        fc.boolean(),
        fc.integer({ min: 1, max: 10 ** 14 }),
        (sort, backward, id) => {
          expect(decodeCursor(sort, encodeCursor(sort, { backward, id }))).toEqual({ backward, id })
        },
      ),
    )
  })
})

test('a URL of any content is a list, never an error', async () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('2026-02-30', '9999-12-31', '0000-01-01', 'lpg', 'active', '-number'),
  )
  const url = fc.dictionary(
    fc.constantFrom('q', 'status', 'product', 'from', 'to', 'sort', 'cursor', 'x'),
    value,
  )
  await fc.assert(
    fc.asyncProperty(url, async (filter) => {
      const page = await list(filter)
      expect(page.rows.length).toBeLessThanOrEqual(50)
    }),
    { numRuns: 150 },
  )
})

test('an export holds exactly what the filters show, in the same order', async () => {
  for (const filter of [{}, { status: 'active', sort: 'number' }, { q: '9999', sort: 'newest' }]) {
    const exported: number[] = []
    for await (const rows of exportCoupons(ctx, companyId, CouponFilter.parse(filter))) {
      exported.push(...rows.map(({ id }) => id))
    }
    expect(exported).toEqual(
      (await walk(filter as Record<string, string>)).flatMap(({ rows }) => rows.map(({ id }) => id)),
    )
  }
})

test('a list carries no QR payload', async () => {
  expect(Object.keys((await list()).rows[0] ?? {}).filter((name) => name.includes('qr'))).toEqual([])
})
