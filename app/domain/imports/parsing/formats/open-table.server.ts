/** A file of any format that can be read, as a table. Throws UnreadableFile for all others, named for what they are. */
import { gunzipSync } from 'node:zlib'
import { decodeText, detectEncoding } from '../encoding.server.ts'
import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'
import type { RegisterOptions } from '../register.ts'
import type { SheetRow } from '../sheet-row.ts'
import type { Table } from '../table.ts'
import { openArchive } from './archive.server.ts'
import { openCsv } from './csv-table.server.ts'
import { dbfTable, isDbf } from './dbf-table.server.ts'
import { fileFormat, textFault, webArchive } from './file-format.server.ts'
import { htmlTable } from './html-table.ts'
import { jsonTable } from './json-table.ts'
import { memoryTable } from './memory-table.ts'
import { CAMT_START, readCamt } from './statement/camt.server.ts'
import { MT940_START, readMt940 } from './statement/mt940.ts'
import { STATEMENT_START } from './statement/sections.ts'
import { entriesTable, statementTable } from './statement/statement-table.ts'
import { openXls } from './xls-table.server.ts'
import { openXlsx } from './xlsx-table.server.ts'
import { excel2003Table, openDocumentTable } from './xml-tables.server.ts'

const xml = /^[\uFEFF\s]*<(?:\?xml|\w*:?Document)\b/

type RowScore = (rows: SheetRow[]) => number

export async function openTable(
  bytes: Uint8Array,
  options: RegisterOptions,
  score: RowScore,
  isUnpacked = false,
): Promise<Table> {
  const format = fileFormat(bytes)
  if (typeof format !== 'string') throw new UnreadableFile(format.code, format.params)
  if (format === 'gzip' && !isUnpacked) return openTable(unzipped(bytes), options, score, true)
  if (format === 'xls') return openXls(bytes, options, score)
  if (format === 'zip') return openZip(bytes, options, score, isUnpacked)
  if (isDbf(bytes)) return memoryTable('dbf', dbfTable(bytes))
  return openText(bytes, options, score)
}

function unzipped(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.fileBytes })
  } catch (error) {
    const isTooLarge = error instanceof RangeError
    throw new UnreadableFile(isTooLarge ? 'file_expands_too_much' : 'file_damaged')
  }
}

/** A workbook, an OpenDocument, or an archive of one register. */
async function openZip(
  bytes: Uint8Array,
  options: RegisterOptions,
  score: RowScore,
  isUnpacked: boolean,
): Promise<Table> {
  const archive = await openArchive(bytes)
  if (archive.has('_rels/.rels')) return openXlsx(bytes, options, score)
  if (archive.has('content.xml') && archive.has('mimetype')) {
    return memoryTable('ods', await openDocumentTable(archive.text('content.xml', limits.worksheetBytes)))
  }
  const [only, second] = archive.files()
  if (only === undefined || second !== undefined || isUnpacked) throw new UnreadableFile('file_archive')
  return openTable(await archive.bytes(only, limits.fileBytes), options, score, true)
}

async function openText(bytes: Uint8Array, options: RegisterOptions, score: RowScore): Promise<Table> {
  const detected = detectEncoding(bytes)
  const encoding = options.encoding ?? detected.encoding
  const [head = ''] = decodeText(bytes, encoding)
  const whole = () => [...decodeText(bytes, encoding)].join('')
  if (STATEMENT_START.test(head)) {
    if (options.kind !== 'payments') throw new UnreadableFile('file_bank_statement')
    const { confidence, alternatives } = detected
    const text = { encoding, confidence, alternatives, delimiter: '' }
    return { ...statementTable(whole()), text }
  }
  if (MT940_START.test(head) || (CAMT_START.test(head) && xml.test(head))) {
    if (options.kind !== 'payments') throw new UnreadableFile('file_bank_statement')
    const { confidence, alternatives } = detected
    const read = MT940_START.test(head) ? readMt940(whole()) : await readCamt(whole())
    return { ...entriesTable(read), text: { encoding, confidence, alternatives, delimiter: '' } }
  }
  const fault = textFault(head)
  if (fault === 'file_html' || fault === 'file_xml') {
    if (/<Workbook\b/.test(head) && head.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
      return filled(memoryTable('xml', await excel2003Table(whole())), 'file_xml')
    }
    if (/<office:document\b/.test(head))
      return filled(memoryTable('ods', await openDocumentTable(pieces(whole()))), 'file_xml')
    if (fault === 'file_html') return fromMarkup(declaredText(bytes, head) ?? whole())
  }
  if (fault === null && /^[\uFEFF\s]*[[{]\s*["{\]}[]/.test(head)) {
    const rows = jsonTable(whole())
    if (!rows) throw new UnreadableFile('file_json')
    return memoryTable('json', rows)
  }
  if (fault) throw new UnreadableFile(fault)
  return openCsv(bytes, options, score)
}

/** A page says its own encoding; a table in it is nearly all tags, which tell nothing. */
function declaredText(bytes: Uint8Array, head: string): string | null {
  const declared = /charset\s*=\s*["']?(windows-1251|utf-8)/i.exec(head)?.[1]?.toLowerCase()
  const isWide = bytes[0] === 0xff || bytes[0] === 0xfe
  if (isWide || (declared !== 'windows-1251' && declared !== 'utf-8')) return null
  return [...decodeText(bytes, declared)].join('')
}

function fromMarkup(html: string): Table {
  const rows = webArchive.test(html) ? null : htmlTable(html)
  if (!rows) throw new UnreadableFile('file_html')
  return memoryTable('html', rows)
}

function filled(table: Table, fault: 'file_xml'): Table {
  if (table.head.length === 0) throw new UnreadableFile(fault)
  return table
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text
}
