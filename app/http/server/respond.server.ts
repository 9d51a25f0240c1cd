import type { OutgoingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { toastCookie } from '#app/http/forms/toast.server.ts'
import { encodingFor, isCompressible, pack, packer } from './compression.server.ts'
import type { Exchange } from './exchange.server.ts'

/** Made whole before they are sent; anything else (a download) goes out while it is made. */
const WHOLE = /^(?:text\/(?:html|x-script|javascript|plain)|application\/(?:problem\+)?json|image\/svg)/

/**
 * Writes Remix's Response. Not Hono's adapter, which would end a download that fails half-way with the error's own
 * message, as if it were complete: here the connection breaks, and the log says why.
 */
export async function respond(exchange: Exchange, response: Response): Promise<void> {
  const { incoming, outgoing } = exchange
  const headers = headersOf(response)
  const { retryAfter } = exchange.outcome
  const status = exchange.outcome.statusOf(response.status)
  if (retryAfter && status >= 400) headers['retry-after'] ??= String(retryAfter)
  const kept = keptNonce(exchange, response)
  if (kept) headers['set-cookie'] = [...[headers['set-cookie'] ?? []].flat(), kept]
  // Gone away, or cut off as too slow and told so.
  if (outgoing.destroyed || outgoing.headersSent) {
    await response.body?.cancel()
    return
  }
  if (!response.body || incoming.method === 'HEAD') {
    await response.body?.cancel()
    outgoing.writeHead(status, headers).end()
    return
  }
  const type = response.headers.get('content-type') ?? ''
  const encoding = isCompressible(type) && !headers['content-encoding'] ? encodingFor(exchange) : undefined
  if (WHOLE.test(type)) return sendWhole(exchange, response, headers, encoding)
  const steps: (NodeJS.ReadableStream | NodeJS.ReadWriteStream)[] = [
    Readable.fromWeb(response.body as ReadableStream),
  ]
  if (encoding) {
    headers['content-encoding'] = encoding
    delete headers['content-length']
    steps.push(packer(encoding))
  }
  outgoing.writeHead(status, headers)
  await sendStream(exchange, steps)
}

async function sendWhole(
  { outgoing, outcome }: Exchange,
  response: Response,
  headers: OutgoingHttpHeaders,
  encoding: ReturnType<typeof encodingFor>,
): Promise<void> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const packed = await pack(bytes, encoding)
  if (packed) headers['content-encoding'] = encoding
  headers['content-length'] = (packed ?? bytes).length
  const vary = headers.vary ? `${headers.vary}, Accept-Encoding` : 'Accept-Encoding'
  outgoing.writeHead(outcome.statusOf(response.status), { ...headers, vary }).end(packed ?? bytes)
}

async function sendStream(
  { outgoing, services, requestId, pattern }: Exchange,
  steps: (NodeJS.ReadableStream | NodeJS.ReadWriteStream)[],
): Promise<void> {
  try {
    await pipeline([...steps, outgoing])
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') {
      services.log.error({ err, requestId, route: pattern }, 'A download broke off')
    }
    outgoing.destroy()
  }
}

/**
 * A form whose end is not known takes its nonce along to the next page. Set here, since Remix drops the headers of what
 * its loaders throw, and of a refused form.
 */
function keptNonce({ outcome, services }: Exchange, response: Response): string | null {
  const { nonceToKeep: formNonce, errorCode } = outcome
  if (!formNonce || !errorCode || response.headers.getSetCookie().some((cookie) => cookie.includes('toast=')))
    return null
  return toastCookie(services.settings, { key: `errors:${errorCode}`, params: {}, formNonce })
}

function headersOf(response: Response): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {}
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') headers[name] = value
  }
  // Remix names no charset for a page's data; who guesses one may read other text than we wrote.
  const type = headers['content-type']
  if (typeof type === 'string' && type.startsWith('text/') && !type.includes('charset='))
    headers['content-type'] = `${type}; charset=utf-8`
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  return headers
}
