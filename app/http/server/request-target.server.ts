export interface RequestTarget {
  pathname: string
  search: string
}

/**
 * Path and query of a request line on our own site, whatever host it or a header names; null when it is neither a
 * path nor an absolute address. Dot segments are resolved here, once, as the router's URL would.
 *
 * @param target `/cards?q=1`, or `http://host/cards` (RFC 9112 has servers accept it)
 */
export function readTarget(publicUrl: string, target: string): RequestTarget | null {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '') || '/'
  if (!path.startsWith('/') || !URL.canParse(publicUrl + path)) return null
  const { pathname, search } = new URL(publicUrl + path)
  return { pathname: decodable(pathname), search }
}

/**
 * A mangled link (`/invitation/abc%E0`) is a page that is not there, not a warning in the log; so is one with line ends
 * in it, for which the router has no page at all, not even that of what is not there.
 */
function decodable(pathname: string): string {
  if (!pathname.includes('%')) return pathname
  try {
    if (!/[\p{Cc}\u2028\u2029]/u.test(decodeURIComponent(pathname))) return pathname
  } catch {
    // No text at all.
  }
  return pathname.replaceAll('%', '%25')
}
