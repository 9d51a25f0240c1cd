import type { IncomingMessage } from 'node:http'
import { ReadableStream } from 'node:stream/web'
import { limits } from '#app/domain/imports/parsing/limits.ts'
import { DomainError, type ErrorCode } from '#app/domain/kernel/errors.ts'
import type { UrlTraits } from '#app/http/url-traits.ts'
import { ChunkSizes } from './chunk-sizes.ts'
import type { Exchange } from './exchange.server.ts'

const KB = 1024
const MB = 1024 * KB

export interface BodyLimit {
  bytes: number
  /** Handed on while it arrives: too large to keep in memory. */
  streamed: boolean
  code: Extract<ErrorCode, 'body_too_large' | 'file_too_large'>
}

const FORM: BodyLimit = { bytes: 64 * KB, streamed: false, code: 'body_too_large' }
// Beside the file, the other fields and the boundaries between them.
const UPLOAD: BodyLimit = { bytes: limits.fileBytes + 64 * KB, streamed: true, code: 'file_too_large' }

/** Events of the provider are a few kilobytes. */
const WEBHOOK: BodyLimit = { ...FORM, bytes: 256 * KB }

export function bodyLimitOf({ machine, upload }: UrlTraits): BodyLimit {
  if (machine === 'webhook') return WEBHOOK
  return upload ? UPLOAD : FORM
}

/** A form beyond its limit is refused, but what was typed is given back as long as it is no bigger than this. */
const KEPT_BYTES = MB
/** A browser reads the answer only when it has sent everything, so what is refused is read all the same, to here. */
const DISCARDED_BYTES = 512 * MB

export type Body =
  | { kind: 'none' }
  | { kind: 'whole'; bytes: Buffer }
  /** `leave` once the answer is out: what nobody read is read and forgotten. */
  | { kind: 'stream'; stream: ReadableStream<Uint8Array>; leave: () => void }
  | { kind: 'too_large'; error: DomainError; kept: Buffer | undefined }
  /** The sender went away in the middle, or took too long and was told so. */
  | { kind: 'cut' }

/** The body as far as `limit` lets it in; what it does not let in is read and forgotten. */
export async function readBody(exchange: Exchange, limit: BodyLimit): Promise<Body> {
  const { incoming } = exchange
  const declared = Number(incoming.headers['content-length'] ?? Number.NaN)
  if (declared === 0 || (Number.isNaN(declared) && !incoming.headers['transfer-encoding']))
    return { kind: 'none' }
  if (limit.streamed) {
    if (declared > limit.bytes) return tooLarge(incoming, limit)
    return streamed(exchange, limit)
  }
  if (declared > KEPT_BYTES) return tooLarge(incoming, limit)
  const bytes = await collect(incoming, KEPT_BYTES)
  if (bytes === 'cut') return { kind: 'cut' }
  if (bytes === 'too_large') return tooLarge(incoming, limit)
  if (bytes.length > limit.bytes) return { kind: 'too_large', error: errorOf(limit), kept: bytes }
  return { kind: 'whole', bytes }
}

function tooLarge(incoming: IncomingMessage, limit: BodyLimit): Body {
  discardRest(incoming)
  return { kind: 'too_large', error: errorOf(limit), kept: undefined }
}

function errorOf({ code }: BodyLimit): DomainError {
  if (code === 'file_too_large')
    return new DomainError(code, { field: 'file', params: { megabytes: limits.fileBytes / MB } })
  return new DomainError(code)
}

function collect(incoming: IncomingMessage, most: number): Promise<Buffer | 'cut' | 'too_large'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const sizes = new ChunkSizes()
    let size = 0
    const end = (outcome: Buffer | 'cut' | 'too_large') => {
      incoming.off('data', add)
      resolve(outcome)
    }
    const add = (chunk: Buffer) => {
      size += chunk.length
      if (sizes.areTooSmall(chunk)) incoming.destroy()
      else if (size > most) end('too_large')
      else chunks.push(chunk)
    }
    incoming.on('data', add)
    incoming.once('end', () => end(Buffer.concat(chunks)))
    incoming.once('error', () => end('cut'))
    incoming.once('close', () => end('cut'))
  })
}

function streamed(exchange: Exchange, limit: BodyLimit): Body {
  const { incoming } = exchange
  let settle = () => {}
  const received = new Promise<void>((resolve) => {
    settle = resolve
  })
  async function* counted() {
    exchange.outcome.receiveBody(received)
    const sizes = new ChunkSizes()
    let size = 0
    try {
      for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > limit.bytes) throw errorOf(limit)
        if (sizes.areTooSmall(chunk)) incoming.destroy()
        yield chunk
      }
    } catch (error) {
      const failure = error instanceof DomainError ? error : new DomainError('file_unreadable')
      exchange.outcome.failBody(failure)
      throw failure
    } finally {
      settle()
      discardRest(incoming)
    }
  }
  const chunks = counted()
  const leave = () => {
    void chunks.return()
    discardRest(incoming)
  }
  return { kind: 'stream', stream: ReadableStream.from(chunks), leave }
}

/** Without this the connection would be torn down under a sender who is still busy sending. */
export function discardRest(incoming: IncomingMessage): void {
  if (incoming.readableEnded || incoming.destroyed) return
  const sizes = new ChunkSizes()
  let size = 0
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > DISCARDED_BYTES || sizes.areTooSmall(chunk)) incoming.destroy()
  })
  incoming.on('error', () => {})
}

/** On who went away in the middle of his form; who was too slow for us has been told so. */
export function hangUp({ outgoing, outcome }: Exchange): void {
  if (outgoing.headersSent) return
  outgoing.statusCode = 400
  outcome.noteError('invalid')
  outgoing.destroy()
}
