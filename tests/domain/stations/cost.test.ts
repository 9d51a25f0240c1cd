import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUND_THE_CLOCK, weekMoment } from '#app/domain/stations/week.ts'
import type { Db } from '#db/connection/client.server.ts'
import { type StationSelection, selectStationPage } from '#db/queries/stations/lists.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { indexReads } from '#tests/support/index-reads.ts'
import { numbersBelow } from '#tests/support/numbers-below.ts'
import { NOW } from '#tests/support/registers.ts'

const STATIONS = 10_000
const CLOSED = 5
const PAGE = 51

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  await sql`
    insert into stations (code, name, city, products, week)
    select lpad(n, 5, '0'), concat('АЗС ', n), concat('Город ', n % 100), 'ai92,diesel', ${ROUND_THE_CLOCK}
    from (${numbersBelow(STATIONS)}) counted
  `.execute(db)
  await sql`
    insert into station_outages (station_id, kind, starts_at, ends_at)
    select id, 'closure', '2026-01-01', '9999-12-31' from stations order by id limit ${CLOSED}
  `.execute(db)
  await sql`analyze table stations, station_outages`.execute(db)
})
afterAll(() => database.destroy())

const page = (selection: Partial<StationSelection>, edge: { position: string; id: number } | null = null) =>
  indexReads(db, (db) =>
    selectStationPage(
      db,
      { now: NOW, at: weekMoment(NOW), ...selection },
      { edge, backward: false, limit: PAGE },
    ),
  )

test('a page of all reads its own rows, the first as well as one in the middle', async () => {
  const first = await page({})
  const middle = await page({}, { position: '05000', id: 5_001 })
  for (const { result, reads } of [first, middle]) {
    expect(result).toHaveLength(PAGE)
    expect(reads).toBeLessThanOrEqual(PAGE + 2)
  }
})

test('a page of a city or of a product reads its own rows', async () => {
  for (const selection of [{ city: 'Город 7' }, { product: 'diesel' }]) {
    const { result, reads } = await page(selection)
    expect(result).toHaveLength(PAGE)
    expect(reads).toBeLessThanOrEqual(PAGE + 2)
  }
})

test('a page of those that are open reads them and whether something closes them', async () => {
  const { result, reads } = await page({ condition: 'open' })
  expect(result).toHaveLength(PAGE)
  expect(reads).toBeLessThanOrEqual(4 * (PAGE + CLOSED) + 10)
})

test('the closed ones are read out of the closures', async () => {
  const { result, reads } = await page({ condition: 'closed' })
  expect(result).toHaveLength(CLOSED)
  expect(reads).toBeLessThanOrEqual(4 * CLOSED + 20)
})
