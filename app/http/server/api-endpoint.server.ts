import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Hono } from 'hono'
import { UNMATCHED } from '#app/http/url-traits.ts'
import { bodyLimitOf, hangUp, readBody } from './body.server.ts'
import { type HonoEnv, isUnsafe } from './exchange.server.ts'
import { problemResponse } from './problem.server.ts'
import { respond } from './respond.server.ts'
import type { WebServerOptions } from './web-server-options.server.ts'

/** Everything under /api that is no page: the body is read here, within its limit and its clock; a file by its endpoint. */
export function addApi(app: Hono<HonoEnv>, { answerApi }: WebServerOptions): void {
  app.all('/api/*', async (c, next) => {
    const { exchange } = c.env
    if (exchange.traits.machine !== 'api') return next()
    exchange.pattern = UNMATCHED
    const body = isUnsafe(exchange) ? await readBody(exchange, bodyLimitOf(exchange.traits)) : undefined
    if (body?.kind === 'cut') hangUp(exchange)
    else if (body?.kind === 'too_large') {
      exchange.outcome.noteError(body.error.code)
      await respond(exchange, problemResponse(body.error, exchange.requestId))
    } else {
      const bytes = body?.kind === 'whole' ? body.bytes : undefined
      const { url, method, headers } = c.req.raw
      const request = new Request(url, { method, headers })
      const stream = body?.kind === 'stream' ? body.stream : undefined
      await respond(exchange, await answerApi({ request, exchange, body: bytes, stream }))
      if (body?.kind === 'stream') body.leave()
    }
    return RESPONSE_ALREADY_SENT
  })
}
