import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { createRequestHandler } from '@remix-run/node'
import { Hono } from 'hono'
import * as build from 'virtual:remix/server-build'

const handle = createRequestHandler(build, 'production')
const app = new Hono()
app.get('/healthz', (c) => c.text('ok'))
app.get('/readyz', (c) => c.text('ok'))
app.use('/assets/*', serveStatic({ root: 'build/client' }))
app.all('*', (c) => handle(c.req.raw, {}))

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000), hostname: process.env.HOST ?? '127.0.0.1' })
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.close(() => process.exit(0)))
