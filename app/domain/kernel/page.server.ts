import type { PageEdge, PageRequest } from '#db/sql/page-request.ts'
import { rowIdIn } from './id.input.server.ts'
import { PAGE_SIZE } from './page-size.ts'

/** Rows of one read of an export. */
export const EXPORT_SIZE = 1_000

/** Characters: a side, a row and the name of an order are far fewer. */
export const MAX_CURSOR_LENGTH = 200

/** For the URL; null where there is no such page. */
export interface PageCursors {
  previousCursor: string | null
  nextCursor: string | null
}

export interface Page<Row> extends PageCursors {
  rows: Row[]
}

export interface PageCursor {
  backward: boolean
  /** The row beside which the page begins. */
  id: number
}

/**
 * A cursor names the order and a row, not the row's place in the order: nothing that a list masks stands in an
 * address, and a row that was changed meanwhile still leads to where it is now.
 */
export function encodeCursor(order: string, { backward, id }: PageCursor): string {
  return Buffer.from(`${backward ? 'before' : 'after'} ${id} ${order}`).toString('base64url')
}

/** Null for anything that this order's cursors never are: the list then begins at its first page. */
export function decodeCursor(order: string, cursor: string | undefined): PageCursor | null {
  const read = readCursor(cursor ?? '')
  return read?.order === order ? { backward: read.backward, id: read.id } : null
}

/** Whether a text may be a cursor of some list. */
export function isCursor(text: string): boolean {
  return readCursor(text) !== null
}

function readCursor(cursor: string): (PageCursor & { order: string }) | null {
  if (cursor.length > MAX_CURSOR_LENGTH) return null
  const [, side, text, order] =
    /^(before|after) (\d+) (\S+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? []
  const id = rowIdIn(text)
  return id === undefined || order === undefined ? null : { backward: side === 'before', id, order }
}

export interface PageSource<Row> {
  /** The order in force: a cursor of another order is void. */
  order: string
  cursor: string | undefined
  /** The place of a row in the order; undefined when it is not there for who asks. */
  place: (id: number) => Promise<PageEdge['position'] | undefined>
  read: (request: PageRequest) => Promise<Row[]>
  size?: number
}

/** One page of a list by keyset. A page that would begin before the first row is the first page. */
export async function readPage<Row extends { id: number }>(source: PageSource<Row>): Promise<Page<Row>> {
  const { order, read, size = PAGE_SIZE } = source
  const cursor = decodeCursor(order, source.cursor)
  const position = cursor ? await source.place(cursor.id) : undefined
  if (cursor && position !== undefined) {
    const { id, backward } = cursor
    const rows = await read({ edge: { position, id }, backward, limit: size + 1 })
    const isFull = rows.length > size
    const shown = rows.slice(0, size)
    if (backward && isFull) return pageOf(order, shown.reverse(), true, true)
    if (!backward && shown.length > 0) return pageOf(order, shown, true, isFull)
  }
  const rows = await read({ edge: null, backward: false, limit: size + 1 })
  return pageOf(order, rows.slice(0, size), false, rows.length > size)
}

/** The same for a list by id, the newest first unless `order` says otherwise: the id is the place. */
export function readPageById<Row extends { id: number }>(
  source: Omit<PageSource<Row>, 'place' | 'order'> & { order?: string },
): Promise<Page<Row>> {
  return readPage({ order: 'newest', ...source, place: async (id) => id })
}

/** The cursors of a page without its rows. */
export function cursorsOf({ previousCursor, nextCursor }: PageCursors): PageCursors {
  return { previousCursor, nextCursor }
}

/** All pages of a list, one after another, for a file. */
export async function* readAllPages<Row>(
  read: (cursor: string | undefined) => Promise<Page<Row>>,
): AsyncGenerator<Row[]> {
  let cursor: string | undefined
  do {
    const page = await read(cursor)
    yield page.rows
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}

function pageOf<Row extends { id: number }>(
  order: string,
  rows: Row[],
  before: boolean,
  after: boolean,
): Page<Row> {
  const first = rows[0]
  const last = rows.at(-1)
  return {
    rows,
    previousCursor: before && first ? encodeCursor(order, { backward: true, id: first.id }) : null,
    nextCursor: after && last ? encodeCursor(order, { backward: false, id: last.id }) : null,
  }
}
