import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Where a page of a list begins: beside the row of this id, whose place in the order is `position`. */
export interface PageEdge {
  position: string | number | Date
  id: number
}

export interface PageRequest {
  edge: PageEdge | null
  /** Rows before the edge, the nearest first, instead of those after it. */
  backward: boolean
  limit: number
}

/** The direction in which rows are read: a page backwards is read from its edge up. */
export function readsDown(descending: boolean, request: Pick<PageRequest, 'backward'>): boolean {
  return descending !== request.backward
}

/** ` and (<column>, id)` lies beyond the edge, in a form that both databases turn into one range of the index. */
export function beyond(
  column: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  request: PageRequest,
  descending: boolean,
): RawBuilder<unknown> {
  if (!request.edge) return sql``
  const { position, id: edgeId } = request.edge
  return readsDown(descending, request)
    ? sql`and (${column} < ${position} or (${column} = ${position} and ${id} < ${edgeId}))`
    : sql`and (${column} > ${position} or (${column} = ${position} and ${id} > ${edgeId}))`
}

/** A page of a list by id, in its own order: `where` the row lies beyond the edge. */
export function beyondId(
  column: string,
  { edge, backward }: PageRequest,
  descending = true,
): RawBuilder<SqlBool> {
  if (!edge) return sql<SqlBool>`true`
  const id = sql.ref(column)
  return readsDown(descending, { backward })
    ? sql<SqlBool>`${id} < ${edge.id}`
    : sql<SqlBool>`${id} > ${edge.id}`
}

/** How a page of it is ordered. */
export function directionOf(request: PageRequest, descending = true): 'asc' | 'desc' {
  return readsDown(descending, request) ? 'desc' : 'asc'
}

/** The first rows of a list, for who shows no pages of it. */
export function firstRows(limit: number): PageRequest {
  return { edge: null, backward: false, limit }
}
