import { PassThrough, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A part of an archive; its text may come in pieces. */
export interface ZipPart {
  path: string
  text: AsyncIterable<string> | Iterable<string>
}

/** The earliest date that the format knows: the same parts give the same bytes. */
const ENTRY = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true }

/**
 * A ZIP archive, written while its parts are read, one part after another: nothing is kept in memory. Parts and archives
 * of 4 GB and more are ZIP64.
 */
export async function* zip(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const archive = new ZipFile()
  const output = archive.outputStream.pipe(new PassThrough())
  const stop = new AbortController()
  // yazl waits for ever for a part that broke off.
  fill(archive, parts, stop.signal).catch((error: Error) => output.destroy(error))
  try {
    for await (const chunk of output) yield chunk
  } finally {
    stop.abort()
  }
}

/** The next part is asked for when the one before has been read to its end. */
async function fill(
  archive: ZipFile,
  parts: AsyncIterable<ZipPart> | Iterable<ZipPart>,
  signal: AbortSignal,
): Promise<void> {
  for await (const { path, text } of parts) {
    const source = Readable.from(bytesOf(text), { signal })
    archive.addReadStream(source, path, ENTRY)
    await finished(source)
  }
  archive.end()
}

async function* bytesOf(text: ZipPart['text']): AsyncGenerator<Buffer> {
  for await (const piece of text) yield Buffer.from(piece)
}
