import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface ReadPdf {
  pages: number
  /** Every letter as a reader copies it, the parts of a line with a space between. */
  text: string
  title: string
  /** Names of the fonts that are in the file itself. */
  fonts: string[]
}

/** Reads a PDF back. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const pdf = await task.promise
  const parts: string[] = []
  for (let at = 1; at <= pdf.numPages; at++) {
    const { items } = await (await pdf.getPage(at)).getTextContent()
    for (const item of items) if ('str' in item) parts.push(item.str)
  }
  const { info } = await pdf.getMetadata()
  const title = 'Title' in info ? String(info.Title) : ''
  const pages = pdf.numPages
  await task.destroy()
  const raw = Buffer.from(bytes).toString('latin1')
  const fonts = [...raw.matchAll(/\/FontName \/[A-Z]+\+(\S+)/g)].map(([, name = '']) => name)
  const embedded = raw.match(/\/FontFile2 /g)?.length ?? 0
  if (embedded !== fonts.length) throw new Error(`${embedded} fonts are in the file, and it names ${fonts}`)
  return { pages, title, fonts, text: parts.join(' ').replace(/\s+/g, ' ') }
}
