/**
 * The parts of a workbook's zip archive, each as a stream of text, within limits: a part must be as long as the
 * archive's directory says (yauzl checks) and that length must be allowed, so a zip bomb is refused unopened.
 */
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { UnreadableFile } from './faults.ts'
import { limits } from './limits.ts'

export interface Archive {
  has(path: string): boolean
  /** How long a part is unpacked. */
  size(path: string): number
  /** Throws UnreadableFile: `file_damaged`, `file_expands_too_much`. */
  text(path: string, maxBytes: number): AsyncGenerator<string>
}

/** Throws UnreadableFile: `file_damaged`. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const zip = await undamaged(() => fromBufferPromise(buffer, { lazyEntries: true, autoClose: false }))
  if (zip.entryCount > limits.archiveEntries) throw new UnreadableFile('file_expands_too_much')
  const entries = await undamaged(() => listEntries(zip))
  return {
    has: (path) => entries.has(path.toLowerCase()),
    size: (path) => entries.get(path.toLowerCase())?.uncompressedSize ?? 0,
    text: (path, maxBytes) => textOf(zip, entries.get(path.toLowerCase()), maxBytes),
  }
}

/** Names in packages of Office do not tell capitals from small letters. */
async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
  return entries
}

async function* textOf(zip: ZipFile, entry: Entry | undefined, maxBytes: number): AsyncGenerator<string> {
  if (!entry || entry.isEncrypted()) throw new UnreadableFile('file_damaged')
  if (entry.uncompressedSize > maxBytes) throw new UnreadableFile('file_expands_too_much')
  const stream = await undamaged(() => zip.openReadStreamPromise(entry))
  const decoder = new TextDecoder()
  let sum = 0
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      sum = crc32(piece, sum)
      yield decoder.decode(piece, { stream: true })
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
