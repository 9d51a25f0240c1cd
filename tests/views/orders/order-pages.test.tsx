import { expect, test } from 'vitest'
import { IssuedPanel } from '#app/views/orders/issued-panel.tsx'
import { SendPanel } from '#app/views/orders/order-acts.tsx'
import { OrderForm } from '#app/views/orders/order-form.tsx'
import { OrderNext } from '#app/views/orders/order-next.tsx'
import type { OrderLineView, OrderView } from '#app/views/orders/order-view.ts'
import { onStage as stage } from '#tests/ui/stage.tsx'

const onStage: typeof stage = (element, setting) => stage(element, { root: { formNonce: 'n' }, ...setting })

const line: OrderLineView = {
  ...{ kind: 'coupon', product: 'ai92', nominal: 20_000, quantity: 5, price: 23_520, amount: 2_352_000 },
}
const order: OrderView = {
  ...{
    id: 8,
    status: 'draft',
    company: { id: 1, name: 'ТОО «Достар»' },
    total: 2_352_000,
    at: '2026-03-05T10:00:00',
  },
  ...{ contract: '107', paid: 0, vat: 0, version: 1, hasCoupons: false, comment: '', reason: '' },
  ...{ validUntil: '2026-09-05', least: 5_000_000, createdBy: '', sentBy: null, sentAt: null, lines: [line] },
}

test('a draft below the minimum says at its top what is missing and leads to the basket, instead of the question', async () => {
  const next = await onStage(<OrderNext order={order} hasInvoice={false} />, { locale: 'ru' })
  expect(next.replaceAll('\u00a0', ' ')).toContain('добавьте ещё на 26 480,00 ₸')
  expect(next).toContain('href="/orders/8/edit"')
  expect(await onStage(<SendPanel order={order} />)).not.toContain('<form')
})

test.each([{ least: 2_352_000 }, { total: 0, lines: [] }])(
  'a draft that can be sent says nothing of a minimum and asks: %o',
  async (change) => {
    const draft = { ...order, ...change }
    expect(await onStage(<OrderNext order={draft} hasInvoice={false} />)).not.toContain('alert')
    expect(await onStage(<SendPanel order={draft} />)).toContain('<form')
  },
)

const diesel: OrderLineView = { ...line, product: 'diesel' }

test.each([
  [[line], '/coupons?product=ai92&amp;from=2026-09-05&amp;to=2026-09-05'],
  [[line, line], '/coupons?product=ai92&amp;from=2026-09-05&amp;to=2026-09-05'],
  [[line, diesel], '/coupons?from=2026-09-05&amp;to=2026-09-05'],
])('the coupons of an issued order are found behind one press, not among all', async (lines, href) => {
  const issued: OrderView = { ...order, status: 'issued', hasCoupons: true, lines }
  expect(await onStage(<IssuedPanel order={issued} />)).toContain(`href="${href}"`)
})

const prices = [{ product: 'ai92' as const, price: 23_520 }]
const form = { prices, least: 5_000_000, back: '/orders', answer: undefined }

/** How many lines stand before the press, and whether the others stand open. */
async function linesOf(props: Partial<Parameters<typeof OrderForm>[0]>): Promise<[number, boolean]> {
  const html = await onStage(<OrderForm {...form} fields={{}} {...props} />)
  const [first = '', rest = ''] = html.split('<details')
  return [first.match(/name="product\d"/g)?.length ?? 0, /^[^>]*\bopen\b/.test(rest)]
}

test('a basket has two lines, more behind a press, and as many as are filled', async () => {
  expect(await linesOf({})).toEqual([2, false])
  expect(await linesOf({ fields: { product1: 'ai92', product4: 'ai92' } })).toEqual([4, false])
  const values = { quantity5: 'x' }
  const errors = { quantity5: { code: 'invalid', params: {} } }
  expect(await linesOf({ answer: { values, errors } })).toEqual([2, true])
})

test('the least that an order may cost is told before it is made up', async () => {
  const html = await onStage(<OrderForm {...form} fields={{}} />, { locale: 'ru' })
  expect(html.replaceAll('\u00a0', ' ')).toContain('Минимальная сумма заказа: 50 000,00 ₸')
  expect(await onStage(<OrderForm {...form} least={0} fields={{}} />, { locale: 'ru' })).not.toContain(
    'Минимальная',
  )
})
