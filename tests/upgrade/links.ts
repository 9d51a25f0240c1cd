/** Addresses of this site in a page's links, frames and forms, and in a redirect; each once. */
export function linksIn(html: string, location: string | null): string[] {
  const tags = /<(?:a|iframe|form)\b[^>]*?\s(?:href|src|action)="(\/[^"#]*)/g
  const links = [...html.matchAll(tags)].map(([, to = '']) => to.replaceAll('&amp;', '&'))
  return [...new Set([...(location?.startsWith('/') ? [location] : []), ...links])]
}

/** The page by each choice of each of its lists of choices: `/cards?status=lost`. */
export function filtersIn(html: string, path: string): string[] {
  return [...html.matchAll(/<select\b[^>]*?\sname="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].flatMap(
    ([, name = '', options = '']) =>
      [...options.matchAll(/<option\b[^>]*?\svalue="([^"]+)"/g)].map(
        ([, value = '']) => `${path}?${new URLSearchParams({ [name]: value })}`,
      ),
  )
}
