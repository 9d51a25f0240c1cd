import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import type { PaperFile } from '#app/http/server/file-response.server.ts'
import { type Products, productsOf } from '#app/ui/layout/products.ts'
import { type Cell, type Paper, paper } from '#app/ui/paper/paper.server.ts'
import { amountInKazakh, amountInRussian } from '#locales/amount-in-words.ts'
import { formatDate, formatDateTime, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import { translatorFor } from '#locales/words.server.ts'
import type { StatementView } from './statement-view.ts'

const ru = translatorFor('ru')
const kk = translatorFor('kk')
type Words = typeof ru
type InBoth = Record<'ru' | 'kk', Products>

/** A statement in Russian and Kazakh, whoever asks; one or two pages, however many entries it sums. */
export async function statementPaper(ctx: Context, statement: StatementView): Promise<PaperFile> {
  const [ru, kk] = await Promise.all([
    productLabels({ ...ctx, locale: 'ru' }),
    productLabels({ ...ctx, locale: 'kk' }),
  ])
  const products = { ru: productsOf(ru), kk: productsOf(kk) }
  const { from, to } = statement.period
  const draw = () => statementPdf(statement, products, ctx.now)
  return { name: `statement-${from}-${to}`, version: JSON.stringify(statement), draw }
}

/** @internal a test draws one without an account */
export function statementPdf(
  statement: StatementView,
  products: InBoth,
  at: Date,
): Promise<Buffer<ArrayBuffer>> {
  const { from, to } = statement.period
  const of = { from: formatDate(from, 'ru'), to: formatDate(to, 'ru') }
  const title = ru('statement:of', of)
  return paper({ title, author: statement.supplier?.name ?? '', createdAt: at }, (on) => {
    on.text(title, { size: 14, weight: 'bold' })
    on.text(kk('statement:of', of), { size: 10, quiet: true })
    on.space(6)
    on.rule()
    drawHead(on, statement)
    on.space(10)
    drawTurnovers(on, statement)
    if (statement.fuel.length > 0) {
      on.space(14)
      drawFuel(on, statement, products)
    }
    on.space(12)
    const { closing } = statement
    on.text(`${ru('statement:inWords')}: ${inWords(closing, ru, amountInRussian)}`, { weight: 'bold' })
    on.text(`${kk('statement:inWords')}: ${inWords(closing, kk, amountInKazakh)}`, { weight: 'bold' })
    on.space(16)
    const made = { at: formatDateTime(almatyWallClock(at), 'ru') }
    on.text(`${ru('statement:made', made)} ${kk('statement:made', made)}`, { size: 7, quiet: true })
  })
}

function inWords(tiyn: number, t: Words, words: (tiyn: number) => string): string {
  return tiyn < 0 ? `${t('statement:minus')} ${words(-tiyn)}` : words(tiyn)
}

function head(say: (t: Words) => string, more: Partial<Cell> = {}): Cell {
  const [text, below] = [say(ru), say(kk)]
  return { text, ...(text === below ? {} : { below }), weight: 'bold', ...more }
}

function drawHead(on: Paper, { supplier, company, contract }: StatementView): void {
  const widths = [on.width * 0.26, on.width * 0.74]
  const fact = (say: (t: Words) => string, text: string) =>
    on.row(
      widths,
      [
        { ...head(say), weight: 'regular' },
        { text, weight: 'bold' },
      ],
      { edged: false },
    )
  const bin = (t: Words) => t('documents:bin')
  if (supplier) fact((t) => t('documents:supplier'), `${bin(ru)} ${supplier.bin}, ${supplier.name}`)
  fact((t) => t('statement:company'), `${bin(ru)} ${company.bin}, ${company.name}`)
  if (!contract) return
  const of = { number: contract.number, date: formatDate(contract.signedOn, 'ru') }
  fact((t) => t('documents:contract'), ru('documents:contractOf', of))
}

const right = { align: 'right' } as const
const money = (tiyn: number): Cell => ({ text: tiyn === 0 ? '' : formatMoney(tiyn, 'ru'), ...right })

function drawTurnovers(on: Paper, { opening, closing, credit, debit, kinds }: StatementView): void {
  const widths = [on.width - 290, 70, 110, 110]
  const balance = (say: (t: Words) => string, tiyn: number) =>
    on.row([on.width - 110, 110], [head(say), { text: formatMoney(tiyn, 'ru'), weight: 'bold', ...right }])
  on.row(widths, [
    head((t) => t('statement:kind')),
    head((t) => t('statement:entries'), right),
    head((t) => t('contract-account:credit'), right),
    head((t) => t('contract-account:debit'), right),
  ])
  balance((t) => t('contract-account:opening'), opening)
  for (const { kind, entries, ...sums } of kinds) {
    const name = head((t) => t(`contract-account:kind.${kind}`), { weight: 'regular' })
    on.row(widths, [
      name,
      { text: formatInteger(entries, 'ru'), ...right },
      money(sums.credit),
      money(sums.debit),
    ])
  }
  const bold = { weight: 'bold', ...right } as const
  on.row(widths, [
    head((t) => t('contract-account:turnover')),
    { text: '' },
    { text: formatMoney(credit, 'ru'), ...bold },
    { text: formatMoney(debit, 'ru'), ...bold },
  ])
  balance((t) => t('contract-account:closing'), closing)
}

function drawFuel(on: Paper, { fuel }: StatementView, products: InBoth): void {
  const widths = [on.width - 300, 90, 105, 105]
  on.row(widths, [
    head((t) => t('common:field.product')),
    head((t) => t('statement:volume'), right),
    head((t) => t('statement:charged'), right),
    head((t) => t('contract-account:entry.memo'), right),
  ])
  for (const { product, volume, debit, memo } of fuel) {
    on.row(widths, [
      { text: products.ru.nameOf(product), below: products.kk.nameOf(product) },
      { text: formatVolume(volume, 'ru'), ...right },
      money(debit),
      money(memo),
    ])
  }
  const sum = (what: 'volume' | 'debit' | 'memo') => fuel.reduce((all, row) => all + row[what], 0)
  on.row(widths, [
    head((t) => t('documents:total')),
    { text: formatVolume(sum('volume'), 'ru'), weight: 'bold', ...right },
    { ...money(sum('debit')), weight: 'bold' },
    { ...money(sum('memo')), weight: 'bold' },
  ])
}
