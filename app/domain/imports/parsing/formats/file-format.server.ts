/** What a file is by its first bytes, whatever its name says. */
import type { FileFault, FileFaultCode } from '../faults.ts'
import { limits } from '../limits.ts'

const signatures: [FileFaultCode, string][] = [
  ['file_pdf', '%PDF'],
  ['file_image', '\x89PNG'],
  ['file_image', '\xff\xd8\xff'],
  ['file_image', 'GIF8'],
  ['file_image', 'II*\0'],
  ['file_image', 'MM\0*'],
  ['file_archive', 'Rar!'],
  ['file_archive', '7z\xbc\xaf'],
  ['file_archive', 'PK\x05\x06'],
  ['file_document', '{\\rtf'],
  ['file_mxl', 'MOXCEL'],
  ['file_sylk', 'ID;P'],
  // The first record of Excel 2, 3 and 4.
  ['file_excel_2', '\x09\0\x04\0'],
  ['file_excel_2', '\x09\x02\x06\0'],
  ['file_excel_2', '\x09\x04\x06\0'],
]

const oldOffice = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
/** The stream in which Excel keeps a workbook with a password, as UTF-16. */
const encryptedPackage = Array.from('EncryptedPackage', (letter) => `${letter}\0`).join('')

/** A workbook is only known to be one when its archive is opened. */
export function fileFormat(bytes: Uint8Array): 'text' | 'zip' | 'gzip' | 'xls' | FileFault {
  if (bytes.length === 0) return { code: 'file_empty', params: {} }
  if (bytes.length > limits.fileBytes) {
    return { code: 'file_too_large', params: { megabytes: limits.fileBytes / 1024 / 1024 } }
  }
  const start = latin1(bytes, 0, 16)
  if (start.startsWith('PK\x03\x04')) return 'zip'
  if (start.startsWith('\x1f\x8b')) return 'gzip'
  if (start.startsWith(oldOffice)) {
    const directory = latin1(bytes, 0, 1024 * 1024) + latin1(bytes, Math.max(0, bytes.length - 1024 * 1024))
    return directory.includes(encryptedPackage) ? { code: 'file_encrypted', params: {} } : 'xls'
  }
  const known = signatures.find(([, signature]) => start.startsWith(signature))
  if (known) return { code: known[0], params: {} }
  const isWebp = start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP'
  return isWebp || start.slice(4, 8) === 'ftyp' ? { code: 'file_image', params: {} } : 'text'
}

function latin1(bytes: Uint8Array, from: number, to?: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', from, to)
}

const markup = /^[\uFEFF\s]*<(?:!doctype html|html|head|meta|body|table|style|div)\b/i
/** A web page with its pictures in one file, as browsers save it. */
export const webArchive = /^[\uFEFF\s]*mime-version:/i
const xml = /^[\uFEFF\s]*<\?(?:xml|mso)/i

/** Decoded text that is no table: a web page with Excel's ending, XML, or bytes that are no text at all. */
export function textFault(head: string): FileFaultCode | null {
  if (markup.test(head) || webArchive.test(head)) return 'file_html'
  if (xml.test(head)) return /<html|<table/i.test(head) ? 'file_html' : 'file_xml'
  // DOS programs end a text with 0x1A.
  const strange = head.replaceAll('\u001A', '').match(/(?!\s)\p{Cc}/gu)?.length ?? 0
  if (strange > head.length / 100) return 'file_binary'
  return head.trim() === '' ? 'file_empty' : null
}
