import cluster from 'node:cluster'
import { resolve } from 'node:path'
import * as build from 'virtual:remix/server-build'
import { createApi } from './api/api.server.ts'
import { receiveResendWebhook } from './api/webhooks/resend.server.ts'
import { metricsOfAll, superviseWebProcesses } from './http/server/processes.server.ts'
import { shutDown } from './http/server/shutdown.server.ts'
import { siteOf } from './http/server/site.server.ts'
import { StaticFiles } from './http/server/static-files.server.ts'
import { createWebServer } from './http/server/web-server.server.ts'
import { createLog } from './runtime/log.server.ts'
import { Metrics } from './runtime/metrics.server.ts'
import { createServices } from './runtime/services.server.ts'
import { type Env, readEnv } from './runtime/settings.server.ts'
import { explainFailedStart } from './runtime/terminal.server.ts'

/** The web server: alone, or the first of WEB_CONCURRENCY processes that watches over the others. */
function main(): void {
  const env = readEnv()
  if (env.webConcurrency > 1 && cluster.isPrimary)
    superviseWebProcesses(env.webConcurrency, createLog(env.logLevel))
  else serve(env)
}

function serve(env: Env): void {
  const services = createServices(env)
  const { log, db } = services
  const metrics = new Metrics(services)
  metrics.watchProcess()
  const web = createWebServer({
    services,
    metrics,
    site: siteOf(build),
    // Pages of the release before are still open somewhere, and load their scripts as they go (scripts/build.mjs).
    files: new StaticFiles(
      resolve(build.assetsBuildDirectory),
      resolve(build.assetsBuildDirectory, '../former'),
    ),
    proxies: env.trustedProxies,
    metricsText: metricsOfAll(metrics.registry),
    metricsToken: env.metricsToken,
    answerApi: createApi(services.settings.modules),
    receiveWebhook: (request, requestId) =>
      receiveResendWebhook(request, { ...services, resendWebhookSecret: env.resendWebhookSecret, requestId }),
  })

  web.server.on('error', (err) => {
    log.fatal({ err }, 'The web server cannot listen')
    process.exit(1)
  })
  web.server.listen(env.port, env.host, () =>
    log.info({ host: env.host, port: env.port }, 'The web server listens'),
  )

  // A process that failed where nobody expected it cannot be trusted any more; another takes its place.
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'The web server failed')
    process.exit(1)
  })
  const end = async (signal: NodeJS.Signals) => {
    if (web.draining) return
    log.info({ signal, inFlight: web.inFlight.size }, 'The web server ends')
    const cut = await shutDown(web)
    if (cut > 0) log.warn({ requests: cut }, 'Requests were cut off')
    await db.destroy().catch(() => {})
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

try {
  main()
} catch (error) {
  process.stderr.write(`${explainFailedStart(error)}\n`)
  process.exit(1)
}
