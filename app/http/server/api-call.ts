import type { ReadableStream } from 'node:stream/web'
import type { Exchange } from './exchange.server.ts'

/** A request to the API as the web server hands it on. */
export interface ApiCall {
  /** Without its body. */
  request: Request
  exchange: Exchange
  /** As it was sent; undefined: none. */
  body: Buffer | undefined
  /** Of a file, which is read only once it is known who sends it. */
  stream: ReadableStream<Uint8Array> | undefined
}
