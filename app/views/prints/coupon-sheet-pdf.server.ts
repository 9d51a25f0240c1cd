import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { PrintedCoupon } from '#app/domain/prints/printing.server.ts'
import type { PrintLayout } from '#app/domain/prints/prints.ts'
import { inGroups } from '#app/ui/paper/in-groups.server.ts'
import { pdfInParts, type Weight } from '#app/ui/paper/pdf.server.ts'
import { formatDate } from '#locales/format.ts'
import { wordsFor } from '#locales/words.server.ts'
import { printedViews } from './print-view.server.ts'
import { gridOf, type PrintedCouponView } from './print-view.ts'

/** Points a millimetre. */
const MM = 72 / 25.4
/** What no printer reaches, and where fingers hold the sheet. */
const MARGIN = 8 * MM
const PAD = 3 * MM
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
        drawCoupon(doc, layout, place, view, ctx)
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

/** How much of a cell's width the code takes, and how large the text is. */
const LOOKS: Record<PrintLayout, { code: number; text: number }> = {
  a4_8: { code: 0.46, text: 1 },
  a4_12: { code: 0.52, text: 0.92 },
  a6: { code: 0.82, text: 1.5 },
}

/** The number stands under the code; the rest under it, too, or beside it where a cell is wide. */
function drawCoupon(
  doc: Doc,
  layout: PrintLayout,
  place: number,
  view: PrintedCouponView,
  ctx: Context,
): void {
  const cell = cellOf(doc, layout, place)
  const { code, text } = LOOKS[layout]
  const isWide = cell.width > cell.height
  doc.rect(cell.x, cell.y, cell.width, cell.height).lineWidth(0.5).dash(3, { space: 3 }).stroke(CUT).undash()
  const inner = { x: cell.x + PAD, y: cell.y + PAD, width: cell.width - 2 * PAD }
  const side = inner.width * code
  drawCode(doc, view.qr, { x: isWide ? inner.x : inner.x + (inner.width - side) / 2, y: inner.y, side })
  const lines = linesOn(doc, { ...inner, y: inner.y + side + 2, bottom: cell.y + cell.height - PAD, text })
  lines.add(inGroups(view.number, ' '), 'bold', 9.5)
  if (isWide) lines.moveTo({ x: inner.x + side + PAD, y: inner.y + PAD, width: inner.width - side - PAD })
  lines.add(view.fuel, 'bold', 12)
  lines.add(view.until, 'regular', 8.5)
  lines.add(view.code, 'regular', 8.5)
  lines.add(view.whose, 'bold', 8.5)
  lines.add(view.where, 'regular', 7.5)
  lines.add(`${ctx.settings.brandName} · ${formatDate(businessDay(ctx.now), ctx.locale)}`, 'regular', 6)
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

interface Column {
  x: number
  y: number
  width: number
}

/** As much as a line may be broken into. */
const MAX_LINES = 2

/** Text one below the other; what has no room any more is left out rather than printed over the next coupon. */
function linesOn(doc: Doc, { bottom, text: factor, ...column }: Column & { bottom: number; text: number }) {
  let { x, width } = column
  doc.y = column.y
  return {
    moveTo: (to: Column) => {
      x = to.x
      width = to.width
      doc.y = to.y
    },
    add: (text: string, weight: Weight, points: number) => {
      if (text === '') return
      const size = points * factor
      doc.font(weight).fontSize(size).fillColor(INK)
      const line = doc.currentLineHeight(true)
      const height = Math.min(doc.heightOfString(text, { width }), MAX_LINES * line + 0.1)
      if (doc.y + height > bottom + 1) return
      const { y } = doc
      doc.text(text, x, y, { width, height, ellipsis: true })
      doc.y = y + height + 1
    },
  }
}
