import { useLocation } from '@remix-run/react'

export type HrefChange = Record<string, string | null | undefined>

/** The list's own URL with some of its query changed, on its first page unless a cursor is given; null takes away. */
export function useListHref(): (change: HrefChange, path?: string) => string {
  const { pathname, search } = useLocation()
  return (change, path = pathname) => {
    const query = new URLSearchParams(search)
    for (const [name, value] of Object.entries({ cursor: null, ...change })) {
      if (value) query.set(name, value)
      else query.delete(name)
    }
    const text = query.toString()
    return text ? `${path}?${text}` : path
  }
}

/** A press on a column's head: by it, and a second press the other way round. */
export function sortBy(column: string, sort: string): { sort: string; order?: 'ascending' | 'descending' } {
  if (sort === column) return { sort: `-${column}`, order: 'ascending' }
  if (sort === `-${column}`) return { sort: column, order: 'descending' }
  return { sort: column }
}
