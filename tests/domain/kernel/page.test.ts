import { describe, expect, test } from 'vitest'
import {
  decodeCursor,
  encodeCursor,
  isCursor,
  type Page,
  readAllPages,
  readPage,
  readPageById,
} from '#app/domain/kernel/page.server.ts'
import type { PageRequest } from '#db/sql/page-request.ts'

interface Row {
  id: number
}

/** Rows 1 to `count`, in this order. */
function listOf(count: number) {
  const rows = Array.from({ length: count }, (_, index) => ({ id: index + 1 }))
  const limits: number[] = []
  const read = async ({ edge, backward, limit }: PageRequest): Promise<Row[]> => {
    limits.push(limit)
    if (edge === null) return rows.slice(0, limit)
    const beyond = rows.filter(({ id }) => (backward ? id < edge.id : id > edge.id))
    return (backward ? beyond.reverse() : beyond).slice(0, limit)
  }
  const place = async (id: number) => (id <= count ? id : undefined)
  const page = (cursor?: string | null, size = 3) =>
    readPage({ order: 'newest', cursor: cursor ?? undefined, place, read, size })
  return { page, read, limits }
}

const idsOf = ({ rows }: Page<Row>) => rows.map(({ id }) => id)

describe('a list by pages', () => {
  test('is read forwards and backwards, each row once', async () => {
    const { page } = listOf(7)
    const first = await page()
    const second = await page(first.nextCursor)
    const third = await page(second.nextCursor)
    expect([first, second, third].map(idsOf)).toEqual([[1, 2, 3], [4, 5, 6], [7]])
    expect([first.previousCursor, third.nextCursor]).toEqual([null, null])
    const back = await page(third.previousCursor)
    expect(idsOf(back)).toEqual([4, 5, 6])
    expect(idsOf(await page(back.nextCursor))).toEqual([7])
    expect(await page(back.previousCursor)).toEqual(first)
  })

  test('ends with a full page where nothing follows it', async () => {
    const { page } = listOf(6)
    const first = await page()
    const second = await page(first.nextCursor)
    expect([second.nextCursor, idsOf(second)]).toEqual([null, [4, 5, 6]])
    expect((await listOf(3).page()).nextCursor).toBeNull()
    expect(await listOf(0).page()).toEqual({ rows: [], previousCursor: null, nextCursor: null })
  })

  test('begins with a whole page, also on the way back', async () => {
    const { page } = listOf(5)
    const beforeSecond = encodeCursor('newest', { backward: true, id: 3 })
    expect(idsOf(await page(beforeSecond))).toEqual([1, 2, 3])
    const beforeFourth = encodeCursor('newest', { backward: true, id: 4 })
    expect(await page(beforeFourth)).toEqual(await page())
  })

  test('begins anew behind its last row, for a row that is not there and for a cursor of another order', async () => {
    const { page } = listOf(4)
    const first = await page()
    expect(await page(encodeCursor('newest', { backward: false, id: 4 }))).toEqual(first)
    expect(await page(encodeCursor('newest', { backward: false, id: 5 }))).toEqual(first)
    expect(await page(encodeCursor('oldest', { backward: false, id: 1 }))).toEqual(first)
  })

  test('has fifty rows unless told, and reads one more', async () => {
    const { read, limits } = listOf(60)
    const first = await readPageById({ cursor: undefined, read })
    expect(first.rows).toHaveLength(50)
    expect((await readPageById({ cursor: first.nextCursor ?? undefined, read })).rows).toHaveLength(10)
    expect(limits).toEqual([51, 51])
  })

  test('comes whole into a file', async () => {
    const { page } = listOf(7)
    const all: number[] = []
    for await (const rows of readAllPages<Row>((cursor) => page(cursor)))
      all.push(...rows.map(({ id }) => id))
    expect(all).toEqual([1, 2, 3, 4, 5, 6, 7])
  })
})

describe('a cursor', () => {
  const cursor = encodeCursor('newest', { backward: true, id: 7 })

  test('is read as it was written', () => {
    expect(decodeCursor('newest', cursor)).toEqual({ backward: true, id: 7 })
    expect(decodeCursor('-number', encodeCursor('-number', { backward: false, id: 8 }))).toEqual({
      backward: false,
      id: 8,
    })
  })

  test('is nothing else', () => {
    const written = (text: string) => Buffer.from(text).toString('base64url')
    const tooLong = encodeCursor('n'.repeat(200), { backward: false, id: 1 })
    expect(decodeCursor('n'.repeat(200), tooLong)).toBeNull()
    for (const text of [undefined, '', 'x', written('after 0 newest'), written('behind 1 newest')])
      expect(decodeCursor('newest', text)).toBeNull()
    expect(isCursor(cursor)).toBe(true)
    expect(isCursor(written('after 0 newest'))).toBe(false)
  })

  test('has two hundred characters at most', () => {
    // Twelve characters before the order; four of base64 for three.
    const longest = encodeCursor('n'.repeat(142), { backward: false, id: 1 })
    expect(longest).toHaveLength(200)
    expect(decodeCursor('n'.repeat(142), longest)).toEqual({ backward: false, id: 1 })
    const longer = encodeCursor('n'.repeat(143), { backward: false, id: 1 })
    expect(longer).toHaveLength(202)
    expect(decodeCursor('n'.repeat(143), longer)).toBeNull()
  })
})
