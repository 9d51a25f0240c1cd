import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { PrintedCoupon } from '#app/domain/prints/printing.server.ts'
import type { PrintLayout } from '#app/domain/prints/prints.ts'
import { pdfInParts, type Weight } from '#app/ui/paper/pdf.server.ts'
import { wordsFor } from '#locales/words.server.ts'
import { printedViews } from './print-view.server.ts'
import { gridOf, type PrintedCouponView } from './print-view.ts'

/** Points a millimetre. */
const MM = 72 / 25.4
/** What no printer reaches, and where fingers hold the sheet. */
const MARGIN = 8 * MM
const PAD = 4 * MM
/** The standard asks for four light modules around a code. */
const QUIET = 4
const CUT = '#9ca3af'
const INK = '#000000'

type Doc = PDFKit.PDFDocument

/** Coupons on sheets, as they are read: a sheet's codes are in memory and no more. */
export function couponSheetPdf(
  ctx: Context,
  layout: PrintLayout,
  batches: AsyncGenerator<PrintedCoupon[]>,
): AsyncGenerator<Uint8Array> {
  const { t } = wordsFor(ctx.locale)
  const facts = { title: t('prints:paper'), author: ctx.settings.brandName, createdAt: ctx.now }
  const format = { size: layout === 'a6' ? 'A6' : 'A4', margin: 0 } as const
  return pdfInParts(facts, format, async function* (doc) {
    const { columns, rows } = gridOf[layout]
    let place = 0
    for await (const coupons of batches) {
      for (const view of await printedViews(ctx, coupons)) {
        if (place === columns * rows) {
          doc.addPage()
          place = 0
          yield
        }
        drawCoupon(doc, cellOf(doc, layout, place), view, ctx)
        place++
      }
      yield
    }
  })
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

function cellOf({ page }: Doc, layout: PrintLayout, place: number): Box {
  const { columns, rows } = gridOf[layout]
  const width = (page.width - 2 * MARGIN) / columns
  const height = (page.height - 2 * MARGIN) / rows
  return {
    ...{ width, height },
    x: MARGIN + (place % columns) * width,
    y: MARGIN + Math.floor(place / columns) * height,
  }
}

/** Wide cells have the text beside the code, narrow ones below it. */
function drawCoupon(doc: Doc, cell: Box, view: PrintedCouponView, ctx: Context): void {
  const isWide = cell.width > cell.height
  doc.rect(cell.x, cell.y, cell.width, cell.height).lineWidth(0.5).dash(3, { space: 3 }).stroke(CUT).undash()
  const inner = { x: cell.x + PAD, y: cell.y + PAD, width: cell.width - 2 * PAD }
  const side = isWide
    ? Math.min(cell.height - 2 * PAD, inner.width * 0.52)
    : inner.width * (cell.width > 80 * MM ? 0.8 : 0.72)
  const codeAt = isWide ? inner.x : inner.x + (inner.width - side) / 2
  drawCode(doc, view.qr, { x: codeAt, y: inner.y, side })
  const text = isWide
    ? { x: inner.x + side + PAD / 2, y: inner.y, width: inner.width - side - PAD / 2 }
    : { x: inner.x, y: inner.y + side + 4, width: inner.width }
  drawText(doc, { ...text, bottom: cell.y + cell.height - PAD }, view, ctx)
}

/** With its quiet zone inside `side`. */
function drawCode(
  doc: Doc,
  { size, path }: PrintedCouponView['qr'],
  at: { x: number; y: number; side: number },
): void {
  const module = at.side / (size + 2 * QUIET)
  doc
    .save()
    .translate(at.x + QUIET * module, at.y + QUIET * module)
    .scale(module)
    .path(path)
    .fill(INK)
    .restore()
}

function drawText(
  doc: Doc,
  { x, y, width, bottom }: { x: number; y: number; width: number; bottom: number },
  view: PrintedCouponView,
  { settings, now }: Context,
): void {
  const line = (text: string, weight: Weight, size: number, most = 2) => {
    if (text === '' || doc.y >= bottom) return
    doc.font(weight).fontSize(size)
    const height = Math.min(doc.heightOfString(text, { width }), most * size * 1.3, bottom - doc.y)
    doc.fillColor(INK).text(text, x, doc.y, { width, height, ellipsis: true })
    doc.moveDown(0.15)
  }
  doc.x = x
  doc.y = y
  line(grouped(view.number), 'bold', 9)
  line(view.fuel, 'bold', 12)
  line(view.until, 'regular', 8)
  line(view.where, 'regular', 7.5, 3)
  line(view.whose, 'bold', 8.5)
  line(view.code, 'regular', 7.5)
  line(`${settings.brandName} · ${almatyWallClock(now).slice(0, 10)}`, 'regular', 6, 1)
}

/** In groups of four, for who reads it aloud. */
function grouped(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ')
}
