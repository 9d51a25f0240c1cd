import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  type DeclineSelection,
  selectDeclinePage,
  selectDeclinePageAcrossCompanies,
} from '#db/queries/declines/declines.ts'
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
  await sql`insert into companies (id, bin, name) values (1, '1', 'Большая'), (2, '2', 'Другая')`.execute(db)
  await sql`insert into cards (id, company_id, number, number_reversed, holder, plate, scheme, status, issuer_status)
    values (1, 1, '7825000000000001', '1000000000005287', 'Ким Сергей', '332BMW08', 'limits', 'active', 'active')`.execute(
    db,
  )
  // Half of the operations are declines; of a thousandth the card is known.
  await sql`
    insert into authorizations (integration_id, operation_id, kind, status, company_id, station_code, card_id,
      instrument_kind, code, whose, figures, created_at)
    select 1, n, 'authorization', if(n % 2 = 0, 'declined', 'completed'), if(n % 4 = 2, 2, 1), 'АЗС-001',
      if(n % 1000 = 0, 1, null), 'card', if(n % 2 = 0, 'limit_day', null), if(n % 2 = 0, 'issuer', null), '{}',
      date_add('2026-01-01', interval n * 10 minute)
    from (${numbersBelow(ROWS)}) counted
  `.execute(db)
  await sql`analyze table authorizations`.execute(db)
})
afterAll(() => database.destroy())

const selections: [string, DeclineSelection][] = [
  ['everything', {}],
  ['a period', { from: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-08-01T00:00:00Z') }],
]

test.each(
  selections.flatMap(([name, selection]) => [true, false].map((deep) => ({ name, selection, deep }))),
)('$name, deep $deep: a page reads what it shows, of a company and of all', async ({ selection, deep }) => {
  const edge = deep ? { position: new Date('2026-06-01T00:00:00Z'), id: 10_000 } : null
  const request = { edge, backward: false, limit: PAGE }
  for (const read of [
    (db: Db) => selectDeclinePage(db, companyId, selection, request),
    (db: Db) => selectDeclinePageAcrossCompanies(db, selection, request),
  ]) {
    const { result, reads } = await indexReads(db, read)
    expect(result).toHaveLength(PAGE)
    // The index, and the row, its company, station, card and coupon.
    expect(reads).toBeLessThanOrEqual(6 * PAGE + 6)
  }
})

test('a card, a driver and a plate are found by their indexes', async () => {
  for (const selection of [
    { cardId: 1 },
    { q: '7825000000000001' },
    { q: '000000001' },
    { q: 'Ким' },
    { q: '332BMW' },
  ]) {
    const { result, reads } = await indexReads(db, (db) =>
      selectDeclinePage(db, companyId, selection, { edge: null, backward: false, limit: PAGE }),
    )
    expect(result).toHaveLength(40)
    expect(reads).toBeLessThan(500)
  }
})
