import { expect, test } from 'vitest'
import { productsOf } from '#app/ui/layout/products.ts'
import { statementPdf } from '#app/views/contract-account/statement-pdf.server.ts'
import type { StatementView } from '#app/views/contract-account/statement-view.ts'
import { readPdf } from '#tests/support/pdf.ts'

const label = (code: string, name: string) => ({
  code,
  name,
  short: name,
  colour: 'blue' as const,
  isActive: true,
})
const products = {
  ru: productsOf([label('diesel', 'Дизельное топливо'), label('ai95', 'АИ-95')]),
  kk: productsOf([label('diesel', 'Дизель отыны'), label('ai95', 'АИ-95')]),
}

const STATEMENT: StatementView = {
  period: { from: '2026-10-01', to: '2026-10-31' },
  ...{ opening: 1_234_567, credit: 5_000_000, debit: 7_000_050, closing: -765_483 },
  kinds: [
    { kind: 'payment', credit: 5_000_000, debit: 0, entries: 1 },
    { kind: 'fill', credit: 0, debit: 7_000_050, entries: 1_042 },
  ],
  fuel: [
    { product: 'diesel', volume: 1_204_500, debit: 6_000_050, memo: 0 },
    { product: 'ai95', volume: 40_000, debit: 1_000_000, memo: 120_000 },
  ],
  company: { name: 'ТОО «Әлем Құрылыс»', bin: '990140000026' },
  contract: { number: 'ТК-2026/117', signedOn: '2026-01-12' },
  supplier: { name: 'ТОО «PetroRetail»', bin: '150540000017' },
}

const read = async (statement: StatementView) =>
  readPdf(await statementPdf(statement, products, new Date('2026-11-29T06:00:00Z')))

test('the file of a statement says everything in both languages, to the tiyn', async () => {
  const { text, pages, title } = await read(STATEMENT)
  expect(pages).toBe(1)
  expect(title).toBe('Выписка по счёту с 01.10.2026 по 31.10.2026')
  for (const said of [
    ...['01.10.2026 – 31.10.2026 аралығындағы шот бойынша үзінді', '150540000017, ТОО «PetroRetail»'],
    ...['990140000026, ТОО «Әлем Құрылыс»', '№ ТК-2026/117 от 12.01.2026'],
    ...['Входящий остаток', '12 345,67 ₸', 'Оплата', '50 000,00 ₸', 'Заправка', '1 042', '70 000,50 ₸'],
    ...['Исходящий остаток', '−7 654,83 ₸', 'Дизельное топливо Дизель отыны', '1 204,5 л', '60 000,50 ₸'],
    ...['АИ-95', '40 л', '10 000,00 ₸', '1 200,00 ₸', '1 244,5 л'],
    'минус семь тысяч шестьсот пятьдесят четыре тенге 83 тиына',
    'минус жеті мың алты жүз елу төрт теңге 83 тиын',
  ])
    expect(text.toLowerCase()).toContain(said.toLowerCase())
})

test('a period without fuel or contract has neither', async () => {
  const { text } = await read({ ...STATEMENT, kinds: [], fuel: [], contract: null, supplier: null })
  expect(text).not.toContain('Дизельное')
  expect(text).not.toContain('Поставщик')
  expect(text).toContain('Входящий остаток')
})
