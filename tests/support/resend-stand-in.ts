import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** One letter as the provider took it. */
export interface AcceptedMessage {
  id: string
  key: string
  /** The body of the request, byte for byte. */
  raw: string
  body: {
    from: string
    to: string
    subject: string
    html: string
    text: string
    reply_to: string
    tags: { name: string; value: string }[]
  }
}

/**
 * How the next request is treated. `accepting` answers fail only towards the sender: the message is taken.
 * - refuse: this status and error, nothing taken
 * - cut: the connection breaks, before or after the message was taken
 * - hang: no answer until the client gives up
 * - raw: exactly this answer
 */
export type Behaviour =
  | { kind: 'refuse'; status: number; name: string; headers?: Record<string, string> }
  | { kind: 'cut'; accepting?: boolean }
  | { kind: 'hang'; accepting?: boolean }
  | { kind: 'raw'; status: number; body: string; headers?: Record<string, string>; accepting?: boolean }

export interface ReceivedRequest {
  method: string
  path: string
  key: string | undefined
  raw: string
}

/**
 * Resend as far as it was measured (docs of SDK 6.38): a bearer key, idempotency keys kept for 24 h (same body: same
 * answer and nothing sent; another body: 409; in flight: 409), error names, a rate limit if asked for.
 */
export class ResendStandIn {
  readonly apiKey: string = 're_stand_in'
  readonly webhookSecret = `whsec_${randomBytes(24).toString('base64')}`
  readonly messages: AcceptedMessage[] = []
  readonly requests: ReceivedRequest[] = []
  /** Milliseconds that a send takes. */
  latency = 0
  /** While set, every send is treated so; `next` goes first. */
  always: Behaviour | undefined
  readonly #next: Behaviour[] = []
  readonly #answers = new Map<string, { raw: string; id: string }>()
  readonly #inFlight = new Set<string>()
  readonly #server: Server
  /** How many requests were being answered at once, at most. */
  mostAtOnce = 0

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy())
    })
  }

  static async start(): Promise<ResendStandIn> {
    const standIn = new ResendStandIn()
    await new Promise<void>((resolve) => standIn.#server.listen(0, '127.0.0.1', resolve))
    return standIn
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** The next requests to send, in this order, are treated so. */
  next(...behaviours: Behaviour[]): void {
    this.#next.push(...behaviours)
  }

  /** A day later: what keys were used is forgotten, messages are not. */
  forgetKeys(): void {
    this.#answers.clear()
  }

  /** Everything as at the start. */
  reset(): void {
    this.messages.length = 0
    this.requests.length = 0
    this.#next.length = 0
    this.#answers.clear()
    this.always = undefined
    this.latency = 0
    this.mostAtOnce = 0
  }

  messagesTo(email: string): AcceptedMessage[] {
    return this.messages.filter(({ body }) => body.to === email)
  }

  /** A signed webhook, as svix sends it. */
  webhook(event: object, options: { id?: string; at?: Date; secret?: string } = {}): Request {
    const { id = `msg_${randomUUID()}`, at = new Date(), secret = this.webhookSecret } = options
    const body = JSON.stringify(event)
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
    return new Request('http://cabinet.test/webhooks/resend', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'svix-id': id,
        'svix-timestamp': timestamp,
        'svix-signature': `v1,${signature}`,
      },
      body,
    })
  }

  /** What the provider would tell of a message. */
  event(type: string, message: AcceptedMessage, more: object = {}) {
    return {
      type,
      created_at: new Date().toISOString(),
      data: {
        email_id: message.id,
        created_at: new Date().toISOString(),
        from: message.body.from,
        to: [message.body.to],
        subject: message.body.subject,
        tags: Object.fromEntries(message.body.tags.map(({ name, value }) => [name, value])),
        ...more,
      },
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await textOf(request)
    const path = request.url ?? ''
    const key = header(request, 'idempotency-key')
    this.requests.push({ method: request.method ?? '', path, key, raw })
    if (header(request, 'authorization') !== `Bearer ${this.apiKey}`) {
      return refuse(response, 403, 'invalid_api_key')
    }
    if (request.method === 'GET' && path.startsWith('/emails/')) return this.#find(path, response)
    if (request.method !== 'POST' || path !== '/emails') return refuse(response, 404, 'not_found')
    const behaviour = this.#next.shift() ?? this.always
    if (behaviour?.kind === 'refuse')
      return refuse(response, behaviour.status, behaviour.name, behaviour.headers)
    if (behaviour && !behaviour.accepting) return misbehave(response, behaviour)
    await this.#send(response, key, raw, behaviour)
  }

  async #send(
    response: ServerResponse,
    key = '',
    raw: string,
    behaviour: Behaviour | undefined,
  ): Promise<void> {
    if (key.length < 1 || key.length > 256) return refuse(response, 400, 'invalid_idempotency_key')
    if (this.#inFlight.has(key)) return refuse(response, 409, 'concurrent_idempotent_requests')
    const known = this.#answers.get(key)
    if (known && known.raw !== raw) return refuse(response, 409, 'invalid_idempotent_request')
    this.#inFlight.add(key)
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#inFlight.size)
    try {
      if (this.latency > 0) await sleep(this.latency)
      const id = known?.id ?? this.#accept(key, raw)
      if (!id) return refuse(response, 422, 'validation_error')
      if (behaviour && behaviour.kind !== 'refuse') misbehave(response, behaviour)
      else json(response, 200, { id })
    } finally {
      this.#inFlight.delete(key)
    }
  }

  #accept(key: string, raw: string): string | null {
    const body = JSON.parse(raw) as AcceptedMessage['body']
    if (!body.from || !body.to || !body.subject || !(body.html || body.text)) return null
    if (body.tags.some(({ name, value }) => !/^[\w-]{1,256}$/.test(name) || !/^[\w-]{1,256}$/.test(value)))
      return null
    const id = randomUUID()
    this.messages.push({ id, key, raw, body })
    this.#answers.set(key, { raw, id })
    return id
  }

  #find(path: string, response: ServerResponse): void {
    const message = this.messages.find(({ id }) => path === `/emails/${id}`)
    if (!message) refuse(response, 404, 'not_found')
    else
      json(response, 200, { object: 'email', id: message.id, to: [message.body.to], last_event: 'delivered' })
  }
}

function misbehave(response: ServerResponse, behaviour: Exclude<Behaviour, { kind: 'refuse' }>): void {
  if (behaviour.kind === 'cut') response.destroy()
  if (behaviour.kind === 'raw') response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body)
}

function refuse(
  response: ServerResponse,
  statusCode: number,
  name: string,
  headers?: Record<string, string>,
): void {
  json(response, statusCode, { statusCode, name, message: `${name}, says the stand-in` }, headers)
}

function json(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
