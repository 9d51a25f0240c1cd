/** A PDF with Golos Text, which has every letter of the three languages and ₸, in the file itself. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'

const require = createRequire(import.meta.url)
const FONTS = {
  regular: require.resolve('@expo-google-fonts/golos-text/400Regular/GolosText_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/golos-text/700Bold/GolosText_700Bold.ttf'),
}

export type Weight = keyof typeof FONTS

export interface PaperFacts {
  title: string
  author: string
  /** Makes the same paper the same bytes, whenever it is asked for. */
  createdAt: Date
}

export interface PaperFormat {
  size?: 'A4' | 'A6'
  isLandscape?: boolean
  /** Points. */
  margin: number
}

let fonts: Promise<Record<Weight, Buffer>> | undefined

/** Read once, when the first paper is asked for. */
function readFonts(): Promise<Record<Weight, Buffer>> {
  fonts ??= Promise.all([readFile(FONTS.regular), readFile(FONTS.bold)]).then(
    ([regular, bold]) => ({ regular, bold }),
    (error) => {
      fonts = undefined
      throw error
    },
  )
  return fonts
}

async function open(
  { title, author, createdAt }: PaperFacts,
  { size = 'A4', isLandscape = false, margin }: PaperFormat,
): Promise<PDFKit.PDFDocument> {
  // The library is large, and most processes never draw.
  const [{ default: PDFDocument }, { regular, bold }] = await Promise.all([import('pdfkit'), readFonts()])
  const info = { Title: title, Author: author, CreationDate: createdAt, ModDate: createdAt }
  const layout = isLandscape ? 'landscape' : 'portrait'
  const doc = new PDFDocument({ size, layout, margin, lang: 'ru', displayTitle: true, info })
  return doc.registerFont('regular', regular).registerFont('bold', bold)
}

/** The whole file in memory: for a paper of a page or two. */
export async function wholePdf(
  facts: PaperFacts,
  format: PaperFormat,
  draw: (on: PDFKit.PDFDocument) => void,
): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  for await (const part of pdfInParts(facts, format, async function* (on) {
    draw(on)
    yield
  }))
    parts.push(part)
  return Buffer.concat(parts)
}

/**
 * The file in pieces, for as many pages as there are: between the steps of `draw` what is finished leaves memory, and the
 * next step waits until somebody wants it.
 */
export async function* pdfInParts(
  facts: PaperFacts,
  format: PaperFormat,
  draw: (on: PDFKit.PDFDocument) => AsyncGenerator<void>,
): AsyncGenerator<Uint8Array> {
  const doc = await open(facts, format)
  let chunks: Buffer[] = []
  const taken = () => {
    const all = chunks
    chunks = []
    return Buffer.concat(all)
  }
  const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject))
  // Nobody waits for it while a step fails.
  ended.catch(() => {})
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  for await (const _ of draw(doc)) {
    await setImmediate()
    yield taken()
  }
  doc.end()
  await ended
  yield taken()
}
