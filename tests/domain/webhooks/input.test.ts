import { expect, test } from 'vitest'
import { TEST_TYPE, webhookTypes } from '#app/domain/events/webhook-types.ts'
import { DeliveryFilter, WebhookInput } from '#app/domain/webhooks/webhooks.input.server.ts'

const [first, second] = webhookTypes
const TYPED = { name: 'Учётная система', url: 'https://erp.example/hook', typeIds: [first] }
const codes = (change: object) =>
  WebhookInput.safeParse({ ...TYPED, ...change }).error?.issues.map(({ message }) => message) ?? []

test('a webhook has a name, an address and types of events', () => {
  expect(WebhookInput.parse({ ...TYPED, name: ' ERP ' })).toEqual({ ...TYPED, name: 'ERP' })
  expect([
    codes({ name: '' }),
    codes({ url: ' ' }),
    codes({ typeIds: [] }),
    codes({ typeIds: undefined }),
  ]).toEqual([['required'], ['required'], ['required'], ['required']])
  expect(codes({ typeIds: ['card.stolen'] })).toEqual(['invalid'])
  expect(codes({ name: 'а\u202eб' })).toEqual(['unreadable_characters'])
})

test('a name has 120 characters at most, an address 500', () => {
  const url = (length: number) => `https://erp.example/${'x'.repeat(length - 20)}`
  expect([codes({ name: 'а'.repeat(120) }), codes({ url: url(500) })]).toEqual([[], []])
  expect([codes({ name: 'а'.repeat(121) }), codes({ url: url(501) })]).toEqual([['too_long'], ['too_long']])
})

test('types are kept once each, in the order in which they are listed', () => {
  expect(WebhookInput.parse({ ...TYPED, typeIds: [second, first, second] }).typeIds).toEqual([first, second])
  expect(WebhookInput.parse({ ...TYPED, typeIds: second }).typeIds).toEqual([second])
})

test('deliveries are narrowed by what exists, a test among it', () => {
  expect(DeliveryFilter.parse({ type: TEST_TYPE, status: 'no such' })).toEqual({ type: TEST_TYPE })
  expect(DeliveryFilter.parse({ type: second }).type).toBe(second)
  expect(DeliveryFilter.parse({ type: 'card.stolen' }).type).toBeUndefined()
})
