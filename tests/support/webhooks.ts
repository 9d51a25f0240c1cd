import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WebhookType } from '#app/domain/events/webhook-types.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { listWebhookDeliveries, sendTestWebhook } from '#app/domain/webhooks/deliveries.server.ts'
import type { WebhookSender } from '#app/domain/webhooks/dispatch.server.ts'
import { createWebhook } from '#app/domain/webhooks/endpoints.server.ts'
import { createTransport } from '#app/domain/webhooks/transport.server.ts'
import type { Person } from './fixtures.ts'
import type { LogLine } from './mail.ts'

export interface ReceivedWebhook {
  path: string
  headers: Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>
  all: IncomingHttpHeaders
  body: string
  message: { type: string; timestamp: string; data: Record<string, unknown> }
}

interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string
  delayMs?: number
  /** The answer waits for it. */
  until?: Promise<unknown>
}

/** A system of a client: keeps what it is sent, and answers as it is told. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = []
  answer: (received: ReceivedWebhook) => Answer = () => ({})
  readonly #server: Server

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
      const body = Buffer.concat(chunks).toString('utf8')
      const { headers } = request
      const one = {
        path: request.url ?? '',
        headers: {
          'webhook-id': String(headers['webhook-id']),
          'webhook-timestamp': String(headers['webhook-timestamp']),
          'webhook-signature': String(headers['webhook-signature']),
        },
        all: headers,
        body,
        message: JSON.parse(body),
      }
      this.received.push(one)
      const { status = 204, headers: answered = {}, body: text = '', delayMs = 0, until } = this.answer(one)
      if (delayMs > 0) await sleep(delayMs)
      await until
      response.writeHead(status, answered).end(text)
    })
  }

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver()
    await new Promise<void>((done) => receiver.#server.listen(0, '127.0.0.1', done))
    return receiver
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  url(path = '/hook'): string {
    return `http://127.0.0.1:${this.port}${path}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }
}

/** The worker's equipment, with a log to look into. */
export function webhookSender(overrides: Partial<WebhookSender> = {}): WebhookSender & { logged: LogLine[] } {
  const logged: LogLine[] = []
  const say = (level: LogLine['level']) => (facts: object, words: string) => {
    logged.push({ level, facts: { ...facts }, words })
  }
  const log = { info: say('info'), warn: say('warn'), error: say('error') }
  return { transport: createTransport({ allowLoopback: true }), log, logged, ...overrides }
}

/** Sends nothing anywhere: whatever it is given has arrived. */
export const nowhere: WebhookSender['transport'] = {
  post: async () => ({ error: null, status: 204, response: '', retryAfter: null }),
}

/** An endpoint of whoever asks, with a test message that waits to be sent. */
export async function webhookWithMessage({
  ctx,
}: Pick<Person, 'ctx'>): Promise<{ id: number; message: number }> {
  const { id } = await webhookTo(ctx, 'https://hooks.altyn-dala.kz/fuel', ['card.blocked'])
  await sendTestWebhook(ctx, id)
  const { rows } = await listWebhookDeliveries(ctx, id, {})
  return { id, message: rows[0]?.id ?? 0 }
}

/** An endpoint of whoever asks. */
export function webhookTo(ctx: Context, url: string, typeIds: readonly WebhookType[], name = '1C') {
  return createWebhook(ctx, { name, url, typeIds: [...typeIds] })
}
