/** The same URL with some of its query changed; a value of null or '' takes the name away. */
export function hrefWith(url: URL, change: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams(url.search)
  for (const [name, value] of Object.entries(change)) {
    if (value) query.set(name, value)
    else query.delete(name)
  }
  const search = query.toString()
  return url.pathname.replace(/\.data$/, '') + (search ? `?${search}` : '')
}

/** The query as an object, a name given twice by its first value; what Remix adds for itself is left out. */
export function queryOf(url: URL): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of url.searchParams) {
    if (name !== '_routes' && name !== 'index' && !Object.hasOwn(query, name)) query[name] = value
  }
  return query
}
