import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'

const { db, destroy } = await createTestDatabase()
afterAll(destroy)

test('every table can be replicated by a cluster: InnoDB, with a primary key', async () => {
  const { rows } = await sql<{ name: string; engine: string; hasKey: number }>`
    select t.table_name as name, t.engine as engine, count(k.constraint_name) as hasKey
    from information_schema.tables as t
    left join information_schema.table_constraints as k
      on k.table_schema = t.table_schema and k.table_name = t.table_name and k.constraint_type = 'PRIMARY KEY'
    where t.table_schema = database() and t.table_type = 'BASE TABLE'
    group by t.table_name, t.engine
  `.execute(db)
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.filter(({ engine, hasKey }) => engine !== 'InnoDB' || Number(hasKey) !== 1)).toEqual([])
})
