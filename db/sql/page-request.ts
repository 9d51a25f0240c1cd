import { type RawBuilder, sql } from 'kysely'

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
export function readsDown(descending: boolean, request: PageRequest): boolean {
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
