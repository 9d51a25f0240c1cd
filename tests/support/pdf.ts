import jsQR from 'jsqr'
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

export interface Picture {
  width: number
  height: number
  /** RGBA, row by row. */
  data: Uint8ClampedArray
}

interface Canvas {
  canvas: object
  context: { getImageData: (x: number, y: number, width: number, height: number) => Picture }
}

/** Each page as a printer sees it, so many dots a point. */
export async function picturesOf(bytes: Uint8Array, scale: number): Promise<Picture[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const pdf = await task.promise
  const canvases = pdf.canvasFactory as { create: (width: number, height: number) => Canvas }
  const pictures: Picture[] = []
  for (let at = 1; at <= pdf.numPages; at++) {
    const page = await pdf.getPage(at)
    const viewport = page.getViewport({ scale })
    const [width, height] = [Math.floor(viewport.width), Math.floor(viewport.height)]
    const { canvas, context } = canvases.create(width, height)
    await page.render({ canvas: canvas as HTMLCanvasElement, viewport }).promise
    pictures.push(context.getImageData(0, 0, width, height))
  }
  await task.destroy()
  return pictures
}

/** What a scanner reads that is held over each cell of a sheet, row by row; null: nothing. */
export function codesOn(
  picture: Picture,
  { columns, rows }: { columns: number; rows: number },
): (string | null)[] {
  const width = Math.floor(picture.width / columns)
  const height = Math.floor(picture.height / rows)
  return Array.from({ length: columns * rows }, (_, at) => {
    const left = (at % columns) * width
    const top = Math.floor(at / columns) * height
    const cell = new Uint8ClampedArray(width * height * 4)
    for (let y = 0; y < height; y++) {
      const start = ((top + y) * picture.width + left) * 4
      cell.set(picture.data.subarray(start, start + width * 4), y * width * 4)
    }
    return jsQR(cell, width, height)?.data ?? null
  })
}
