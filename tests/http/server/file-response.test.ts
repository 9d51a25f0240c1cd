import { afterAll, describe, expect, test } from 'vitest'
import { fileFormats, type TableFile } from '#app/domain/exports/table.ts'
import { fileResponse, formatIn } from '#app/http/server/file-response.server.ts'
import { testContext } from '#tests/support/context.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const ctx = await testContext(database.db)
afterAll(() => database.destroy())

/** Batches of rows, and how many of them were asked for. */
function batchesOf(count: number, size = 2) {
  const asked = { batches: 0, ended: false }
  async function* batches(): AsyncGenerator<string[]> {
    try {
      for (let batch = 1; batch <= count; batch++) {
        asked.batches = batch
        yield Array.from({ length: size }, (_, row) => `${batch}-${row}`)
      }
    } finally {
      asked.ended = true
    }
  }
  const file: TableFile<string> = {
    name: 'rows',
    title: 'Строки',
    columns: ['Номер'],
    batches: batches(),
    cells: (row) => [{ kind: 'text', value: row }],
  }
  return { asked, file }
}

test('a CSV file begins with its mark and the heads, and holds every row once', async () => {
  const bytes = Buffer.from(await (await fileResponse(ctx, 'csv', batchesOf(2).file)).arrayBuffer())
  expect(bytes.toString()).toBe('\uFEFFНомер\r\n1-0\r\n1-1\r\n2-0\r\n2-1\r\n')
  const empty = Buffer.from(await (await fileResponse(ctx, 'csv', batchesOf(0).file)).arrayBuffer())
  expect(empty.toString()).toBe('\uFEFFНомер\r\n')
})

describe.each(fileFormats)('a file as %s', (format) => {
  test('is read as its reader takes it, so that memory holds a batch or two', async () => {
    const { asked, file } = batchesOf(1_000, 1_000)
    const reader = (await fileResponse(ctx, format, file)).body?.getReader()
    for (let chunk = 0; chunk < 4; chunk++) await reader?.read()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(asked.batches).toBeLessThan(100)
    await reader?.cancel()
  })

  test('ends the reading when its reader goes away', async () => {
    const { asked, file } = batchesOf(1_000, 1_000)
    const reader = (await fileResponse(ctx, format, file)).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(asked.ended).toBe(true)
    expect(asked.batches).toBeLessThan(100)
  })

  test('fails before the answer when its first row fails, and breaks off when a later one does', async () => {
    const failing = (good: number): TableFile<string> => {
      const { file } = batchesOf(good)
      async function* batches() {
        yield* file.batches
        throw new Error('the database went away')
      }
      return { ...file, batches: batches() }
    }
    await expect(fileResponse(ctx, format, failing(0))).rejects.toThrow('the database went away')
    const begun = await fileResponse(ctx, format, failing(1))
    await expect(begun.arrayBuffer()).rejects.toThrow('the database went away')
  })
})

test('the URL chooses the format, CSV unless it knows the word', () => {
  expect(formatIn('http://cabinet.test/coupons/export?format=xlsx')).toBe('xlsx')
  expect(formatIn('http://cabinet.test/coupons/export')).toBe('csv')
  expect(formatIn('http://cabinet.test/coupons/export?format=exe')).toBe('csv')
})
