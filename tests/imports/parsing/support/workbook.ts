import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  data: string | Buffer
  /** What the directory claims, where it lies. */
  claimedSize?: number
  claimedSum?: number
}

/** A zip archive, as honest or not as its entries say. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, claimedSize, claimedSum } of entries) {
    const content = Buffer.from(data)
    const packed = deflateRawSync(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(claimedSum ?? crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claimedSize ?? content.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, rest, Buffer.from(name)]))
    files.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, list, end])
}

/** A cell: text, or its own XML attributes and content. */
export type WorkbookCell = string | { number: number | string; style?: number } | { xml: string } | null

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface WorkbookOptions {
  sheetNames?: readonly string[]
  numberFormats?: readonly string[]
  from1904?: boolean
}

/** The parts of a workbook; custom number format n of `numberFormats` is style n + 1. */
export function workbookParts(
  sheets: readonly (readonly (readonly WorkbookCell[])[])[],
  { sheetNames = [], numberFormats = [], from1904 = false }: WorkbookOptions = {},
): ZipEntry[] {
  const names = sheets.map((_, index) => sheetNames[index] ?? `Лист${index + 1}`)
  return [
    {
      name: '_rels/.rels',
      data: `<Relationships><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns:r="${relations}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${names
        .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index + 1}"/>`)
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships><Relationship Id="st" Type="${relations}/styles" Target="styles.xml"/>${names
        .map(
          (_, i) =>
            `<Relationship Id="s${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
        )
        .join('')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet><numFmts>${numberFormats
        .map(
          (code, index) =>
            `<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
        )
        .join('')}</numFmts><cellXfs><xf numFmtId="0"/>${numberFormats
        .map((_, index) => `<xf numFmtId="${164 + index}"/>`)
        .join('')}</cellXfs></styleSheet>`,
    },
    ...sheets.map((rows, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, data: sheetXml(rows) })),
  ]
}

export function workbook(rows: readonly (readonly WorkbookCell[])[], options?: WorkbookOptions): Buffer {
  return zip(workbookParts([rows], options))
}

function sheetXml(rows: readonly (readonly WorkbookCell[])[]): string {
  const written = rows.map((cells, index) => {
    const inside = cells.map((cell, column) =>
      cellXml(cell, `${String.fromCharCode(65 + column)}${index + 1}`),
    )
    return cells.length === 0 ? '' : `<row r="${index + 1}">${inside.join('')}</row>`
  })
  return `<?xml version="1.0"?><worksheet><sheetData>${written.join('')}</sheetData></worksheet>`
}

function cellXml(cell: WorkbookCell, reference: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') {
    const text = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
  }
  if ('xml' in cell) return cell.xml.replaceAll('REF', reference)
  return `<c r="${reference}" s="${cell.style ?? 0}"><v>${cell.number}</v></c>`
}
