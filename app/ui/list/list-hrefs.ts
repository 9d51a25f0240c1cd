import { useLocation } from '@remix-run/react'
import { PAGE_SIZE } from '#app/domain/kernel/page-size.ts'

export type HrefChange = Record<string, string | null | undefined>

/** The same URL with some of its query changed; a value of null or '' takes the name away. */
export function hrefWith(
  { pathname, search }: { pathname: string; search: string },
  change: HrefChange,
): string {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    if (value) query.set(name, value)
    else query.delete(name)
  }
  const text = query.toString()
  return pathname.replace(/\.data$/, '') + (text ? `?${text}` : '')
}

/** A list narrowed by a filter. */
export function listHref(path: string, filter: HrefChange): string {
  return hrefWith({ pathname: path, search: '' }, filter)
}

/** The list's own URL with some of its query changed, on its first page unless a cursor is given. */
export function useListHref(): (change: HrefChange, path?: string) => string {
  const { pathname, search } = useLocation()
  return (change, path = pathname) =>
    hrefWith({ pathname: path, search }, { cursor: null, at: null, ...change })
}

interface PagesOf {
  previousCursor: string | null
  nextCursor: string | null
}

/**
 * Of a list that is read both ways. A cursor knows its row and not how many are before it, so the links carry the place
 * of their page's first row: only to say `51–100 of 700`.
 */
export function usePageHrefs({ previousCursor, nextCursor }: PagesOf) {
  const href = useListHref()
  const first = useFirstPlace()
  const at = (place: number) => (place > 1 ? String(place) : null)
  return {
    previousHref: previousCursor && href({ cursor: previousCursor, at: at(first - PAGE_SIZE) }),
    nextHref: nextCursor && href({ cursor: nextCursor, at: at(first + PAGE_SIZE) }),
  }
}

/** Where the first row of this page stands in the whole list, as the link here said. */
export function useFirstPlace(): number {
  const query = new URLSearchParams(useLocation().search)
  const place = query.has('cursor') ? Number(query.get('at')) : 1
  return Number.isSafeInteger(place) && place > 0 ? place : 1
}

/** The same for a loader, whose page keeps no cursors. */
export function pageHrefs(
  url: URL,
  { previousCursor, nextCursor }: Record<'previousCursor' | 'nextCursor', string | null>,
) {
  return {
    previousHref: previousCursor && hrefWith(url, { cursor: previousCursor }),
    nextHref: nextCursor && hrefWith(url, { cursor: nextCursor }),
  }
}

/** The query as an object, a name given twice by its first value; what Remix adds for itself is left out. */
export function queryOf(url: URL): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of url.searchParams) {
    if (name !== '_routes' && name !== 'index' && !Object.hasOwn(query, name)) query[name] = value
  }
  return query
}

/** A press on a column's head: by it, and a second press the other way round. */
export function sortBy(column: string, sort: string): { sort: string; order?: 'ascending' | 'descending' } {
  if (sort === column) return { sort: `-${column}`, order: 'ascending' }
  if (sort === `-${column}`) return { sort: column, order: 'descending' }
  return { sort: column }
}
