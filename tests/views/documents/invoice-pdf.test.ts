import { describe, expect, test } from 'vitest'
import type { InvoiceContent, Party } from '#app/domain/documents/invoice-content.ts'
import { invoicePdf } from '#app/views/documents/invoice-pdf.server.ts'
import { readPdf } from '#tests/support/pdf.ts'

/** Every letter of Kazakh that Russian has not, in both cases. */
const KAZAKH = 'ӘҒҚҢӨҰҮҺІәғқңөұүһі'

function party(overrides: Partial<Party> = {}): Party {
  return {
    ...{ name: 'ТОО «Oil Retail Kazakhstan»', bin: '150540000017', address: 'г. Астана, пр. Тұран, 17' },
    ...{ iban: 'KZ86125KZT5004100100', kbe: '17', bank: `АҚ «${KAZAKH}»`, bic: 'KCJBKZKX' },
    ...overrides,
  }
}

function content(overrides: Partial<InvoiceContent> = {}): InvoiceContent {
  const diesel = { code: 'diesel', ru: 'Дизельное топливо', kk: 'Дизель отыны', en: 'Diesel' }
  return {
    ...{ form: 1, number: 123, issuedOn: '2026-03-05', validUntil: '2026-03-10', orderId: 1042 },
    contract: { number: 'ТК-2026/117', signedOn: '2026-01-12' },
    supplier: party(),
    buyer: party({ name: 'ТОО «Алтын Дала»', bin: '990140000026', address: '' }),
    paymentCode: '710',
    lines: [
      {
        ...{ kind: 'coupon', product: diesel, nominal: 20_000, quantity: 50 },
        ...{ price: 642_440, amount: 32_122_000, vat: 4_430_621 },
      },
      { ...{ kind: 'card', product: null, nominal: null, quantity: 2 }, ...{ price: 0, amount: 0, vat: 0 } },
    ],
    ...{ total: 32_122_000, vat: 4_430_621, vatRate: 1_600 },
    ...overrides,
  }
}

const file = (of: InvoiceContent) =>
  invoicePdf({ content: of, digest: 'ab'.repeat(32), createdAt: new Date('2026-03-05T06:00:00Z') })
const read = async (of: InvoiceContent) => readPdf(await file(of))

describe('the file of an invoice', () => {
  test('holds every field in both languages', async () => {
    const { text, pages, title, fonts } = await read(content())
    expect(pages).toBe(1)
    expect(title).toBe('Счёт на оплату № 000123 от 05.03.2026')
    for (const said of [
      ...['Бенефициар', 'БИН / БСН', 'ИИК / ЖСК', 'Банк бенефициара / Бенефициар банкі', 'БИК / БСК'],
      ...['Код назначения платежа / Төлем мақсатының коды', '710', 'KZ86125KZT5004100100', 'KCJBKZKX'],
      ...['Счёт на оплату № 000123 от 05.03.2026', '№ 000123 төлем шоты, 05.03.2026'],
      ...['Поставщик Жеткізуші', 'Покупатель Сатып алушы', '990140000026, ТОО «Алтын Дала»'],
      ...['Договор Шарт № ТК-2026/117 от 12.01.2026', 'Счёт действителен до', '10.03.2026'],
      ...['Электронный талон, Дизельное топливо, 20 л', 'Электрондық талон, Дизель отыны, 20 л'],
      ...['diesel-20', '6 424,40 ₸', '321 220,00 ₸', 'Топливная карта Жанармай картасы', 'шт. дана'],
      ...['Итого / Барлығы', 'В том числе НДС 16 % / Оның ішінде ҚҚС 16 %', '44 306,21 ₸'],
      ...['Всего наименований 2, на сумму 321 220,00 ₸', 'Атаулардың жалпы саны: 2, сомасы: 321 220,00 ₸'],
      'Триста двадцать одна тысяча двести двадцать тенге 00 тиынов',
      'Үш жүз жиырма бір мың екі жүз жиырма теңге 00 тиын',
      ...['Исполнитель / Орындаушы', 'ab'.repeat(32)],
      'Оплата по счёту № 000123 от 05.03.2026, договор ТК-2026/117',
    ])
      expect(text).toContain(said)
    expect(fonts.sort()).toEqual(['GolosText-Bold', 'GolosText-Regular'])
  })

  test('reads back every letter of the three alphabets, the digits and ₸', async () => {
    const alphabet = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ'
    const letters = `${alphabet}${alphabet.toLowerCase()}${KAZAKH}ABCXYZabcxyz0123456789₸№«»—’“”…`
    // One a word, so that a line may end anywhere.
    const { text } = await read(content({ supplier: party({ name: [...letters].join(' ') }) }))
    expect(text).toContain([...letters].join(' '))
    expect(text).toContain(`АҚ «${KAZAKH}»`)
  })

  test('is the same bytes each time', async () => {
    expect((await file(content())).equals(await file(content()))).toBe(true)
  })

  test('goes on to the next page where names are long, and loses nothing', async () => {
    const long = 'Өте ұзақ атау '.repeat(16).trim()
    const { lines } = content()
    const product = { code: 'diesel', ru: long.slice(0, 100), kk: long.slice(0, 100), en: 'x' }
    const many = Array.from({ length: 7 }, (_, at) => ({ ...lines[0], product, quantity: at + 11 }))
    const side = party({ name: long.slice(0, 200), address: long, bank: long.slice(0, 200) })
    const { text, pages } = await read(
      content({ lines: many as InvoiceContent['lines'], supplier: side, buyer: side }),
    )
    expect(pages).toBe(2)
    for (const quantity of [11, 12, 13, 14, 15, 16, 17]) expect(text).toContain(` ${quantity} шт. дана`)
    expect(text).toContain('Исполнитель / Орындаушы')
  })

  test('says that there is no VAT where there is none', async () => {
    const { text } = await read(content({ vat: 0, vatRate: null }))
    expect(text).toContain('Без НДС / ҚҚС-сыз')
    expect(text).not.toContain('В том числе НДС')
  })
})
