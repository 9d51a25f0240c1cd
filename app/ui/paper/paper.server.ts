/** What papers are drawn with: Golos Text with every letter of the three languages, tables, one after the other. */
import { type PaperFacts, type PaperFormat, pdfInParts, type Weight, wholePdf } from './pdf.server.ts'

const MARGIN = 40
const PAD = 4
const INK = '#111827'
const QUIET = '#4b5563'
const LINE = '#9ca3af'

export interface Cell {
  text: string
  /** A second line, smaller: the other language. */
  below?: string
  weight?: Weight
  align?: 'left' | 'right' | 'center'
}

/** @returns the bytes of a PDF on A4, in memory: a paper has a page or two. */
export function paper(facts: PaperFacts, draw: (on: Paper) => void): Promise<Buffer<ArrayBuffer>> {
  return wholePdf(facts, { margin: MARGIN }, (doc) => draw(new Paper(doc)))
}

/** The same of any length, in pieces. */
export function paperInParts(
  facts: PaperFacts,
  format: Omit<PaperFormat, 'margin'>,
  draw: (on: Paper) => AsyncGenerator<void>,
): AsyncGenerator<Uint8Array> {
  return pdfInParts(facts, { ...format, margin: MARGIN }, (doc) => draw(new Paper(doc)))
}

export class Paper {
  readonly width: number
  readonly #doc: PDFKit.PDFDocument

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc
    this.width = doc.page.width - 2 * MARGIN
  }

  space(points: number): void {
    this.#doc.y += points
  }

  /** A paragraph over the whole width. */
  text(
    text: string,
    { size = 9, weight = 'regular', quiet = false }: { size?: number; weight?: Weight; quiet?: boolean } = {},
  ): void {
    this.#set(weight, size, quiet)
    this.#room(this.#doc.heightOfString(text, { width: this.width }))
    this.#doc.text(text, MARGIN, this.#doc.y, { width: this.width })
  }

  rule(): void {
    const { y } = this.#doc
    this.#doc
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + this.width, y)
      .lineWidth(1)
      .stroke(INK)
    this.space(6)
  }

  /** A row as high as its highest cell; on the next page where it does not fit. */
  row(widths: readonly number[], cells: readonly Cell[], { edged = true, size = 8.5 } = {}): void {
    const inner = widths.map((width) => width - 2 * PAD)
    const heights = cells.map((cell, at) => this.#heightOf(cell, inner[at] ?? 0, size))
    const height = Math.max(...heights) + 2 * PAD
    this.#room(height)
    const top = this.#doc.y
    let x = MARGIN
    for (const [at, cell] of cells.entries()) {
      const width = widths[at] ?? 0
      if (edged) this.#doc.rect(x, top, width, height).lineWidth(0.5).stroke(LINE)
      this.#cell(cell, { x: x + PAD, y: top + PAD, width: inner[at] ?? 0, size })
      x += width
    }
    this.#doc.x = MARGIN
    this.#doc.y = top + height
  }

  #cell(
    { text, below, weight = 'regular', align = 'left' }: Cell,
    { x, y, width, size }: { x: number; y: number; width: number; size: number },
  ): void {
    this.#set(weight, size)
    this.#doc.text(text, x, y, { width, align })
    if (!below) return
    this.#set(weight, size - 1, true)
    this.#doc.text(below, x, this.#doc.y, { width, align })
  }

  #heightOf({ text, below, weight = 'regular' }: Cell, width: number, size: number): number {
    this.#set(weight, size)
    const height = this.#doc.heightOfString(text, { width })
    if (!below) return height
    this.#set(weight, size - 1)
    return height + this.#doc.heightOfString(below, { width })
  }

  #set(weight: Weight, size: number, quiet = false): void {
    this.#doc
      .font(weight)
      .fontSize(size)
      .fillColor(quiet ? QUIET : INK)
  }

  #room(height: number): void {
    if (this.#doc.y + height > this.#doc.page.height - MARGIN) this.#doc.addPage()
  }
}
