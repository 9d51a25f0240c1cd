import { Writable } from 'node:stream'
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import type { ReactElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { isLocale, type Locale } from '#locales/index.ts'
import { wordsFor } from '#locales/words.server.ts'
import { negotiateLocale } from './http/locale.ts'
import { brokenPage, logPageError } from './http/server/page-errors.server.ts'
import { NonceContext } from './ui/layout/nonce.ts'
import { WordsContext } from './ui/layout/words.ts'

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
  const { cspNonce } = loadContext
  const locale = pageLocale(remixContext) ?? negotiateLocale(request)
  const page = await renderToBuffer(
    <NonceContext.Provider value={cspNonce}>
      <WordsContext.Provider value={wordsFor(locale)}>
        <RemixServer
          context={remixContext}
          url={request.url}
          abortDelay={RENDER_TIMEOUT_MS}
          nonce={cspNonce}
        />
      </WordsContext.Provider>
    </NonceContext.Provider>,
    cspNonce,
  ).catch((error) => {
    throw brokenPage(error, loadContext)
  })
  headers.set('Content-Language', locale)
  headers.append('Vary', 'Accept-Language, Cookie')
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(page, { headers, status })
}

export function handleError(error: unknown, { context }: { context: AppLoadContext }): void {
  logPageError(error, context)
}

/** What the root loader decided; nothing when it failed. */
function pageLocale({ staticHandlerContext }: EntryContext): Locale | undefined {
  const root: unknown = staticHandlerContext.loaderData.root
  const locale = typeof root === 'object' && root !== null && 'locale' in root ? root.locale : undefined
  return isLocale(locale) ? locale : undefined
}

/**
 * React 18 hands on its whole 2 KB view when a letter of several bytes does not fit into the rest of it, with up to
 * three zero bytes in the letter's place: mended in React 19 (facebook/react#26228). Our pages are Cyrillic.
 */
function withoutPadding(chunk: Uint8Array): Uint8Array {
  let end = chunk.length
  while (end > 0 && chunk[end - 1] === 0) end--
  return chunk.subarray(0, end)
}

function renderToBuffer(page: ReactElement, nonce: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      progressiveChunkSize: ONE_CHUNK_BYTES,
      onAllReady() {
        clearTimeout(timer)
        pipe(
          new Writable({
            // A closed destination is a client that went away to React, which then makes an error of it.
            emitClose: false,
            write(chunk: Buffer, _encoding, done) {
              chunks.push(Buffer.from(withoutPadding(chunk)))
              done()
            },
            final(done) {
              resolve(new Uint8Array(endedByHtml(Buffer.concat(chunks))))
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

const END = Buffer.from('</body></html>')

/** Remix writes the page's data after `</html>`, where HTML allows nothing; browsers put it at the body's end anyway. */
function endedByHtml(page: Buffer): Buffer {
  const at = page.indexOf(END)
  return at < 0 ? page : Buffer.concat([page.subarray(0, at), page.subarray(at + END.length), END])
}
