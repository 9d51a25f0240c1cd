import { type Context, Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import type { Module } from '#app/domain/kernel/modules.ts'
import type { ApiCall } from '#app/http/server/api-call.ts'
import { expectedFailure } from '#app/http/server/expected-failure.server.ts'
import { problemResponse } from '#app/http/server/problem.server.ts'
import { callerOf, rateLimitHeaders } from './caller.server.ts'
import { withFile } from './file-body.server.ts'
import { descriptionOf, documentOf } from './openapi.server.ts'
import { replyOnce } from './repeats.server.ts'
import { jsonIn, queryOf, versionIn } from './request.server.ts'
import { API_BASE, type Endpoint, type Reply } from './v1/endpoint.server.ts'
import { endpointsOf } from './v1/index.server.ts'
import { InputError } from './v1/input.server.ts'

interface ApiEnv {
  Bindings: ApiCall
}

/**
 * Answers everything under /api but the page for people: JSON, problems, no cookies, no other site's pages.
 * @param modules what is switched on; the paths of other parts are not there
 */
export function createApi(modules: readonly Module[]): (call: ApiCall) => Promise<Response> {
  const app = apiApp(modules)
  return async (call) => app.fetch(call.request, call)
}

/**
 * The document, which is made of the routes; the same for everybody.
 * @internal tests compare what the API answers with it
 */
export function apiDocument(modules: readonly Module[]): Promise<object> {
  return documentOf(apiApp(modules), { withWebhooks: modules.includes('webhooks') })
}

function apiApp(modules: readonly Module[]): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>()
  const endpoints = endpointsOf(modules)
  let document: Promise<object> | undefined
  for (const endpoint of endpoints) {
    const { method, path } = endpoint
    app.on(method, API_BASE + path, describeRoute(descriptionOf(endpoint)), (c) => serve(endpoint, c))
  }
  app.get('/api/openapi.json', async (c) => {
    c.env.exchange.pattern = '/api/openapi.json'
    document ??= apiDocument(modules)
    return c.json(await document)
  })
  app.all(`${API_BASE}/*`, async (c) => {
    await callerOf(c.env.exchange)
    return notThere(c, endpoints)
  })
  app.all('*', (c) => notThere(c, endpoints))
  app.onError((error, c) => answerTo(error, c))
  return app
}

async function serve(endpoint: Endpoint, c: Context<ApiEnv>): Promise<Response> {
  const { exchange } = c.env
  exchange.pattern = API_BASE + endpoint.path
  const ctx = await callerOf(exchange)
  await rateLimitHeaders(ctx, c.res.headers)
  if (!endpoint.scopes.some((scope) => ctx.actor.scopes.includes(scope))) reject('scope_missing')
  const query = queryOf(exchange.search)
  const version = () => versionIn(c.req.header('If-Match'))
  const patience = { isEnding: exchange.isEnding, disconnected: exchange.disconnected }
  const input = { ctx, params: c.req.param(), query, version, patience }
  if (endpoint.takesFile) {
    return withFile(ctx, c.env, (file) => {
      const asked = `${exchange.search}\n${sha256(file).toString('hex')}`
      return perform(endpoint, c, { ...input, body: undefined, file }, asked)
    })
  }
  const { value, text } = jsonIn(endpoint, exchange.incoming.headers, c.env.body)
  return perform(endpoint, c, { ...input, body: value, file: NO_FILE }, `\n${text}`)
}

const NO_FILE = Buffer.alloc(0)

/** @param asked what, beside the path, makes two requests the same */
async function perform(
  endpoint: Endpoint,
  c: Context<ApiEnv>,
  input: Parameters<Endpoint['answer']>[0],
  asked: string,
): Promise<Response> {
  const key = c.req.header('Idempotency-Key')
  const isOnce = endpoint.repeats === 'key' && key !== undefined
  const request = `${endpoint.method} ${c.env.exchange.pathname}${asked}`
  const reply = isOnce
    ? await replyOnce(input.ctx, { key, request }, () => endpoint.answer(input))
    : await endpoint.answer(input)
  return answerOf(reply, c)
}

function answerOf({ status, body, headers }: Reply, c: Context<ApiEnv>): Response {
  for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value)
  return c.json(body, status)
}

function notThere(c: Context<ApiEnv>, endpoints: readonly Endpoint[]): Response {
  const { exchange } = c.env
  const methods = endpoints.filter(({ path }) => isAt(path, exchange.pathname)).map(({ method }) => method)
  const all = exchange.pathname === '/api/openapi.json' ? ['GET' as const] : methods
  const error = new DomainError(all.length > 0 ? 'method_not_allowed' : 'not_found')
  exchange.outcome.noteError(error.code)
  const allowed = all.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  const headers: Record<string, string> = all.length > 0 ? { Allow: allowed.join(', ') } : {}
  return problemResponse(error, exchange.requestId, { headers })
}

function isAt(path: string, pathname: string): boolean {
  const wanted = (API_BASE + path).split('/')
  const asked = pathname.split('/')
  return (
    wanted.length === asked.length &&
    wanted.every((part, at) => (part.startsWith(':') ? asked[at] !== '' : part === asked[at]))
  )
}

function answerTo(thrown: unknown, c: Context<ApiEnv>): Response {
  const { exchange } = c.env
  const { requestId, services, outcome, pattern } = exchange
  const expected = expectedFailure(thrown)
  if (!expected) services.log.error({ err: thrown, requestId, route: pattern }, 'The API failed')
  else if (expected.status >= 500)
    services.log.warn({ err: thrown, requestId, route: pattern }, 'The database is away')
  const error = expected ?? new DomainError('unexpected')
  outcome.noteError(error.code)
  const headers: Record<string, string> = error.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}
  for (const name of ['RateLimit', 'RateLimit-Policy']) {
    const value = c.res.headers.get(name)
    if (value) headers[name] = value
  }
  const errors = error instanceof InputError ? [...error.errors] : undefined
  return problemResponse(error, requestId, { ...(errors && { errors }), headers })
}
