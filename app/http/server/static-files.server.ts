import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { acceptedEncoding, type Encoding, isCompressible, packThoroughly } from './compression.server.ts'
import { fingerprintOf, isFresh } from './etag.server.ts'
import type { Exchange } from './exchange.server.ts'

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
}

/** Their names change with what is in them: Vite's hash, the font's version. */
const NAMED_BY_CONTENT = /^\/(?:assets|fonts)\/[^-]*-[\w./-]+\.\w+$/

const FOR_GOOD = 'public, max-age=31536000, immutable'
const FOR_AN_HOUR = 'public, max-age=3600'

/** One file, in memory: all of them together are some hundred kilobytes, and no request can reach another. */
class StaticFile {
  readonly #bytes: Buffer
  readonly #type: string
  readonly #cacheControl: string
  readonly #tag: string
  readonly #packed = new Map<Encoding, Promise<Buffer>>()

  constructor(path: string, bytes: Buffer) {
    this.#bytes = bytes
    this.#type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
    this.#cacheControl = NAMED_BY_CONTENT.test(path) ? FOR_GOOD : FOR_AN_HOUR
    this.#tag = fingerprintOf(bytes)
  }

  async send({ incoming, outgoing }: Exchange): Promise<void> {
    const encoding = isCompressible(this.#type)
      ? acceptedEncoding(incoming.headers['accept-encoding'])
      : undefined
    const headers: Record<string, string | number> = {
      'Cache-Control': this.#cacheControl,
      // One tag an encoding: a strong tag names the very bytes.
      ETag: `"${this.#tag}${encoding ? `-${encoding}` : ''}"`,
      Vary: 'Accept-Encoding',
    }
    if (isFresh(incoming.headers['if-none-match'], headers.ETag as string)) {
      outgoing.writeHead(304, headers).end()
      return
    }
    const body = encoding ? await this.#packedAs(encoding) : this.#bytes
    headers['Content-Type'] = this.#type
    headers['Content-Length'] = body.length
    if (encoding) headers['Content-Encoding'] = encoding
    outgoing.writeHead(200, headers).end(incoming.method === 'HEAD' ? undefined : body)
  }

  #packedAs(encoding: Encoding): Promise<Buffer> {
    const known = this.#packed.get(encoding)
    if (known) return known
    const packed = packThoroughly(this.#bytes, encoding)
    this.#packed.set(encoding, packed)
    return packed
  }
}

export class StaticFiles {
  readonly #files = new Map<string, StaticFile>()

  /** Everything under these folders, once, the first that has a name wins; one that is not there holds nothing. */
  constructor(...folders: string[]) {
    for (const folder of folders.reverse()) this.#add(folder)
  }

  #add(folder: string): void {
    if (!existsSync(folder)) return
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const full = join(entry.parentPath, entry.name)
      const path = `/${relative(folder, full).split(sep).join('/')}`
      // Hidden ones are the build's own (.vite).
      if (!entry.isFile() || path.includes('/.')) continue
      this.#files.set(path, new StaticFile(path, readFileSync(full)))
    }
  }

  find(pathname: string): StaticFile | undefined {
    return this.#files.get(pathname)
  }
}
