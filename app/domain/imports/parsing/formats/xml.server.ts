/** Pieces of XML text -> calls by element, without namespaces' prefixes (some programs write `x:row`). */
import { SaxesParser } from 'saxes'
import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'

export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text?(text: string): void
}

/** No element of a workbook is this long; the parser would hold all of a longer one in memory. */
const MAX_TOKEN = 2_000_000

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** Calls the handlers, and yields after each piece. Throws UnreadableFile (`file_damaged`) at broken XML. */
export async function* readXml(pieces: AsyncIterable<string>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let silence = 0
  let depth = 0
  parser.on('opentag', (tag) => {
    silence = 0
    depth++
    // The parser remembers every element that is open, a hundred bytes and more for each.
    if (depth > limits.xmlDepth) throw new UnreadableFile('nested_too_deep')
    handlers.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    silence = 0
    depth--
    handlers.close(localName(tag.name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  // Workbooks declare no document type; a declaration is somebody's try at entities.
  parser.on('doctype', () => {
    throw new UnreadableFile('file_damaged')
  })
  parser.on('error', () => {
    throw new UnreadableFile('file_damaged')
  })
  for await (const piece of pieces) {
    silence += piece.length
    parser.write(piece)
    if (silence > MAX_TOKEN) throw new UnreadableFile('file_damaged')
    yield
  }
  parser.close()
}

/** Reads a small part to its end. */
export async function readWholeXml(pieces: AsyncIterable<string>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(pieces, handlers)) {
    // The handlers do the work.
  }
}
