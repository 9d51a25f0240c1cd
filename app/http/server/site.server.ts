import type { IncomingHttpHeaders } from 'node:http'
import type { ReadableStream } from 'node:stream/web'
import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/node'
import { DomainError, type ErrorCode, errorStatus, isErrorCode } from '#app/domain/kernel/errors.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'
import { isDataPath, pagePath, UNMATCHED } from '#app/http/url-traits.ts'
import type { Body } from './body.server.ts'
import { bindForms } from './bound-forms.server.ts'
import { answerDomainErrors } from './domain-errors.server.ts'
import type { Exchange } from './exchange.server.ts'
import { lastResortPage } from './last-resort-page.server.ts'
import { patternFinder, patternOf } from './route-patterns.server.ts'

/** The pages, as the web server knows them. */
export interface Site {
  /** Of a page's path: `/cards/:id`. */
  patternOf: (pathname: string) => string
  handle: (request: Request, context: RequestContext) => Promise<Response>
}

type Handler = (request: Request, context: AppLoadContext) => Promise<Response>

/**
 * Remix looks for the page in the whole site map half a dozen times a request, which took more than a third of a
 * page's time. So each page has a handler that knows this page alone, made when it is first asked for; only what is
 * no page, and what the browser asks about the site map itself, is left to the one that knows all.
 */
export function siteOf(build: ServerBuild, patienceMs?: number): Site {
  const findPattern = patternFinder(build.routes)
  const handlers = new Map<string, Handler>()
  const handlerOf = (pattern: string): Handler => {
    const known = handlers.get(pattern)
    if (known) return known
    const part = pattern === UNMATCHED ? build : partOf(build, pattern)
    const handler = createRequestHandler(
      answerDomainErrors(bindForms(part, pattern), patienceMs),
      'production',
    )
    handlers.set(pattern, handler)
    return handler
  }
  return {
    patternOf: findPattern,
    handle(request, context) {
      const pattern = findPattern(pagePath(new URL(request.url).pathname))
      return handlerOf(pattern)(request, context as AppLoadContext)
    },
  }
}

/** The routes of one pattern, with all that is around them. */
function partOf(build: ServerBuild, pattern: string): ServerBuild {
  const ids = new Set(['root'])
  for (const id of Object.keys(build.routes)) {
    if (id === 'root' || patternOf(build.routes, id) !== pattern) continue
    for (let at: string | undefined = id; at; at = build.routes[at]?.parentId) ids.add(at)
  }
  const within = <Value>(all: Record<string, Value>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)))
  return {
    ...build,
    routes: within(build.routes),
    assets: { ...build.assets, routes: within(build.assets.routes) },
  }
}

/** The page that was asked for. */
export async function askPage(
  site: Site,
  exchange: Exchange,
  body: Exclude<Body, { kind: 'cut' }>,
): Promise<Response> {
  if (body.kind === 'too_large') return refuse(site, exchange, body.error, body.kept)
  const { pathname, search, incoming } = exchange
  const payload = body.kind === 'whole' ? body.bytes : body.kind === 'stream' ? body.stream : undefined
  const response = await site.handle(
    requestFor(exchange, incoming.method, pathname + search, payload),
    exchange,
  )
  const { bodyError } = exchange.outcome
  if (bodyError?.code === 'file_too_large') return refuse(site, exchange, bodyError)
  return readable(site, exchange, response)
}

/**
 * The error page, in the reader's language, instead of what was asked for; nothing of that runs. What is wrong with a
 * form (`form` are its fields, where they are at hand) is said on the form's own page.
 */
export async function refuse(
  site: Site,
  exchange: Exchange,
  error: DomainError,
  form?: Buffer | undefined,
): Promise<Response> {
  const { pathname, search, incoming } = exchange
  const byForm = incoming.method === 'POST' && ABOUT_FORMS.has(error.code)
  if (!byForm && !isDataPath(exchange.pathname)) return errorPage(site, exchange, error)
  exchange.outcome.rejectRequest(error)
  // Nothing of what is asked for runs, so the query that was refused goes no further.
  const path = error.code === 'address_too_long' ? `${ANY_PAGE}.data` : pathname
  const request = requestFor(exchange, incoming.method, byForm ? pathname + search : path, form)
  return readable(site, exchange, await site.handle(request, exchange))
}

const ABOUT_FORMS = new Set<ErrorCode>(['body_too_large', 'file_too_large'])

/** A person never gets JSON (what a download or a button's address says has no page of its own) or nothing. */
async function readable(site: Site, exchange: Exchange, response: Response): Promise<Response> {
  if (response.status < 400 || isDataPath(exchange.pathname) || isPage(response)) return response
  const wantsPage = exchange.incoming.headers.accept?.includes('text/html') ?? true
  if (!wantsPage && response.body) return response
  return errorPage(site, exchange, exchange.outcome.rejection ?? (await errorIn(exchange, response)))
}

/** For an address that has no page of its own to stand in for: any does, since none is reached. */
const ANY_PAGE = '/sign-in'

async function errorPage(site: Site, exchange: Exchange, error: DomainError): Promise<Response> {
  exchange.outcome.rejectRequest(error)
  // Drawing one costs half of a page, and a flood is refused hundreds of times a second.
  if (error.code === 'overloaded') return lastResortPage(exchange, error.status, error.code)
  for (const path of [ownPath(exchange, error), ANY_PAGE]) {
    const response = await site.handle(requestFor(exchange, 'GET', path), exchange)
    if (isPage(response)) return response
  }
  return lastResortPage(exchange, error.status)
}

/** "Try again" and the languages lead back to it. What was wrong with the address itself is left out. */
function ownPath({ pathname, search }: Exchange, { code }: DomainError): string {
  if (code === 'invalid') return pathname || ANY_PAGE
  return code === 'address_too_long' ? ANY_PAGE : pathname + search
}

function isPage(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/html') ?? false
}

/** The answer to HEAD has a status and no body; the code was noted when it was refused. */
async function errorIn({ outcome: { errorCode } }: Exchange, response: Response): Promise<DomainError> {
  const answer: unknown = await response.json().catch(() => null)
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : ''
  if (isErrorCode(code)) return new DomainError(code)
  if (errorCode && errorStatus[errorCode] === response.status) return new DomainError(errorCode)
  return new DomainError(
    response.status === 404 ? 'not_found' : response.status < 500 ? 'invalid' : 'unexpected',
  )
}

/** A Request cannot even say these; they were refused before, and what is left to do is to say so. */
const UNSPEAKABLE = new Set(['TRACE', 'TRACK', 'CONNECT'])

/**
 * What Remix gets. Its address is ours, whatever Host says. Without Origin its own check against other sites' forms,
 * which answers 500 behind a proxy, has nothing to look at: ours came first. And nothing of what proxies say.
 */
function requestFor(
  { services, incoming }: Exchange,
  method: string | undefined,
  path: string,
  body?: Buffer | ReadableStream<Uint8Array>,
): Request {
  const init: RequestInit & { duplex?: 'half' } = {
    method: UNSPEAKABLE.has(method ?? '') ? 'GET' : (method ?? 'GET'),
    headers: kept(incoming.headers),
  }
  if (body && method !== 'GET' && method !== 'HEAD') {
    init.body = body as BodyInit
    init.duplex = 'half'
  }
  return new Request(services.settings.publicUrl + path, init)
}

const WITHHELD =
  /^(?:origin|host|forwarded|x-forwarded-.*|x-real-ip|connection|keep-alive|te|trailer|upgrade|expect|transfer-encoding|content-length|proxy-.*|:.*)$/

function kept(headers: IncomingHttpHeaders): Record<string, string> {
  const result: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (typeof value === 'string' && !WITHHELD.test(name)) result[name] = value
  }
  return result
}
