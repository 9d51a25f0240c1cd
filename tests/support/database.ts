import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import { inject } from 'vitest'
import { createDb, type Db } from '#db/connection/client.server.ts'

export interface TestDatabase {
  db: Db
  /** DATABASE_URL of this database, for a process of its own. */
  url: string
  /** Closes the handle and drops the database. */
  destroy: () => Promise<void>
}

/**
 * A freshly migrated, empty database of the caller's own on the server of this test run. One a test file is
 * the habit (`beforeAll`), so that files run side by side and in any order.
 *
 * @param statements what makes its tables and rows, when it is another one
 */
export async function createTestDatabase(statements = inject('databaseTemplate')): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const url = inject('databaseUrl').replace('DATABASE', name)
  await onServer(
    `create database ${name} character set utf8mb4 collate utf8mb4_unicode_ci; use ${name};\n${statements}`,
  )
  const db = createDb(url, { connections: 10 })
  return {
    db,
    url,
    async destroy() {
      await db.destroy()
      await onServer(`drop database ${name}`)
    },
  }
}

async function onServer(statements: string): Promise<void> {
  const uri = inject('databaseUrl').replace('DATABASE', '')
  const connection = await createConnection({ uri, multipleStatements: true, charset: 'utf8mb4_unicode_ci' })
  try {
    await connection.query(statements)
  } finally {
    await connection.end()
  }
}
