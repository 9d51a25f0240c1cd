import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A part of an archive; its text may come in pieces. */
export interface ZipPart {
  path: string
  text: AsyncIterable<string> | Iterable<string>
}

/**
 * A ZIP archive, written as its parts are read: sizes follow each part in a data descriptor, so nothing waits in
 * memory. Parts below 4 GB. Source: APPNOTE.TXT 6.3.10 (PKWARE), sections 4.3 and 4.4.
 */
export async function* zip(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const part of parts) {
    const head = localHeader(part.path)
    yield head
    const size = { plain: 0, packed: 0, crc: 0 }
    for await (const chunk of deflated(part.text, size)) yield chunk
    const tail = descriptor(size)
    yield tail
    directory.push(centralHeader(part.path, size, offset))
    offset += head.length + size.packed + tail.length
  }
  const entries = Buffer.concat(directory)
  yield entries
  yield endOfDirectory(directory.length, entries.length, offset)
}

interface Size {
  plain: number
  packed: number
  crc: number
}

async function* deflated(text: ZipPart['text'], size: Size): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: 6 })
  // Ends the one with the other; what fails is thrown by the loop below.
  pipeline(Readable.from(measured(text, size)), packer, () => {})
  for await (const chunk of packer) {
    size.packed += chunk.length
    yield chunk
  }
}

async function* measured(text: ZipPart['text'], size: Size): AsyncGenerator<Buffer> {
  for await (const piece of text) {
    const bytes = Buffer.from(piece)
    size.plain += bytes.length
    size.crc = crc32(bytes, size.crc)
    yield bytes
  }
}

/** Sizes follow the data (bit 3), the name is UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** 1980-01-01, the earliest that the format knows: the same list gives the same bytes. */
const DATE = 0x0021

function localHeader(path: string): Buffer {
  const name = Buffer.from(path)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DATE, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor({ crc, packed, plain }: Size): Buffer {
  const tail = Buffer.alloc(16)
  tail.writeUInt32LE(0x08074b50, 0)
  tail.writeUInt32LE(crc, 4)
  tail.writeUInt32LE(packed, 8)
  tail.writeUInt32LE(plain, 12)
  return tail
}

function centralHeader(path: string, { crc, packed, plain }: Size, offset: number): Buffer {
  const name = Buffer.from(path)
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(DEFLATED, 10)
  header.writeUInt16LE(DATE, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(plain, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, name])
}

function endOfDirectory(entries: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
