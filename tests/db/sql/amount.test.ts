import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { amountOf, MAX_PRICE_TIYN } from '#app/domain/kernel/money.ts'
import { amountOf as amountOfColumns } from '#db/sql/amount.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const { db, destroy } = await createTestDatabase()
afterAll(destroy)

/** A thousandth below, at and above half a tiyn and a whole one, and the largest that columns hold. */
const VOLUMES = [0, 1, 499, 500, 501, 999, 1_000, 1_001, 1_499, 1_500, 1_501, 20_000, 33_335, 1_000_000_000]
const PRICES = [0, 1, 3, 5, 499, 500, 501, 1_000, 21_549, 29_999, MAX_PRICE_TIYN]

test.each([
  ['bigint unsigned', [1]],
  ['bigint', [1, -1]],
] as const)('the database rounds an amount of %s as the domain does', async (type, signs) => {
  const cases = signs.flatMap((sign) =>
    VOLUMES.flatMap((volume) => PRICES.map((price) => ({ volume: sign * volume, price }))),
  )
  const values = cases.map(({ volume, price }) => sql`(${volume}, ${price})`)
  const name = sql.raw(type === 'bigint' ? 'signed_values' : 'unsigned_values')
  await sql`create table ${name} (id int auto_increment primary key, volume ${sql.raw(type)}, price ${sql.raw(type)})`.execute(
    db,
  )
  await sql`insert into ${name} (volume, price) values ${sql.join(values)}`.execute(db)
  const { rows } = await sql<{ amount: string }>`
    select ${amountOfColumns('v.volume', 'v.price')} as amount from ${name} v order by v.id`.execute(db)
  expect(rows.map(({ amount }) => Number(amount))).toEqual(
    cases.map(({ volume, price }) => amountOf(volume, price)),
  )
})
