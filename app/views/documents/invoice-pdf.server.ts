import { percentText } from '#app/domain/contracts/contracts.ts'
import { invoiceNumber, type Party } from '#app/domain/documents/invoice-content.ts'
import type { Invoice } from '#app/domain/documents/invoices.server.ts'
import { type Cell, type Paper, paper } from '#app/ui/paper/paper.server.ts'
import { amountInKazakh, amountInRussian } from '#locales/amount-in-words.ts'
import { formatDate, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import { translatorFor } from '#locales/words.server.ts'
import { lineCode } from './invoice-view.ts'

const ru = translatorFor('ru')
const kk = translatorFor('kk')
type Words = typeof ru

/** An invoice for payment in Russian and Kazakh, whoever asks: out of nothing but what was frozen. */
export function invoicePdf({ content, digest, createdAt }: Invoice): Promise<Buffer<ArrayBuffer>> {
  const { number, issuedOn, supplier } = content
  const of = { number: invoiceNumber(number), date: formatDate(issuedOn, 'ru') }
  const title = ru('documents:numbered', of)
  return paper({ title, author: supplier.name, createdAt }, (on) => {
    drawPayment(on, content)
    on.space(14)
    on.text(title, { size: 14, weight: 'bold' })
    on.text(kk('documents:numbered', of), { size: 10, quiet: true })
    on.space(6)
    on.rule()
    drawSides(on, content, of)
    on.space(8)
    drawLines(on, content)
    on.space(6)
    drawTotals(on, content)
    on.space(28)
    on.text(`${both((t) => t('documents:issuedBy'))}  ______________________  /______________________/`)
    on.space(20)
    on.text(`${both((t) => t('documents:digest'))}: ${digest}`, { size: 6, quiet: true })
  })
}

type Content = Invoice['content']

/** In both languages; once where both say the same. */
function both(say: (t: Words) => string): string {
  return [...new Set([say(ru), say(kk)])].join(' / ')
}

function drawPayment(on: Paper, { supplier, paymentCode }: Content): void {
  const widths = [on.width * 0.52, on.width * 0.3, on.width * 0.18]
  const head = (say: (t: Words) => string): Cell => ({ text: both(say), weight: 'bold' })
  on.row(widths, [
    head((t) => t('documents:beneficiary')),
    head((t) => t('documents:iban')),
    head((t) => t('documents:kbe')),
  ])
  on.row(widths, [
    { text: supplier.name, below: `${both((t) => t('documents:bin'))}: ${supplier.bin}` },
    { text: supplier.iban, weight: 'bold' },
    { text: supplier.kbe, weight: 'bold' },
  ])
  const lower = [on.width * 0.52, on.width * 0.18, on.width * 0.3]
  on.row(lower, [
    head((t) => t('documents:bank')),
    head((t) => t('documents:bic')),
    head((t) => t('documents:paymentCode')),
  ])
  on.row(lower, [
    { text: supplier.bank },
    { text: supplier.bic, weight: 'bold' },
    { text: paymentCode, weight: 'bold' },
  ])
}

function drawSides(on: Paper, content: Content, of: { number: string; date: string }): void {
  const { supplier, buyer, contract, validUntil } = content
  const widths = [on.width * 0.26, on.width * 0.74]
  const fact = (say: (t: Words) => string, cell: Cell) =>
    on.row(widths, [{ text: say(ru), below: say(kk) }, cell], { edged: false })
  const { number, signedOn } = contract
  const contractOf = { number, date: formatDate(signedOn, 'ru') }
  fact((t) => t('documents:supplier'), { text: sideOf(supplier), weight: 'bold' })
  fact((t) => t('documents:buyer'), { text: sideOf(buyer), weight: 'bold' })
  fact((t) => t('documents:contract'), { text: ru('documents:contractOf', contractOf), weight: 'bold' })
  fact((t) => t('documents:validUntil'), { text: formatDate(validUntil, 'ru'), weight: 'bold' })
  const purpose = { ...of, contract: number }
  fact((t) => t('documents:purpose'), {
    text: ru('documents:purposeText', purpose),
    below: kk('documents:purposeText', purpose),
  })
}

function sideOf({ bin, name, address }: Party): string {
  return [`${both((t) => t('documents:bin'))} ${bin}`, name, address].filter(Boolean).join(', ')
}

function drawLines(on: Paper, { lines }: Content): void {
  const fixed = [24, 78, 44, 44, 82, 88]
  const [no = 0, code = 0, quantity = 0, unit = 0, price = 0, amount = 0] = fixed
  const name = on.width - fixed.reduce((sum, width) => sum + width, 0)
  const widths = [no, code, name, quantity, unit, price, amount]
  const head = (say: (t: Words) => string): Cell => ({ text: say(ru), below: say(kk), weight: 'bold' })
  on.row(widths, [
    { text: '№', weight: 'bold' },
    head((t) => t('documents:code')),
    head((t) => t('documents:name')),
    { ...head((t) => t('documents:quantity')), align: 'right' },
    head((t) => t('documents:unit')),
    { ...head((t) => t('documents:price')), align: 'right' },
    { ...head((t) => t('documents:amount')), align: 'right' },
  ])
  for (const [at, line] of lines.entries()) {
    on.row(widths, [
      { text: String(at + 1) },
      { text: lineCode(line) },
      { text: nameOf(line, 'ru'), below: nameOf(line, 'kk') },
      { text: formatInteger(line.quantity, 'ru'), align: 'right' },
      { text: ru('documents:piece'), below: kk('documents:piece') },
      { text: formatMoney(line.price, 'ru'), align: 'right' },
      { text: formatMoney(line.amount, 'ru'), align: 'right' },
    ])
  }
}

function nameOf({ product, nominal }: Content['lines'][number], locale: 'ru' | 'kk'): string {
  const t = locale === 'ru' ? ru : kk
  if (!product || nominal === null) return t('documents:card')
  return t('documents:coupon', { product: product[locale], nominal: formatVolume(nominal, locale) })
}

function drawTotals(on: Paper, { lines, total, vat, vatRate }: Content): void {
  const widths = [on.width - 110, 110]
  const sum = (say: (t: Words) => string, tiyn: number | null) => {
    const cells: Cell[] = [
      { text: both(say), align: 'right', weight: 'bold' },
      { text: tiyn === null ? '' : formatMoney(tiyn, 'ru'), align: 'right', weight: 'bold' },
    ]
    on.row(widths, cells, { edged: false })
  }
  sum((t) => t('documents:total'), total)
  if (vatRate === null) sum((t) => t('documents:noVat'), null)
  else sum((t) => t('documents:vat', { rate: percentText(vatRate) }), vat)
  on.space(6)
  const count = { n: String(lines.length), sum: formatMoney(total, 'ru') }
  on.text(ru('documents:count', count))
  on.text(kk('documents:count', count), { quiet: true })
  on.space(4)
  on.text(`${ru('documents:inWords')}: ${amountInRussian(total)}`, { weight: 'bold', size: 10 })
  on.text(`${kk('documents:inWords')}: ${amountInKazakh(total)}`, { weight: 'bold', size: 10 })
}
