/**
 * The parts of a workbook's zip archive, each as a stream of text, within limits: a part must be as long as the
 * archive's directory says (yauzl checks) and that length must be allowed, so a zip bomb is refused unopened.
 */
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'

export interface Archive {
  has(path: string): boolean
  /** What it holds but folders. */
  files(): string[]
  /** A whole part. Throws as `text` does. */
  bytes(path: string, maxBytes: number): Promise<Buffer>
  /** How long a part is unpacked. */
  size(path: string): number
  /** Throws UnreadableFile: `file_damaged`, `file_expands_too_much`. */
  text(path: string, maxBytes: number): AsyncGenerator<string>
}

const END_OF_DIRECTORY = Buffer.from('PK\x05\x06', 'latin1')
const END_LENGTH = 22

/** Throws UnreadableFile: `file_damaged`. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const buffer = withoutTail(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const zip = await undamaged(() => fromBufferPromise(buffer, { lazyEntries: true, autoClose: false }))
  if (zip.entryCount > limits.archiveEntries) throw new UnreadableFile('file_expands_too_much')
  const entries = await undamaged(() => listEntries(zip))
  return {
    has: (path) => entries.has(path.toLowerCase()),
    files: () => [...entries.keys()].filter((name) => !name.endsWith('/') && !name.startsWith('__macosx/')),
    bytes: (path, maxBytes) => bytesOf(zip, entries.get(path.toLowerCase()), maxBytes),
    size: (path) => entries.get(path.toLowerCase())?.uncompressedSize ?? 0,
    text: (path, maxBytes) => textOf(zip, entries.get(path.toLowerCase()), maxBytes),
  }
}

/** What a download or a mail program left behind the archive's end is none of it. */
function withoutTail(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(END_OF_DIRECTORY)
  if (end < 0 || end + END_LENGTH > bytes.length) return bytes
  const length = end + END_LENGTH + bytes.readUInt16LE(end + END_LENGTH - 2)
  return length < bytes.length ? bytes.subarray(0, length) : bytes
}

/** Names in packages of Office do not tell capitals from small letters. */
async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
  return entries
}

async function* textOf(zip: ZipFile, entry: Entry | undefined, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const piece of piecesOf(zip, entry, maxBytes)) yield decoder.decode(piece, { stream: true })
}

async function bytesOf(zip: ZipFile, entry: Entry | undefined, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of piecesOf(zip, entry, maxBytes)) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function* piecesOf(zip: ZipFile, entry: Entry | undefined, maxBytes: number): AsyncGenerator<Buffer> {
  if (!entry || entry.isEncrypted()) throw new UnreadableFile('file_damaged')
  if (entry.uncompressedSize > maxBytes) throw new UnreadableFile('file_expands_too_much')
  const stream = await undamaged(() => zip.openReadStreamPromise(entry))
  let sum = 0
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      sum = crc32(piece, sum)
      yield piece
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('file_damaged')
  }
  if (sum !== entry.crc32) throw new UnreadableFile('file_damaged')
}

async function undamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new UnreadableFile('file_damaged')
  }
}
