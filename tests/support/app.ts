import { Agent } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApi } from '#app/api/api.server.ts'
import { receiveResendWebhook } from '#app/api/webhooks/resend.server.ts'
import type { Settings } from '#app/domain/kernel/context.ts'
import type { Module } from '#app/domain/kernel/modules.ts'
import { hostCookieName } from '#app/http/cookies.server.ts'
import { shutDown } from '#app/http/server/shutdown.server.ts'
import type { Site } from '#app/http/server/site.server.ts'
import { StaticFiles } from '#app/http/server/static-files.server.ts'
import { createWebServer } from '#app/http/server/web-server.server.ts'
import type { WebServerOptions } from '#app/http/server/web-server-options.server.ts'
import { SESSION_COOKIE } from '#app/http/session/guards.server.ts'
import { createLog } from '#app/runtime/log.server.ts'
import { Metrics } from '#app/runtime/metrics.server.ts'
import type { TrustedProxies } from '#app/runtime/trusted-proxies.server.ts'
import { faultsInAnswer } from './api-document.ts'
import { testContext, testSettings } from './context.ts'
import type { Cabinet, Person } from './fixtures.ts'
import { siteOfSources } from './site.ts'
import { Visitor } from './visitor.ts'

export interface AppOptions {
  settings?: Partial<Settings>
  proxies?: TrustedProxies
  metricsToken?: string
  resendWebhookSecret?: string
  /** Pages other than the cabinet's own. */
  site?: Site
  files?: StaticFiles
  /** How many pages are made at once; left out, as many as in the product. */
  pages?: WebServerOptions['pages']
  /** How slowly bodies may come and answers be read; left out, as in the product. */
  allowances?: WebServerOptions['allowances']
  /** How much of uploads may be in memory; left out, as in the product. */
  uploadMemory?: WebServerOptions['uploadMemory']
  /** The test makes pages fail on purpose: errors in the log are not the app's. */
  failuresExpected?: boolean
  logLevel?: string
  /** Left out, a free one. */
  port?: number
}

/** Whoever asks and however: no answer of the API leaves that its document does not allow. */
function documentedApi(
  modules: readonly Module[],
  tell: (fault: string) => void,
): WebServerOptions['answerApi'] {
  const answer = createApi(modules)
  return async (call) => {
    const response = await answer(call)
    const { method, url } = call.request
    const { pathname, search } = new URL(url)
    if (method !== 'HEAD') {
      const told = { status: response.status, type: response.headers.get('content-type') }
      const faults = faultsInAnswer(method, pathname + search, {
        ...told,
        text: await response.clone().text(),
      })
      for (const fault of faults) tell(fault)
    }
    return response
  }
}

export type App = Awaited<ReturnType<typeof startApp>>

/**
 * The whole web server of a cabinet on a loopback port of its own, over real HTTP. `app` is a visitor with a cookie jar
 * that nobody signed in; `app.as(person)` is somebody who is signed in, `app.visitor()` one more guest.
 *
 *     const cabinet = await createCabinet()
 *     const app = await startApp(cabinet)
 *     afterAll(async () => { await app.stop(); await cabinet.destroy() })
 *     const owner = app.as(await cabinet.client(companyId))
 *     expect(await owner.post('/cards/7/block', {})).toRedirectTo('/cards/7')
 */
export async function startApp(cabinet: Pick<Cabinet, 'db'>, options: AppOptions = {}) {
  const settings = { ...testSettings, ...options.settings }
  const { keyring, hasher } = await testContext(cabinet.db)
  const logged: string[] = []
  const undocumented: string[] = []
  const log = createLog(options.logLevel ?? 'info', { write: (line) => void logged.push(line) })
  const services = { db: cabinet.db, settings, keyring, hasher, log }
  const metrics = new Metrics(services)
  const parts: WebServerOptions = {
    services,
    metrics,
    site: options.site ?? (await siteOfSources()),
    files: options.files ?? new StaticFiles('public'),
    pages: options.pages,
    allowances: options.allowances,
    uploadMemory: options.uploadMemory,
    proxies: options.proxies ?? { hops: 0 },
    metricsText: () => metrics.registry.metrics(),
    metricsToken: options.metricsToken,
    answerApi: documentedApi(settings.modules, (fault) => void undocumented.push(fault)),
    receiveWebhook: (request, requestId) =>
      receiveResendWebhook(request, {
        ...services,
        resendWebhookSecret: options.resendWebhookSecret,
        requestId,
      }),
  }
  const web = createWebServer(parts)
  await new Promise<void>((resolve) => web.server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = web.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const visitor = (cookies: Record<string, string> = {}) => new Visitor(port, agent, cookies)
  const failures = () => logged.filter((line) => /"level":"(?:error|fatal)"/.test(line))

  return Object.assign(visitor(), {
    port,
    url: `http://127.0.0.1:${port}`,
    web,
    settings,
    metrics,
    /** Everything that was logged, one JSON object a line. */
    logged,
    visitor,
    as: (person: Pick<Person, 'token'>) =>
      visitor({ [hostCookieName(settings, SESSION_COOKIE)]: person.token }),
    async stop() {
      agent.destroy()
      await shutDown(web, 1_000)
      if (failures().length > 0 && !options.failuresExpected)
        throw new Error(`The app failed:\n${failures().join('')}`)
      if (undocumented.length > 0) throw new Error(`The document says otherwise:\n${undocumented.join('\n')}`)
    },
  })
}
