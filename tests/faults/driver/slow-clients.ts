import { readdirSync, statSync } from 'node:fs'
import { connect, type Socket } from 'node:net'

const EVERY_MS = 1_000

/** What each sends first, and then a byte a second of. */
const KINDS: Record<string, { first: (from: string) => string; drip: string; reads: boolean }> = {
  headers: { first: () => 'GET /sign-in HTTP/1.1\r\nHost: a\r\n', drip: 'X', reads: true },
  webhook: { first: (from) => head('/webhooks/resend', 'application/json', from), drip: ' ', reads: true },
  form: {
    first: (from) => head('/sign-in', 'application/x-www-form-urlencoded', from),
    drip: 'a',
    reads: true,
  },
  upload: {
    first: (from) => head('/admin/imports/new', 'multipart/form-data; boundary=x', from),
    drip: '-',
    reads: true,
  },
  // Asks for more than the systems between take in, and reads none of it. Not pages: making those is work of its own.
  reader: {
    first: (from) =>
      `GET ${SCRIPT} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${from}\r\n\r\n`.repeat(FILES_OF_READER),
    drip: '',
    reads: false,
  },
}
const ASSETS = 'build/client/assets'
/** The largest, some hundred kilobytes. */
const [SCRIPT = ''] = readdirSync(ASSETS)
  .map((name) => ({ name, size: statSync(`${ASSETS}/${name}`).size }))
  .sort((one, other) => other.size - one.size)
  .map(({ name }) => `/assets/${name}`)
const FILES_OF_READER = 20

function head(path: string, type: string, from: string): string {
  return (
    `POST ${path} HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: ${from}\r\n` +
    `Content-Type: ${type}\r\nContent-Length: 10000\r\n\r\n`
  )
}

/** Each from an address of its own; who is cut off comes again at once. */
export class SlowClients {
  readonly #open = new Map<Socket, string>()
  readonly #port: number
  readonly #timer = setInterval(() => this.#drip(), EVERY_MS)
  #number = 0
  #ended = false
  /** How often the server closed a connection. */
  cut = 0

  constructor(port: number, senders: number, readers: number) {
    this.#port = port
    const names = Object.keys(KINDS).filter((name) => name !== 'reader')
    for (let at = 0; at < senders; at++) this.#connect(names[at % names.length] ?? 'form')
    for (let at = 0; at < readers; at++) this.#connect('reader')
  }

  get size(): number {
    return this.#open.size
  }

  end(): void {
    this.#ended = true
    clearInterval(this.#timer)
    for (const socket of this.#open.keys()) socket.destroy()
  }

  #connect(name: string): void {
    const kind = KINDS[name]
    if (!kind) return
    const number = ++this.#number
    const from = `172.${16 + ((number >> 16) & 15)}.${(number >> 8) & 255}.${number & 255}`
    const socket = connect(this.#port, '127.0.0.1')
    if (kind.reads) socket.resume()
    else socket.pause()
    socket.once('connect', () => {
      this.#open.set(socket, name)
      socket.write(kind.first(from))
    })
    socket.on('error', () => {})
    socket.once('close', () => {
      if (this.#open.delete(socket)) this.cut += 1
      if (!this.#ended) setTimeout(() => this.#connect(name), 100)
    })
  }

  #drip(): void {
    for (const [socket, name] of this.#open) if (KINDS[name]?.drip) socket.write(KINDS[name].drip)
  }
}
