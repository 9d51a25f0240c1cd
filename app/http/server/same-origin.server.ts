import type { IncomingHttpHeaders } from 'node:http'
import type { UrlTraits } from '#app/http/url-traits.ts'

/**
 * Whether an unsafe request comes from a page of ours: the browser's own word in Sec-Fetch-Site, which no page can
 * forge, or where it says nothing (plain http that is not loopback, older browsers) the Origin.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site']
  if (site === 'same-origin') return true
  // `none` is the person's own doing (a form sent again after a restart); it proves nothing alone.
  if (site !== undefined && site !== 'none') return false
  return headers.origin === publicUrl
}

/** What proves its sender by a signature or a key of its own and reads no cookie: no browser adds those to another site's request. */
export function isExempt({ machine }: UrlTraits): boolean {
  return machine === 'webhook' || machine === 'api'
}
