import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardFilters, cardSlicesOf } from '#app/domain/cards/cards.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import { type CardOrder, type CardSelection, countCards, selectCardPage } from '#db/queries/cards/lists.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { indexReads } from '#tests/support/index-reads.ts'
import { numbersBelow } from '#tests/support/numbers-below.ts'
import { TODAY } from '#tests/support/registers.ts'

const companyId = asCompanyId(1)
const CARDS = 20_000
const PAGE = 51

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  await sql`insert into companies (id, bin, name) values (1, '1', 'Большая')`.execute(db)
  // One in a hundred is lost, one in a hundred blocked by the client.
  await sql`
    insert into cards (company_id, number, number_reversed, holder, plate, products, scheme, status, issuer_status, valid_until)
    select 1, number, reverse(number), concat('Водитель ', n), concat(n, 'ABC02'), 'diesel', 'limits',
      coalesce(elt(1 + n % 100, 'lost', 'blocked_by_client'), 'active'), 'active', date_add('2026-09-01', interval n % 400 day)
    from (
      select n, cast(7825000000000000 + n * 7919 as char) as number
      from (${numbersBelow(CARDS)}) counted
    ) made
  `.execute(db)
  await sql`analyze table cards`.execute(db)
})
afterAll(() => database.destroy())

const orders: CardOrder[] = [
  { by: 'number', descending: false },
  { by: 'holder', descending: true },
  { by: 'id', descending: true },
]
const page = (selection: CardSelection, order: CardOrder, isSmall = false) =>
  indexReads(db, (db) =>
    selectCardPage(db, companyId, selection, order, { edge: null, backward: false, limit: PAGE, isSmall }),
  )

test.each(orders)('all cards by $by are read a page at a time', async (order) => {
  const { result, reads } = await page({}, order)
  expect(result).toHaveLength(PAGE)
  // The card, and whether a driver and a vehicle have it.
  expect(reads).toBeLessThanOrEqual(3 * PAGE + 1)
})

test.each(cardFilters)('the %s few are read out of their own index', async (state) => {
  const selection = { slices: cardSlicesOf(state, TODAY) }
  const { cards } = await countCards(db, companyId, selection)
  for (const order of orders) {
    const { result, reads } = await page(selection, order, true)
    expect(result.length).toBeGreaterThan(0)
    expect(reads).toBeLessThanOrEqual(2 * cards + 2 * PAGE + 20)
  }
})

test.each(['78250', '00', '719', 'Водитель 1', 'нет таких'])(
  'a search for %s reads what it finds',
  async (q) => {
    const { cards } = await countCards(db, companyId, { q })
    const { reads } = await page({ q }, orders[0] as CardOrder)
    expect(reads).toBeLessThanOrEqual(4 * cards + 20)
  },
)
