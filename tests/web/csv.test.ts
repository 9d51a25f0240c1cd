import { afterAll, expect, test } from 'vitest'
import { textCell } from '#app/domain/exports/csv.ts'
import { csvResponse } from '#app/web/csv.server.ts'
import { testContext } from '#tests/support/context.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const ctx = await testContext(database.db)
afterAll(() => database.destroy())

/** Batches of two rows, and how many of them were asked for. */
function batchesOf(count: number) {
  const asked = { batches: 0, ended: false }
  async function* batches(): AsyncGenerator<string[]> {
    try {
      for (let batch = 1; batch <= count; batch++) {
        asked.batches = batch
        yield [`${batch}a`, `${batch}b`]
      }
    } finally {
      asked.ended = true
    }
  }
  const file = {
    name: 'rows',
    columns: ['Номер'],
    batches: batches(),
    cells: (row: string) => [textCell(row)],
  }
  return { asked, file }
}

test('a file begins with its mark and the heads, and holds every row once', async () => {
  const { file } = batchesOf(3)
  const bytes = Buffer.from(await (await csvResponse(ctx, file)).arrayBuffer())
  expect(bytes.toString()).toBe('\uFEFFНомер\r\n1a\r\n1b\r\n2a\r\n2b\r\n3a\r\n3b\r\n')
})

test('a file of nothing has its heads', async () => {
  const { file } = batchesOf(0)
  const bytes = Buffer.from(await (await csvResponse(ctx, file)).arrayBuffer())
  expect(bytes.toString()).toBe('\uFEFFНомер\r\n')
})

test('rows are read as the reader takes them, so that memory holds a batch or two', async () => {
  const { asked, file } = batchesOf(1_000)
  const reader = (await csvResponse(ctx, file)).body?.getReader()
  for (let chunk = 0; chunk < 5; chunk++) await reader?.read()
  expect(asked.batches).toBeLessThan(10)
  await reader?.cancel()
})

test('who goes away in the middle ends the reading', async () => {
  const { asked, file } = batchesOf(1_000)
  const reader = (await csvResponse(ctx, file)).body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect(asked.ended).toBe(true)
  expect(asked.batches).toBeLessThan(10)
})

test('what fails before the first row fails before the answer', async () => {
  async function* failing(): AsyncGenerator<string[]> {
    yield await Promise.reject(new Error('no rows'))
  }
  const file = { name: 'rows', columns: ['Номер'], batches: failing(), cells: () => [] }
  await expect(csvResponse(ctx, file)).rejects.toThrow('no rows')
})
