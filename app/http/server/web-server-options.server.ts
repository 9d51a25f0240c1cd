import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { QueueLimits } from '#app/domain/kernel/bounded-queue.server.ts'
import type { UploadMemoryLimits } from '#app/http/upload-memory.server.ts'
import type { Metrics } from '#app/runtime/metrics.server.ts'
import type { Services } from '#app/runtime/services.server.ts'
import type { TrustedProxies } from '#app/runtime/trusted-proxies.server.ts'
import type { ApiCall } from './api-call.ts'
import type { Site } from './site.server.ts'
import type { StaticFiles } from './static-files.server.ts'
import type { Allowances } from './transfer-watch.server.ts'

export interface WebServerOptions {
  services: Services
  site: Site
  files: StaticFiles
  metrics: Metrics
  proxies: TrustedProxies
  /** Of this process, or summed over all. */
  metricsText: () => Promise<string>
  metricsToken?: string | undefined
  /** How many pages are made at once, and how long others wait; left out, as page-queue.server.ts says. */
  pages?: QueueLimits | undefined
  /** How slowly bodies may come and answers may be read; left out, as transfer-watch.server.ts says. */
  allowances?: Allowances | undefined
  /** How much of uploads may be in memory; left out, as upload-memory.server.ts says. */
  uploadMemory?: UploadMemoryLimits | undefined
  /** POST /webhooks/resend: proves its sender by a signature. */
  receiveWebhook: (request: Request, requestId: string) => Promise<Response>
  /** Everything under /api but the page for people. */
  answerApi: (call: ApiCall) => Promise<Response>
}

/** What the machine endpoints and the operator's side of the web server may see and change. */
export interface WebServer {
  server: Server
  /** True from the moment it was told to end. */
  draining: boolean
  /** Answers that are not out yet. */
  inFlight: Set<ServerResponse>
  /** Connections whose last answer is out and whose sender is not done yet. */
  lingering: Set<Socket>
}
