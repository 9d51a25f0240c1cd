import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request as sendRequest } from 'node:http'
import type { Locale } from '#locales/index.ts'

/** A form's fields; a list is sent as one field several times. */
export type Fields = Record<string, string | string[]>

export interface RequestOptions {
  method?: string
  headers?: OutgoingHttpHeaders
  body?: string | Uint8Array | AsyncIterable<Uint8Array>
  /** An address of 127.0.0.0/8 to come from. */
  from?: string
}

/** A browser without a screen: cookies are kept, redirects are not followed, forms come from a page of ours. */
export class Visitor {
  readonly cookies: Map<string, string>
  readonly #port: number
  readonly #agent: Agent
  readonly #host: string
  readonly #headers: OutgoingHttpHeaders = {
    Accept: 'text/html',
    'Accept-Language': 'ru',
    'Sec-Fetch-Site': 'same-origin',
  }

  constructor(port: number, agent: Agent, cookies: Record<string, string>) {
    this.#port = port
    this.#agent = agent
    // As it is written at this very machine; nothing else goes by it.
    this.#host = `127.0.0.1:${port}`
    this.cookies = new Map(Object.entries(cookies))
  }

  /** Reads this language from now on; who is signed in has a language of his own. */
  in(locale: Locale): this {
    this.#headers['Accept-Language'] = locale
    return this
  }

  get(path: string, options: RequestOptions = {}): Promise<Response> {
    return this.send(path, options)
  }

  /** Sends a form. */
  post(path: string, fields: Fields = {}, options: RequestOptions = {}): Promise<Response> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat()) body.append(name, one)
    }
    return this.send(path, {
      method: 'POST',
      body: body.toString(),
      ...options,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...options.headers },
    })
  }

  /** Sends a form with files. */
  upload(path: string, form: FormData, options: RequestOptions = {}): Promise<Response> {
    const encoded = new Response(form)
    return this.send(path, {
      method: 'POST',
      body: encoded.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>,
      ...options,
      headers: { 'Content-Type': encoded.headers.get('Content-Type') ?? '', ...options.headers },
    })
  }

  /** Follows a redirect as a browser does; the page itself when there is none. */
  async follow(response: Response): Promise<Response> {
    const location = response.headers.get('Location')
    return location ? this.get(location) : response
  }

  /** Anything that HTTP allows: a header that is `undefined` here is not sent. */
  async send(
    path: string,
    { method = 'GET', headers = {}, body, from }: RequestOptions = {},
  ): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const all = { Host: this.#host, ...this.#headers, ...(cookie ? { Cookie: cookie } : {}), ...headers }
    const response = await exchange({
      port: this.#port,
      agent: from ? new Agent() : this.#agent,
      path,
      method,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
      body,
      from,
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return response
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(at + 1))
  }
}

interface Sending {
  port: number
  agent: Agent
  path: string
  method: string
  headers: OutgoingHttpHeaders
  body: RequestOptions['body']
  from: string | undefined
}

/** By node:http, since fetch forbids the very headers that the web server looks at. */
function exchange({ body, port, from, ...options }: Sending): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = sendRequest({ host: '127.0.0.1', port, localAddress: from, ...options }, (incoming) => {
      read(incoming).then(resolve, reject)
    })
    // Who is refused in the middle of sending still reads the answer.
    request.on('error', reject)
    void write(request, body)
  })
}

async function write(request: ReturnType<typeof sendRequest>, body: RequestOptions['body']): Promise<void> {
  if (typeof body === 'object' && !(body instanceof Uint8Array)) {
    for await (const chunk of body) {
      if (request.destroyed) return
      if (!request.write(chunk)) await drained(request)
    }
    request.end()
  } else request.end(body)
}

function drained(request: ReturnType<typeof sendRequest>): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      request.off('drain', go).off('close', go)
      resolve()
    }
    request.on('drain', go).on('close', go)
  })
}

async function read(incoming: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const headers = new Headers()
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] as string, incoming.rawHeaders[at + 1] as string)
  }
  const status = incoming.statusCode ?? 0
  const body = [204, 304].includes(status) ? null : new Uint8Array(Buffer.concat(chunks))
  return new Response(body, { status, headers })
}
