import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  selectTransactionPage,
  sumFoundTransactions,
  type TransactionSelection,
} from '#db/queries/transactions/lists.ts'
import { sumTransactionTotals } from '#db/queries/transactions/totals.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { indexReads } from '#tests/support/index-reads.ts'
import { numbersBelow } from '#tests/support/numbers-below.ts'

const companyId = asCompanyId(1)
const ROWS = 40_000
const PAGE = 51

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  await sql`insert into companies (id, bin, name) values (1, '1', 'Большая')`.execute(db)
  await sql`insert into cards (id, company_id, number, number_reversed, holder, plate, scheme, status, issuer_status)
    values (1, 1, '7825000000000001', '1000000000005287', 'Ким Сергей', '332BMW08', 'limits', 'active', 'active')`.execute(
    db,
  )
  await sql`
    insert into transactions (company_id, station_code, receipt, occurred_on, occurred_at, instrument_number,
      instrument_reversed, card_id, product, volume, price, amount)
    select 1, 'АЗС-001', n, date(at), at, number, reverse(number), if(n % 1000 = 0, 1, null),
      if(n % 50 = 0, 'lpg', 'diesel'), 40000, 32500, 1300000
    from (
      select n, date_add('2026-01-01', interval n * 10 minute) as at, if(n % 1000 = 0, '7825000000000001', cast(7825100000000000 + n * 7919 as char)) as number
      from (${numbersBelow(ROWS)}) counted
    ) made
  `.execute(db)
  await sql`insert into transaction_totals (company_id, day, product, transactions, volume, amount)
    select company_id, occurred_on, product, count(*), sum(volume), sum(amount) from transactions group by 1, 2, 3`.execute(
    db,
  )
  await sql`analyze table transactions`.execute(db)
})
afterAll(() => database.destroy())

const at = new Date('2026-06-01T00:00:00Z')
const selections: [string, TransactionSelection][] = [
  ['everything', {}],
  ['one product', { product: 'lpg' }],
  ['a period', { from: new Date('2026-05-01T00:00:00Z'), until: new Date('2026-08-01T00:00:00Z') }],
  ['a product in a period', { product: 'lpg', from: new Date('2026-05-01T00:00:00Z') }],
]

test.each(
  selections.flatMap(([name, selection]) =>
    [true, false].flatMap((descending) =>
      [true, false].map((deep) => ({ name, selection, descending, deep })),
    ),
  ),
)(
  '$name, descending $descending, deep $deep: a page reads what it shows',
  async ({ selection, descending, deep }) => {
    const edge = deep ? { position: at, id: 1_000 } : null
    const { result, reads } = await indexReads(db, (db) =>
      selectTransactionPage(db, companyId, selection, descending, { edge, backward: false, limit: PAGE }),
    )
    expect(result).toHaveLength(PAGE)
    // The index, the row, its station, its card, and whether a driver and a vehicle had it.
    expect(reads).toBeLessThanOrEqual(6 * PAGE + 4)
  },
)

test('a card, a number, its last digits, a driver and a plate are found by their indexes', async () => {
  for (const selection of [
    { cardId: 1 },
    { q: '7825000000000001' },
    { q: '000000001' },
    { q: 'Ким' },
    { q: '332BMW' },
  ]) {
    const { result, reads } = await indexReads(db, (db) =>
      selectTransactionPage(db, companyId, selection, true, { edge: null, backward: false, limit: PAGE }),
    )
    expect(result).toHaveLength(40)
    expect(reads).toBeLessThan(400)
    expect(await sumFoundTransactions(db, companyId, selection)).toMatchObject({
      transactions: 40,
      capped: false,
    })
  }
})

test('what is too much to look through is said to be so', async () => {
  const { result, reads } = await indexReads(db, (db) => sumFoundTransactions(db, companyId, { q: '7825' }))
  expect(result.capped).toBe(true)
  expect(reads).toBeLessThan(15_000)
})

test('sums are read by the day', async () => {
  const { result, reads } = await indexReads(db, (db) => sumTransactionTotals(db, companyId, {}))
  expect(result).toEqual({ transactions: ROWS, volume: ROWS * 40_000, amount: ROWS * 1_300_000 })
  expect(reads).toBeLessThan(1_000)
})
