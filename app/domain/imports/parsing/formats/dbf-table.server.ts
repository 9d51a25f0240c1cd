/** dBASE III files, which old programs of accountants still write. Source: the format's description by its makers. */
import iconv from 'iconv-lite'
import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'

/** By the language byte of the header; cp866 is what DOS programs leave out. */
const encodings: Record<number, string> = {
  38: 'cp866',
  101: 'cp866',
  87: 'windows-1251',
  201: 'windows-1251',
}

export function isDbf(bytes: Uint8Array): boolean {
  const [version = 0, , month = 0, day = 0] = bytes
  if (![0x03, 0x30, 0x83, 0x8b, 0xf5].includes(version) || bytes.length < 66) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const header = view.getUint16(8, true)
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && header >= 65 && header <= bytes.length
}

/** Throws UnreadableFile. */
export function dbfTable(bytes: Uint8Array): string[][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const [count, header, length] = [view.getUint32(4, true), view.getUint16(8, true), view.getUint16(10, true)]
  const encoding = encodings[bytes[29] ?? 0] ?? 'cp866'
  const text = (from: number, to: number) =>
    iconv
      .decode(Buffer.from(bytes.subarray(from, to)), encoding)
      .replace(/\0.*$/s, '')
      .trim()
  const fields: { name: string; type: string; length: number }[] = []
  for (let at = 32; at + 32 <= header && bytes[at] !== 0x0d; at += 32) {
    fields.push({
      name: text(at, at + 11),
      type: String.fromCharCode(bytes[at + 11] ?? 0),
      length: bytes[at + 16] ?? 0,
    })
  }
  const width = fields.reduce((sum, field) => sum + field.length, 1)
  if (fields.length === 0 || length < width || count > limits.rows) throw new UnreadableFile('file_damaged')
  const rows = [fields.map(({ name }) => name)]
  for (let index = 0; index < count; index++) {
    const start = header + index * length
    if (start + length > bytes.length) throw new UnreadableFile('file_damaged')
    // Deleted rows stay in the file with a star in front.
    if (bytes[start] === 0x2a) continue
    let at = start + 1
    rows.push(
      fields.map((field) => {
        const cell = text(at, at + field.length)
        at += field.length
        return field.type === 'D' ? cell.replace(/^(\d{4})(\d{2})(\d{2})$/, '$3.$2.$1') : cell
      }),
    )
  }
  return rows
}
