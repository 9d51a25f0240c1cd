import { readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isMigrated } from '#db/migrate.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

describe('a test database', () => {
  let one: TestDatabase
  let other: TestDatabase

  beforeAll(async () => {
    one = await createTestDatabase()
    other = await createTestDatabase()
  })

  afterAll(async () => {
    await one.destroy()
    await other.destroy()
  })

  test('is migrated', async () => {
    expect(await isMigrated(one.db)).toBe(true)
  })

  test('ran each file of the migrations, in the order of their names', async () => {
    const { rows } = await sql<{
      name: string
    }>`select name from kysely_migration order by timestamp, name`.execute(one.db)
    const files = readdirSync('db/migrations').map((file) => file.replace(/\.ts$/, ''))
    expect(rows.map(({ name }) => name)).toEqual(files.sort())
  })

  test('shares nothing with another', async () => {
    await sql`create table only_here (id int primary key)`.execute(one.db)
    await expect(sql`select * from only_here`.execute(other.db)).rejects.toThrow(/doesn't exist/)
  })

  test('keeps the foreign keys of the migrations', async () => {
    const keys = await sql<{ n: number }>`
      select count(*) as n from information_schema.referential_constraints where constraint_schema = database()
    `.execute(one.db)
    expect(Number(keys.rows[0]?.n)).toBeGreaterThan(0)
  })
})
