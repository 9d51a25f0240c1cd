import { useLocation } from '@remix-run/react'

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

/** The list's own URL with some of its query changed, on its first page unless a cursor is given. */
export function useListHref(): (change: HrefChange, path?: string) => string {
  const { pathname, search } = useLocation()
  return (change, path = pathname) => hrefWith({ pathname: path, search }, { cursor: null, ...change })
}

type Cursor = string | number

/** Of a list that is read forward only: back to its first page, and to the next. */
export function pageHrefs(url: URL, page: { cursor: Cursor | undefined; nextCursor: Cursor | null }) {
  return {
    firstHref: page.cursor ? hrefWith(url, { cursor: null }) : null,
    nextHref: page.nextCursor ? hrefWith(url, { cursor: String(page.nextCursor) }) : null,
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
