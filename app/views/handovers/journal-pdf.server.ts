import { type JournalEntry, type JournalTotals, totalsOf } from '#app/domain/handovers/journal.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { type Products, productsOf } from '#app/ui/layout/products.ts'
import { inGroups } from '#app/ui/paper/in-groups.server.ts'
import { type Paper, paperInParts } from '#app/ui/paper/paper.server.ts'
import {
  formatDate,
  formatDates,
  formatDateTime,
  formatInteger,
  formatMoney,
  formatVolume,
} from '#locales/format.ts'
import { wordsFor } from '#locales/words.server.ts'
import { journalRow } from './journal-view.server.ts'
import type { JournalRow } from './journal-view.ts'

interface Journal {
  company: string
  /** Days, both inclusive; null: of one hand-over. */
  period: { from: string; to: string } | null
  batches: AsyncIterable<JournalEntry[]>
}

/** The journal with a column for signatures, for as many hand-overs as there are: some at a time are in memory. */
export function journalPdf(ctx: Context, { company, period, batches }: Journal): AsyncGenerator<Uint8Array> {
  const { t, locale } = wordsFor(ctx.locale)
  const title = t('handovers:journalOf.title')
  const facts = { title, author: company, createdAt: ctx.now }
  return paperInParts(facts, { isLandscape: true }, async function* (on) {
    const fuels = productsOf(await productLabels(ctx))
    on.text(title, { size: 14, weight: 'bold' })
    on.text(company)
    if (period) on.text(formatDates(period.from, period.to, locale), { quiet: true })
    on.space(8)
    drawHead(on, ctx)
    const total: JournalTotals = { coupons: 0, volume: 0, amount: 0 }
    let no = 0
    for await (const entries of batches) {
      for (const entry of entries) {
        const row = journalRow(entry, ++no, ...(period ? [] : [1]))
        drawRow(on, row, ctx, fuels)
        const { coupons, volume, amount } = totalsOf(entry)
        total.coupons += coupons
        total.volume += volume
        total.amount += amount
      }
      yield
    }
    drawTotal(on, total, ctx)
    on.space(24)
    on.text(`${t('handovers:journalOf.responsible')}  ______________________  /______________________/`)
  })
}

function widthsOf({ width }: Paper): number[] {
  const fixed = [30, 150, 80, 110, 130]
  const [no = 0, whom = 0, volume = 0, by = 0, signature = 0] = fixed
  return [no, whom, width - fixed.reduce((sum, each) => sum + each, 0), volume, by, signature]
}

function drawHead(on: Paper, ctx: Context): void {
  const { t } = wordsFor(ctx.locale)
  on.row(widthsOf(on), [
    { text: '№', weight: 'bold' },
    { text: t('handovers:journalOf.whom'), weight: 'bold' },
    { text: t('handovers:coupons'), weight: 'bold' },
    { text: t('handovers:volume'), weight: 'bold', align: 'right' },
    { text: t('handovers:handedBy'), weight: 'bold' },
    { text: t('handovers:journalOf.signature'), weight: 'bold' },
  ])
}

/** As many rows as it has lots, each signed for. */
function drawRow(on: Paper, row: JournalRow, ctx: Context, fuels: Products): void {
  const { t, locale } = wordsFor(ctx.locale)
  const back = row.returnedAt
    ? `${t('handovers:status.returned')}: ${formatDateTime(row.returnedAt, locale)}`
    : ''
  for (const [at, lot] of row.lots.entries()) {
    const facts = [row.plate, formatDateTime(row.at, locale), at === 0 ? back : '']
    const until = `${t('coupons:validUntil')}: ${formatDate(lot.until, locale)}`
    on.row(widthsOf(on), [
      { text: String(lot.no) },
      { text: row.name, below: facts.filter(Boolean).join(' · ') },
      {
        text: `${fuels.shortOf(lot.product)}, ${formatVolume(lot.nominal, locale)} × ${lot.numbers.length}`,
        below: `${lot.numbers.map((number) => inGroups(number)).join(', ')} · ${until}`,
      },
      { text: formatVolume(lot.volume, locale), align: 'right' },
      { text: row.by },
      { text: '' },
    ])
  }
}

function drawTotal(on: Paper, { coupons, volume, amount }: JournalTotals, ctx: Context): void {
  const { t, locale } = wordsFor(ctx.locale)
  const count = t('coupons:count', { count: coupons, n: formatInteger(coupons, locale) })
  on.row(widthsOf(on), [
    { text: '' },
    { text: t('handovers:journalOf.total'), weight: 'bold' },
    { text: count, weight: 'bold' },
    { text: formatVolume(volume, locale), align: 'right', weight: 'bold' },
    { text: formatMoney(amount, locale), weight: 'bold' },
    { text: '' },
  ])
}
