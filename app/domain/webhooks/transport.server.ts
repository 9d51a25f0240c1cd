import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import {
  type Address,
  type AddressRules,
  acceptedUrl,
  addressesOf,
  hostOf,
  type Resolve,
  resolveByDns,
} from './address-guard.server.ts'
import type { DeliveryError } from './webhooks.ts'

export interface WebhookAnswer {
  /** Null: it arrived. */
  error: DeliveryError | null
  status: number | null
  /** The beginning of what was answered. */
  response: string
  /** What the header Retry-After asks for, in seconds. */
  retryAfter: number | null
}

export interface Transport {
  post(url: string, headers: Record<string, string>, body: string): Promise<WebhookAnswer>
}

interface TransportOptions extends AddressRules {
  resolve?: Resolve
  timeoutMs?: number
  /** Certificates of tests. */
  ca?: string
}

const TIMEOUT_MS = 20_000
const MAX_RESPONSE_BYTES = 64 * 1024

/**
 * One POST with one connection of its own: to an address that was checked, within 20 seconds, reading 64 KB of the
 * answer, following nowhere. A redirect would lead where nobody has checked.
 */
export function createTransport(options: TransportOptions): Transport {
  const { resolve = resolveByDns, timeoutMs = TIMEOUT_MS, ca } = options
  return {
    async post(text, headers, body) {
      const url = acceptedUrl(text, options)
      if (!url) return failed('address_refused')
      const signal = AbortSignal.timeout(timeoutMs)
      try {
        const addresses = await within(signal, addressesOf(url, options, resolve))
        if (typeof addresses === 'string') return failed(addresses)
        const send = url.protocol === 'https:' ? httpsRequest : httpRequest
        const request = send({
          ...{ method: 'POST', protocol: url.protocol, hostname: hostOf(url), port: url.port },
          ...{ path: url.pathname + url.search, lookup: pinnedTo(addresses), agent: false, signal },
          ...(ca === undefined ? {} : { ca }),
          // The name, not the address, so that the other side knows which of its sites is meant.
          headers: { Host: url.host, ...headers, 'Content-Length': Buffer.byteLength(body) },
        })
        return await answerTo(request, body, signal)
      } catch (error) {
        return failed(signal.aborted ? 'timeout' : faultIn(error))
      }
    },
  }
}

/** Rejects when the time is up, whatever the work does then. */
async function within<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return Promise.race([work, promise])
}

/** Answers with what was checked, however often it is asked: another look-up could say something else. */
function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_name, { all }, callback) => {
    const [first] = addresses
    if (all) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
}

async function answerTo(request: ClientRequest, body: string, signal: AbortSignal): Promise<WebhookAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request.on('response', resolve)
  request.on('error', reject)
  request.end(body)
  const response = await promise
  try {
    const status = response.statusCode ?? 0
    const text = await within(signal, beginningOf(response))
    const retryAfter = Number(response.headers['retry-after'] ?? Number.NaN)
    return {
      error: errorOf(status),
      status,
      response: text,
      retryAfter: retryAfter >= 0 ? retryAfter : null,
    }
  } finally {
    request.destroy()
  }
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= MAX_RESPONSE_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, MAX_RESPONSE_BYTES).toString('utf8')
}

function errorOf(status: number): DeliveryError | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return 'redirected'
  return status === 410 ? 'gone' : 'status_refused'
}

function faultIn(error: unknown): DeliveryError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /CERT|TLS|SSL|EPROTO|SIGNATURE/.test(code) ? 'tls_failed' : 'connection_failed'
}

function failed(error: DeliveryError): WebhookAnswer {
  return { error, status: null, response: '', retryAfter: null }
}
