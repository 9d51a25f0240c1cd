import { describe, expect, test } from 'vitest'
import { readPurpose } from '#app/domain/payments/purpose.ts'

const numbers = (text: string) => readPurpose(text).invoices.map(({ number }) => number)

describe('the number of an invoice is found', () => {
  test.each([
    ['Оплата за ГСМ по счету № 000123 от 03.11.2026', [123]],
    ['счет 123 от 05.03.26', [123]],
    ['СЧЕТ №000123', [123]],
    ['Oплата по сч. №000125, 000126 без НДС', [125, 126]],
    ['Oплaтa пo cчeтy 7', [7]],
    ['по счёту на оплату N 42', [42]],
    ['счет на предоплату 42 за дизель', [42]],
    ['Оплата № 000123 за топливо', [123]],
    ['төлем шоты № 000017 бойынша', [17]],
    ['invoice 15 dd 01.11.2026', [15]],
    ['счета 1, 2 и 3 от 01.11.2026', [1, 2, 3]],
    ['счет 123, НДС 16%', [123]],
  ])('%s', (text, expected) => expect(numbers(text)).toEqual(expected))

  test.each([
    ['за топливо'],
    ['по счету-фактуре 45 от 01.11.2026'],
    ['по счет фактуре № 45'],
    ['по договору № 000123 от 01.02.2026'],
    ['на расчетный счет KZ12722S000001234567'],
    ['р/счет 123'],
    ['счет от 05.03.2026'],
    ['счет 650500.00'],
    ['зачислено на счет 16%'],
    ['накладная № 000123'],
  ])('no number of an invoice is found in: %s', (text) => expect(numbers(text)).toEqual([]))

  test('with its day, in two digits or four', () => {
    expect(readPurpose('счет 123 от 05.03.26').invoices).toEqual([{ number: 123, issuedOn: '2026-03-05' }])
    expect(readPurpose('сч 7 от 1.12.2026 г., 8 от 02.12.2026').invoices).toEqual([
      { number: 7, issuedOn: '2026-12-01' },
      { number: 8, issuedOn: '2026-12-02' },
    ])
  })
})

test('the company that a payment is for is read from "за ТОО .." and from its BIN', () => {
  expect(readPurpose('счет 124 за ТОО "Проба Транс" БИН 180540001010')).toMatchObject({
    ...{ bins: ['180540001010'], isForOther: true },
  })
  expect(readPurpose('«Алыс Жол» ЖШС үшін төлем').isForOther).toBe(true)
  expect(readPurpose('за товар').isForOther).toBe(false)
  expect(readPurpose('тел 870112345678').bins).toEqual([])
})
