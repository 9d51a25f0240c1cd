/**
 * What kind of URL a request is for, so that limits, the page queue, headers and the log decide by one table. Which part
 * of the site a page belongs to is in locales/areas-of-pages.ts, because the browser asks for it too; `areaOfRequest` uses that.
 */
import { type Module, modulesOfPage } from '#app/domain/kernel/modules.ts'
import { type Area, areaOf, type Side } from '#locales/index.ts'

export interface UrlTraits {
  /**
   * Who else than a browser asks for it: `probe` is monitoring, over and over; `webhook` proves its sender by a signature;
   * `api` by a bearer token; `script` is the router's own question; `stream` is what an open page listens to.
   */
  machine: 'probe' | 'webhook' | 'api' | 'script' | 'stream' | null
  /** A form with a file: its body is streamed, and may be large. */
  upload: boolean
  /** Made at once, without waiting in the page queue. */
  unqueued: boolean
  /** A link whose parameter `:token` may open an account: its path is not logged, and no other site learns it. */
  secret: boolean
  /** Its form acts for the person alone, whichever company the cabinet shows. */
  personal: boolean
  /** May use the phone's camera. */
  camera: boolean
  /** May keep the phone's screen on. */
  wakeful: boolean
}

const PAGE: UrlTraits = {
  ...{ machine: null, upload: false, unqueued: false },
  ...{ secret: false, personal: false, camera: false, wakeful: false },
}
/** A driver waits at the pump; the browser goes from one of these pages to the other without a reload. */
const TILL: UrlTraits = { ...PAGE, unqueued: true, camera: true }
/** The link of a driver, who stands at the pump. */
const DRIVER: UrlTraits = { ...PAGE, unqueued: true, secret: true, personal: true, wakeful: true }

/** Pages for somebody who only reads, by a link. */
const READER: UrlTraits = { ...PAGE, secret: true, personal: true }

/**
 * By pattern; every other URL is a page.
 * @internal tests compare it with the site map
 */
export const urlTraits: ReadonlyMap<string, UrlTraits> = new Map([
  ['/healthz', { ...PAGE, machine: 'probe' }],
  ['/readyz', { ...PAGE, machine: 'probe' }],
  ['/metrics', { ...PAGE, machine: 'probe' }],
  ['/.well-known/coupon-keys.json', { ...PAGE, machine: 'probe' }],
  ['/webhooks/resend', { ...PAGE, machine: 'webhook' }],
  ['/live', { ...PAGE, machine: 'stream' }],
  // The site map is no page.
  ['/__manifest', { ...PAGE, machine: 'script', unqueued: true }],
  // A cached file.
  ['/words/:file', { ...PAGE, unqueued: true }],
  // Wanted at the pump, and the router reads its page once more behind the form.
  ['/coupons/:id/qr', { ...PAGE, unqueued: true }],
  ['/till', TILL],
  ['/till/authorizations', TILL],
  ['/till/authorizations/:id', TILL],
  ['/till/authorizations/:id/complete', TILL],
  ['/till/authorizations/:id/pump', TILL],
  ['/till/authorizations/:id/less', TILL],
  // Asked by the page that stays; they are none themselves.
  ['/till/scan', { ...PAGE, unqueued: true }],
  ['/till/scan/:id', { ...PAGE, unqueued: true }],
  ['/till/photo', { ...TILL, upload: true }],
  ['/till/phone-code', TILL],
  ['/till/shift', TILL],
  ['/till/shift/unlock', TILL],
  ['/till/shift/resume', TILL],
  ['/till/shifts/:id', TILL],
  ['/drivers/import', { ...PAGE, upload: true }],
  // What the preview has read comes back: more than an ordinary form holds.
  ['/drivers/import/commit', { ...PAGE, upload: true }],
  ['/vehicles/import/commit', { ...PAGE, upload: true }],
  ['/vehicles/import', { ...PAGE, upload: true }],
  ['/admin/imports', { ...PAGE, upload: true }],
  ['/admin/imports/new', { ...PAGE, upload: true }],
  ['/admin/payments/import', { ...PAGE, upload: true }],
  ['/invitation/:token', { ...PAGE, secret: true, personal: true }],
  ['/set-password/:token', { ...PAGE, secret: true, personal: true }],
  ['/d/:token', DRIVER],
  ['/d/:token/state', DRIVER],
  ['/d/:token/keep', DRIVER],
  ['/d/:token/trouble', DRIVER],
  ['/d/:token/help', DRIVER],
  ['/r/:token', READER],
  ['/r/:token/transactions', READER],
  ['/r/:token/coupons', READER],
  ['/r/:token/cards', READER],
  ['/r/:token/export', READER],
  ['/company', { ...PAGE, personal: true }],
  ['/language', { ...PAGE, personal: true }],
  ['/theme', { ...PAGE, personal: true }],
  ['/sign-out', { ...PAGE, personal: true }],
  ['/profile', { ...PAGE, personal: true }],
  ['/profile/password', { ...PAGE, personal: true }],
  ['/profile/sessions/end', { ...PAGE, personal: true }],
  ['/profile/sessions/:id/end', { ...PAGE, personal: true }],
])
const API: UrlTraits = { ...PAGE, machine: 'api' }
const API_FILE: UrlTraits = { ...API, upload: true }
/** Takes a file as its body. */
const API_FILE_PATH = /^\/api\/v1\/(?:registers\/[a-z]+|state-registers)$/

export const UNMATCHED = 'unmatched'

/** The parts of the product that a URL belongs to, all of which it needs; none: it is always there. */
export function modulesOf(pattern: string, { machine }: UrlTraits): readonly Module[] {
  if (machine === 'api') return ['api']
  return modulesOfPage(pattern)
}

/** Of a page's pattern. */
export function traitsOf(pattern: string): UrlTraits {
  return urlTraits.get(pattern) ?? PAGE
}

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
  const isApi = pathname.startsWith('/api/') && pattern === UNMATCHED
  const api = API_FILE_PATH.test(pathname) ? API_FILE : API
  const traits = isApi ? api : urlTraits.get(pattern)
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
