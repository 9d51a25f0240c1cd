import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from './random.ts'

/**
 * What becomes of a request on its way to the cabinet.
 * - request lost: it never arrives
 * - request torn: half of it arrives
 * - answer lost, answer torn: it is done, and nothing or half of the answer comes back
 * - doubled: it arrives twice at once, and either answer comes back
 * - late: the sender has given it up when it arrives
 * - delayed: others overtake it
 */
export const losses = [
  'request lost',
  'request torn',
  'answer lost',
  'answer torn',
  'doubled',
  'late',
  'delayed',
] as const
export type Loss = (typeof losses)[number]

const MAX_DELAY_MS = 300
const MAX_ANSWER_MS = 40_000

interface Sent {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

interface Received {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A bad line between a station and the cabinet: whole requests of HTTP, of which `share` meet a loss. */
export class LossyProxy {
  readonly #server = createServer((request, response) => {
    const passed = this.#pass(request, response).catch(() => void response.destroy())
    this.#underWay.add(passed)
    void passed.then(() => this.#underWay.delete(passed))
  })
  readonly #agent = new Agent({ keepAlive: true })
  readonly #underWay = new Set<Promise<unknown>>()
  readonly counts: Record<Loss | 'passed', number> = {
    passed: 0,
    'request lost': 0,
    'request torn': 0,
    'answer lost': 0,
    'answer torn': 0,
    doubled: 0,
    late: 0,
    delayed: 0,
  }

  private constructor(
    readonly target: () => number,
    readonly random: Random,
    /** From 0 to 1; may be changed while it runs. */
    public share: number,
  ) {}

  static async start(target: () => number, random: Random, share: number): Promise<LossyProxy> {
    const proxy = new LossyProxy(target, random, share)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Waits for what arrives late, too. */
  async drain(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay)
  }

  async stop(): Promise<void> {
    await this.drain()
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.#server.closeAllConnections()
    this.#agent.destroy()
    await closed
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request
    const sent = { method, path, headers, body: await buffer(request) }
    const loss = this.random.next() < this.share ? this.random.pick(losses) : undefined
    this.counts[loss ?? 'passed'] += 1
    switch (loss) {
      case 'request lost':
        return void response.destroy()
      case 'request torn':
        await this.#tear(sent)
        return void response.destroy()
      case 'answer lost':
        await this.#forward(sent)
        return void response.destroy()
      case 'answer torn':
        return answer(response, await this.#forward(sent), true)
      case 'doubled':
        return answer(
          response,
          this.random.pick(await Promise.all([this.#forward(sent), this.#forward(sent)])),
        )
      case 'late':
        response.destroy()
        await sleep(this.random.between(0, MAX_DELAY_MS))
        await this.#forward(sent)
        return
      case 'delayed':
        await sleep(this.random.between(0, MAX_DELAY_MS))
    }
    answer(response, await this.#forward(sent))
  }

  #forward({ method, path, headers, body }: Sent): Promise<Received> {
    return new Promise<Received>((resolve, reject) => {
      const request = send(
        { host: '127.0.0.1', port: this.target(), agent: this.#agent, method, path, headers },
        (incoming) => {
          const { statusCode: status = 0, headers } = incoming
          buffer(incoming).then((body) => resolve({ status, headers, body }), reject)
        },
      )
      request.setTimeout(MAX_ANSWER_MS, () => request.destroy(new Error('no answer')))
      request.on('error', reject)
      request.end(body)
    })
  }

  /** The head and half of the body, then the connection ends. */
  #tear({ method, path, headers, body }: Sent): Promise<void> {
    return new Promise<void>((resolve) => {
      const socket = connect(this.target(), '127.0.0.1')
      socket.on('error', () => socket.destroy())
      socket.on('close', () => resolve())
      const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
      socket.write(`${method} ${path} HTTP/1.1\r\n${fields.join('')}\r\n`)
      socket.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy())
    })
  }
}

function answer(response: ServerResponse, { status, headers, body }: Received, isTorn = false): void {
  response.writeHead(status, headers)
  if (isTorn) response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
  else response.end(body)
}
