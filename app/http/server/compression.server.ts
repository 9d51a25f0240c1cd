import type { Transform } from 'node:stream'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'
import type { Exchange } from './exchange.server.ts'

export type Encoding = 'br' | 'gzip'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

const MIN_BYTES = 1024
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|javascript|xml)|image\/svg\+xml)/

/** Pages are packed anew each time, so for speed: half a millisecond of another thread. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const THOROUGH = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }

export function isCompressible(type: string): boolean {
  return COMPRESSIBLE.test(type)
}

/** What the browser accepts, the better first. */
export function acceptedEncoding(header: string | undefined): Encoding | undefined {
  if (!header) return undefined
  const accepted = new Set(
    header
      .toLowerCase()
      .split(',')
      .map((part) => part.split(';').map((text) => text.trim()))
      .filter(([, quality]) => !/^q=0(?:\.0*)?$/.test(quality ?? ''))
      .map(([name]) => name),
  )
  if (accepted.has('br')) return 'br'
  return accepted.has('gzip') ? 'gzip' : undefined
}

/**
 * How this answer may be packed. Length tells an eavesdropper what a packed page holds when he can make the victim's
 * browser ask for it over and over with words of his own (BREACH): a personal page that another site made the browser
 * ask for goes out as it is. Forms need no secret on the page (the same-origin check guards them).
 */
export function encodingFor({ incoming, services }: Exchange): Encoding | undefined {
  const { cookie, 'sec-fetch-site': site, 'accept-encoding': accepts } = incoming.headers
  const isOwnDoing = site === 'same-origin' || site === 'none'
  const isOpenToRead = services.settings.publicUrl.startsWith('http:') && site === undefined
  return isOwnDoing || isOpenToRead || !cookie ? acceptedEncoding(accepts) : undefined
}

/** Null where packing would not pay. */
export async function pack(bytes: Uint8Array, encoding: Encoding | undefined): Promise<Buffer | null> {
  if (!encoding || bytes.length < MIN_BYTES) return null
  return encoding === 'br' ? brotli(bytes, QUICK) : zip(bytes)
}

export async function packThoroughly(bytes: Uint8Array, encoding: Encoding): Promise<Buffer> {
  return encoding === 'br' ? brotli(bytes, THOROUGH) : zip(bytes, { level: 9 })
}

export function packer(encoding: Encoding): Transform {
  return encoding === 'br' ? createBrotliCompress(QUICK) : createGzip()
}
