/**
 * XLSX, as far as a register needs it: sheets, shared strings, which styles are dates. Written on yauzl and
 * saxes because the readers of whole workbooks hold a sheet in memory several times over, or are unmaintained.
 * Formulas are never worked out: a cell's last value is read, and marked. Source: ECMA-376 part 1.
 */

import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'
import { ownCopy } from '../own-copy.ts'
import { type Archive, openArchive } from './archive.server.ts'
import { builtinFormat, customFormat, type NumberFormat } from './cell-format.ts'
import { readWholeXml, type XmlHandlers } from './xml.server.ts'

export interface Workbook {
  archive: Archive
  sheets: { name: string; path: string; visible: boolean }[]
  strings: string[]
  /** By the style's number that cells carry. */
  formats: NumberFormat[]
  from1904: boolean
  /** Cells that stand for those below them, by the sheet's path: column, first row, last row. */
  merges: Map<string, [column: number, from: number, to: number][]>
}

/** Throws UnreadableFile. */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const archive = await openArchive(bytes)
  const path = await mainPart(archive)
  const links = await relationships(archive, path)
  const read = (part: string | undefined, handlers: XmlHandlers, max: number = limits.partBytes) =>
    part && archive.has(part) ? readWholeXml(archive.text(part, max), handlers) : Promise.resolve()

  const book: Workbook = { archive, sheets: [], strings: [], formats: [], from1904: false, merges: new Map() }
  await read(path, sheetList(book, links.byId))
  if (book.sheets.length === 0) throw new UnreadableFile('file_damaged')
  await read(links.byType.get('styles'), styleList(book))
  await read(links.byType.get('sharedStrings'), stringList(book), limits.sharedStringsBytes)
  return book
}

/** Zip archives that are no workbook are named as what they are. */
async function mainPart(archive: Archive): Promise<string> {
  const { byType } = await relationships(archive, '')
  const path = byType.get('officeDocument')
  if (path && archive.has(path) && /\.xml$/i.test(path) && /(?:^|\/)xl\//i.test(path)) return path
  if (path) throw new UnreadableFile(/\.bin$/i.test(path) ? 'file_old_excel' : 'file_document')
  throw new UnreadableFile(archive.has('content.xml') ? 'file_opendocument' : 'file_archive')
}

interface Links {
  byId: Map<string, string>
  byType: Map<string, string>
}

/** What a part of the package points at: id -> path and kind -> path. */
async function relationships(archive: Archive, path: string): Promise<Links> {
  const slash = path.lastIndexOf('/') + 1
  const folder = path.slice(0, slash)
  const links: Links = { byId: new Map(), byType: new Map() }
  const part = `${folder}_rels/${path.slice(slash)}.rels`
  if (!archive.has(part)) return links
  await readWholeXml(archive.text(part, limits.partBytes), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return
      const target = resolved(Target, folder)
      links.byId.set(Id, target)
      links.byType.set(Type.slice(Type.lastIndexOf('/') + 1), target)
    },
    close() {},
  })
  return links
}

/** `../styles.xml` and `/xl/styles.xml` alike -> `xl/styles.xml`; never used outside the archive. */
function resolved(target: string, folder: string): string {
  const base = `file:///${folder}`
  return URL.canParse(target, base) ? new URL(target, base).pathname.slice(1) : ''
}

function sheetList(book: Workbook, paths: ReadonlyMap<string, string>): XmlHandlers {
  return {
    open(name, attributes) {
      if (name === 'workbookPr') book.from1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      if (book.sheets.length >= limits.sheets)
        throw new UnreadableFile('too_many_sheets', { max: limits.sheets })
      const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1]
      const path = paths.get(id ?? '')
      const visible = (attributes.state ?? 'visible') === 'visible'
      // Sheets that are one and the same part are one sheet.
      if (path && book.archive.has(path) && !book.sheets.some((sheet) => sheet.path === path))
        book.sheets.push({ name: attributes.name ?? '', path, visible })
    },
    close() {},
  }
}

function styleList(book: Workbook): XmlHandlers {
  const custom = new Map<string, NumberFormat>()
  let inCells = false
  return {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(attributes.numFmtId ?? '', customFormat(attributes.formatCode ?? ''))
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = attributes.numFmtId ?? '0'
      book.formats.push(custom.get(id) ?? builtinFormat(Number(id)))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  }
}

/** A text may come in runs of different looks; what helps to pronounce it (`rPh`) is left out. */
function stringList(book: Workbook): XmlHandlers {
  let current = ''
  let inText = false
  let inHint = false
  return {
    open(name) {
      if (name === 'si') current = ''
      if (name === 'rPh') inHint = true
      inText = name === 't' && !inHint
    },
    text(text) {
      if (inText) current += text
      if (current.length > limits.cellLength)
        throw new UnreadableFile('cell_too_long', { max: limits.cellLength })
    },
    close(name) {
      inText = false
      if (name === 'rPh') inHint = false
      if (name === 'si') book.strings.push(ownCopy(unescaped(current)))
    },
  }
}

/** `_x000D_` is how workbooks write characters that XML cannot hold. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}
