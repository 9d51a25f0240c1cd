/** Workbooks whose parts a test writes itself, beside those of a sound one. */
import { couponHeader, couponRow } from './registers.ts'
import { workbookParts, type ZipEntry, zip } from './workbook.ts'

const parts = (): ZipEntry[] => workbookParts([[couponHeader.split(';'), couponRow.split(';')]])

export function withSheet(data: string): Buffer {
  return zip(parts().map((part) => (part.name.includes('sheet1') ? { ...part, data } : part)))
}

const strings = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings'

export function withStrings(text: string, sheet: string): Buffer {
  const changed = parts().map((part) => {
    if (part.name.includes('sheet1')) return { ...part, data: sheet }
    if (!part.name.endsWith('workbook.xml.rels')) return part
    const link = `<Relationship Id="ss" Type="${strings}" Target="sharedStrings.xml"/></Relationships>`
    return { ...part, data: String(part.data).replace('</Relationships>', link) }
  })
  return zip([...changed, { name: 'xl/sharedStrings.xml', data: `<sst><si><t>${text}</t></si></sst>` }])
}

export function sheetOf(...rows: string[][]): string {
  return rows
    .map((cells, index) => {
      const inside = cells.map((cell) => `<c t="str"><v>${cell}</v></c>`).join('')
      return `<row r="${index + 1}">${inside}</row>`
    })
    .join('')
}
