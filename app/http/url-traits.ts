/**
 * What kind of URL a request is for, so that limits, the page queue, headers and the log decide by one table. Which part
 * of the site a page belongs to stays in locales/index.ts, because the browser asks for it too; `areaOfRequest` uses that.
 */
import { type Area, areaOf, type Side } from '#locales/index.ts'

export interface UrlTraits {
  /**
   * Who else than a browser asks for it: `probe` is monitoring, over and over; `webhook` proves its sender by a signature;
   * `api` by a bearer token; `script` is the router's own question.
   */
  machine: 'probe' | 'webhook' | 'api' | 'script' | null
  /** A form with a file: its body is streamed, and may be large. */
  upload: boolean
  /** Made at once, without waiting in the page queue. */
  unqueued: boolean
  /** A link whose parameter `:token` may open an account: its path is not logged, and no other site learns it. */
  secret: boolean
}

const PAGE: UrlTraits = { machine: null, upload: false, unqueued: false, secret: false }

/** By pattern; every other URL is a page. */
export const urlTraits: ReadonlyMap<string, UrlTraits> = new Map([
  ['/healthz', { ...PAGE, machine: 'probe' }],
  ['/readyz', { ...PAGE, machine: 'probe' }],
  ['/metrics', { ...PAGE, machine: 'probe' }],
  ['/webhooks/resend', { ...PAGE, machine: 'webhook' }],
  // The site map is no page.
  ['/__manifest', { ...PAGE, machine: 'script', unqueued: true }],
  // A cached file.
  ['/words/:file', { ...PAGE, unqueued: true }],
  // Wanted at the pump, and the router reads its page once more behind the form.
  ['/coupons/:id/qr', { ...PAGE, unqueued: true }],
  ['/admin/imports', { ...PAGE, upload: true }],
  ['/admin/imports/new', { ...PAGE, upload: true }],
  ['/invitation/:token', { ...PAGE, secret: true }],
  ['/set-password/:token', { ...PAGE, secret: true }],
])
const API: UrlTraits = { ...PAGE, machine: 'api' }

export const UNMATCHED = 'unmatched'

/**
 * @param pathname as the request has it
 * @param pagePattern from a page's path to its pattern in the site map, or UNMATCHED
 */
export function classifyUrl(
  pathname: string,
  pagePattern: (path: string) => string,
): { pattern: string; traits: UrlTraits } {
  const fixed = urlTraits.get(pathname)
  const pattern = fixed?.machine ? pathname : pagePattern(pagePath(pathname))
  const traits = pathname.startsWith('/api/') ? API : urlTraits.get(pattern)
  return { pattern, traits: traits ?? PAGE }
}

/** The path that routes match: a data request's is that of its page. */
export function pagePath(pathname: string): string {
  if (!isDataPath(pathname)) return pathname
  return pathname === '/_root.data' ? '/' : pathname.slice(0, -'.data'.length)
}

/** Asked for by the page's own script, which reads no HTML. */
export function isDataPath(pathname: string): boolean {
  return pathname.endsWith('.data')
}

/** What a mailed link holds; the public id that takes its place in the address bar is shorter. */
const TOKEN = /^[\w-]{40,}/

/**
 * Whether this very path holds a secret, be there a page or not. Elsewhere the page's own address may be told, because
 * forms need their Origin.
 */
export function holdsSecret(pathname: string): boolean {
  const segments = pathname.split('/').map(decodedSegment)
  return secretPatterns.some((pattern) =>
    pattern.every((part, at) => {
      const segment = segments[at] ?? ''
      return part === ':token' ? TOKEN.test(segment) : part === segment.toLowerCase()
    }),
  )
}

const secretPatterns = [...urlTraits]
  .filter(([, { secret }]) => secret)
  .map(([pattern]) => pattern.split('/'))

/** One segment of a path as the router reads it. */
export function decodedSegment(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** Which part of the site the page belongs to, for its words and its frame. */
export function areaOfRequest(request: Request, side: Side): Area {
  return areaOf(pagePath(new URL(request.url).pathname), side)
}
