import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { editContract, findContract } from '#app/domain/contracts/contracts.server.ts'
import { invoiceNumber } from '#app/domain/documents/invoice-content.ts'
import { findInvoice, findInvoiceOf, issueInvoice } from '#app/domain/documents/invoices.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { invoiceOrder } from '#app/domain/orders/order-steps.server.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { createOrder, findOrder, sendOrder } from '#app/domain/orders/orders.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { editProduct, listProducts } from '#app/domain/products/products.server.ts'
import { invoicePdf } from '#app/views/documents/invoice-pdf.server.ts'
import { updateCounter } from '#db/queries/documents/documents.ts'
import { Random } from '#tests/faults/driver/random.ts'
import { accountFor } from '#tests/support/accounts.ts'
import { withSettings } from '#tests/support/context.ts'
import { contractOf } from '#tests/support/contracts.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { readPdf } from '#tests/support/pdf.ts'

let cabinet: Cabinet
let operator: Person
let owner: Person
let manager: Person
let viewer: Person
let companyId: CompanyId
let contractId: number
let listId: number
let today: string

const SUPPLIER = {
  supplierName: 'ТОО «Әлемгеқұрылыс Ғасыр Ңөұүһі»',
  supplierAddress: 'г. Астана, пр. Қабанбай батыра, 17',
  supplierBank: 'АҚ «Өріс Банкі»',
}

beforeAll(async () => {
  cabinet = await createCabinet()
  operator = await cabinet.staff('operator')
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  manager = await cabinet.client(companyId, 'manager')
  viewer = await cabinet.client(companyId, 'viewer')
  today = businessDay(operator.ctx.now)
  listId = await createPriceList(operator.ctx, { name: 'Основной' })
  for (const [product, price] of Object.entries({ diesel: 32_555, ai95: 28_933 }))
    await setPrice(operator.ctx, listId, { product, price, startsOn: today })
  contractId = await accountFor(operator, companyId, { priceListId: listId, discount: 133, ...SUPPLIER })
})
afterAll(() => cabinet.destroy())

const BASKET = { product1: 'diesel', nominal1: '20', quantity1: '50', product2: 'ai95', nominal2: '10' }

async function sent(typed: Record<string, string> = {}): Promise<number> {
  const basket = SaveOrder.parse({ ...BASKET, quantity2: '7', cards: '2', ...typed })
  const id = await createOrder(owner.ctx, companyId, basket)
  const { total } = await findOrder(owner.ctx, companyId, id)
  await sendOrder(owner.ctx, companyId, id, { version: 1, total })
  return id
}
async function invoiced(typed?: Record<string, string>): Promise<number> {
  const id = await sent(typed)
  await invoiceOrder(operator.ctx, id)
  return id
}
const find = (id: number) => findInvoice(owner.ctx, companyId, id)
const letters = async ({ email }: Person) =>
  (await cabinet.lettersTo(email)).filter(({ template }) => template === 'invoice_issued')

/** A step of a counter of its own year, so that the tests do not meet. */
const take = (year: number, work: () => Promise<void> = async () => {}) =>
  transact(operator.ctx, async (ctx) => {
    const number = await updateCounter(ctx.db, 'invoice', year)
    await work()
    return number
  })

describe('numbers', () => {
  test('of twenty papers at once are 1 to 20', async () => {
    const numbers = await Promise.all(Array.from({ length: 20 }, () => take(2031)))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  })

  test('of papers that were rolled back are given again, also while others wait', async () => {
    const torn = async () => {
      throw new Error('torn')
    }
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => take(2032, at % 2 === 0 ? torn : undefined)),
    )
    const given = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(given.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await take(2032)).toBe(11)
  })

  test('begin anew with each year', async () => {
    expect([await take(2033), await take(2033), await take(2034)]).toEqual([1, 2, 1])
  })

  test('have no gap when orders are invoiced at once, some of them twice', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => sent()))
    const before = (await find(await invoiced())).content.number
    const pressed = await Promise.allSettled([...ids, ...ids].map((id) => invoiceOrder(operator.ctx, id)))
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
    const invoices = await Promise.all(ids.map(find))
    const numbers = invoices.map(({ content }) => content.number).sort((a, b) => a - b)
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6].map((step) => before + step))
  })

  test.each([
    [1, '000001'],
    [123, '000123'],
    [1_000_000, '1000000'],
  ])('%i is printed as %s', (number, printed) => expect(invoiceNumber(number)).toBe(printed))
})

describe('an invoice', () => {
  test('is made when staff issue it, and mailed once to owners and managers', async () => {
    const id = await sent()
    await expect(find(id)).rejects.toMatchObject({ code: 'invoice_not_found' })
    const before = await Promise.all([owner, manager, viewer].map(letters))
    const printed = await invoiceOrder(operator.ctx, id)
    await expect(invoiceOrder(operator.ctx, id)).rejects.toMatchObject({ code: 'order_not_ready' })
    const { content } = await find(id)
    expect(printed).toBe(invoiceNumber(content.number))
    expect(content).toMatchObject({
      ...{ issuedOn: today, validUntil: addDays(today, 5), paymentCode: '710', orderId: id },
      supplier: { name: SUPPLIER.supplierName, iban: 'KZ86125KZT5004100100', kbe: '17' },
      contract: { number: 'ТК-2026/117', signedOn: '2026-01-12' },
    })
    const after = await Promise.all([owner, manager, viewer].map(letters))
    expect(after.map((list, at) => list.length - (before[at]?.length ?? 0))).toEqual([1, 1, 0])
    const [letter] = after[0]?.filter(({ subject }) => subject.includes(printed)) ?? []
    expect(letter?.text).toContain(`/orders/${id}/invoice`)
  })

  test('follows the settings of its day', async () => {
    const id = await sent()
    await invoiceOrder(withSettings(operator.ctx, { invoiceDays: 30, paymentCode: '859' }), id)
    const { content } = await find(id)
    expect(content).toMatchObject({ validUntil: addDays(today, 30), paymentCode: '859' })
  })

  test('has lines that sum to its total to the tiyn, whatever is ordered', async () => {
    const random = new Random(18)
    for (let round = 0; round < 10; round++) {
      const typed = Object.fromEntries(
        [1, 2, 3].flatMap((at) => [
          [`product${at}`, random.pick(['diesel', 'ai95'])],
          [`nominal${at}`, String(random.pick([5, 10, 15, 200]))],
          [`quantity${at}`, String(random.between(1, 999))],
        ]),
      )
      const id = await invoiced(typed)
      const { total } = await findOrder(owner.ctx, companyId, id)
      const { content } = await find(id)
      const { lines } = content
      expect(content.total).toBe(total)
      expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(total)
      expect(lines.reduce((sum, { vat }) => sum + vat, 0)).toBe(content.vat)
      for (const { price, quantity, amount } of lines) {
        expect(Number.isSafeInteger(price)).toBe(true)
        expect(price * quantity).toBe(amount)
      }
    }
  })

  test('stays as it was when the contract, the price and the product change', async () => {
    const id = await invoiced()
    const before = await find(id)
    const file = await invoicePdf(before)
    const { version } = await findContract(operator.ctx, companyId, contractId)
    const changed = contractOf({
      ...{ startsOn: '2026-01-15', accountFrom: '2026-01-15', priceListId: listId, vat: 'none' },
      ...{ number: 'ДРУГОЙ-1', supplierName: 'ТОО «Другое»', supplierIban: 'KZ86125KZT5004100100' },
    })
    await editContract(operator.ctx, companyId, contractId, { ...changed, version })
    const admin = await cabinet.staff('administrator')
    const diesel = (await listProducts(admin.ctx)).find(({ code }) => code === 'diesel')
    await editProduct(admin.ctx, diesel?.id ?? 0, {
      ...{ nameEn: 'Other', nameRu: 'Иное', nameKk: 'Басқа', shortEn: '', shortRu: '', shortKk: '' },
      ...{ synonyms: [], colour: 'teal', position: 10, active: true, version: diesel?.version ?? 1 },
    })
    await cabinet.db.updateTable('companies').set({ name: 'ТОО «Новое имя»' }).execute()
    const after = await find(id)
    expect(after).toEqual(before)
    expect((await invoicePdf(after)).equals(file)).toBe(true)
    // The next one says what holds now.
    const next = await find(await invoiced())
    expect(next.content).toMatchObject({ vat: 0, vatRate: null, contract: { number: 'ДРУГОЙ-1' } })
    expect((await readPdf(await invoicePdf(next))).text).toContain('Без НДС')
  })

  test('an invoice that somebody changed in the database is shown to nobody', async () => {
    const id = await invoiced()
    const { content } = await find(id)
    const text = JSON.stringify({ ...content, total: content.total + 1 })
    await cabinet.db.updateTable('documents').set({ content: text }).where('order_id', '=', id).execute()
    await expect(find(id)).rejects.toThrow('does not fit its digest')
  })

  test('of cards alone is none, because nothing is to be paid', async () => {
    const id = await createOrder(owner.ctx, companyId, SaveOrder.parse({ cards: '3' }))
    await sendOrder(owner.ctx, companyId, id, { version: 1, total: 0 })
    expect(await invoiceOrder(operator.ctx, id)).toBe('')
    expect(await findInvoiceOf(owner.ctx, companyId, id)).toBeNull()
  })

  test('is its company’s alone, and issued by staff alone', async () => {
    const id = await invoiced()
    const other = await cabinet.company()
    const stranger = await cabinet.client(other)
    await expect(findInvoice(stranger.ctx, other, id)).rejects.toMatchObject({ code: 'invoice_not_found' })
    await expect(findInvoice(stranger.ctx, companyId, id)).rejects.toMatchObject({ code: 'not_found' })
    const order = { id, companyId, contractId, pricedOn: today, lines: [] }
    await expect(issueInvoice(owner.ctx, order)).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
