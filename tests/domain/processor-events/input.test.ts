import { expect, test } from 'vitest'
import { ProcessorEvent } from '#app/domain/processor-events/processor-events.input.server.ts'

const ABOUT = { id: 'op-1', instrument: 'card', number: 'A-1' } as const
const AT = '2026-11-30T08:30:00+05:00'
const APPROVAL = { ...ABOUT, type: 'approval', occurred_at: AT, volume_ml: 20_000 } as const
const DECLINE = { ...ABOUT, type: 'decline', occurred_at: AT } as const
const REVERSAL = { ...ABOUT, type: 'reversal', occurred_at: AT, reverses: 'op-0' } as const
const BALANCE = { ...ABOUT, type: 'balance', balance: 5_000, unit: 'tiyn', as_of: AT } as const

test.each<[string, object]>([
  ['an approval', APPROVAL],
  ['one of a millilitre, which costs nothing', { ...APPROVAL, volume_ml: 1, amount_tiyn: 0 }],
  ['one of ten thousand litres', { ...APPROVAL, volume_ml: 10_000_000, amount_tiyn: 1_000_000_000_000 }],
  ['names of one letter and of 64', { ...APPROVAL, station: 'a', product: 'p'.repeat(64) }],
  ['a decline without a word of why', DECLINE],
  ['a decline with the code of its own', { ...DECLINE, own_code: 'E-77', volume_ml: 1 }],
  ['a reversal of all', REVERSAL],
  ['a reversal of a part', { ...REVERSAL, volume_ml: 1 }],
  ['a debt', { ...BALANCE, balance: -1_000_000_000_000 }],
  ['a balance of a coupon', { ...BALANCE, instrument: 'coupon', unit: 'ml', balance: 1_000_000_000_000 }],
])('a processor may tell of %s', (_what, event) => {
  expect(ProcessorEvent.safeParse(event)).toMatchObject({ success: true, data: event })
})

test.each<[string, object]>([
  ['no fuel', { ...APPROVAL, volume_ml: 0 }],
  ['fuel without a volume', { ...APPROVAL, volume_ml: undefined }],
  ['more than ten thousand litres', { ...APPROVAL, volume_ml: 10_000_001 }],
  ['less than no money', { ...APPROVAL, amount_tiyn: -1 }],
  ['more money than anybody has', { ...APPROVAL, amount_tiyn: 1_000_000_000_001 }],
  ['a station without a name', { ...APPROVAL, station: ' ' }],
  ['a product of 65 letters', { ...APPROVAL, product: 'p'.repeat(65) }],
  ['a moment of no zone', { ...APPROVAL, occurred_at: '2026-11-30T08:30:00' }],
  ['a decline for a reason that nobody knows', { ...DECLINE, code: 'bad_mood' }],
  ['a reversal of nothing that has a name', { ...REVERSAL, reverses: '' }],
  ['a larger debt than anybody has', { ...BALANCE, balance: -1_000_000_000_001 }],
  ['a balance in litres', { ...BALANCE, unit: 'l' }],
  ['a voucher', { ...APPROVAL, instrument: 'voucher' }],
  ['a number with a space', { ...APPROVAL, number: 'A 1' }],
  ['something else', { ...APPROVAL, type: 'refund' }],
  ['more than it is asked', { ...APPROVAL, colour: 'red' }],
])('a processor may not tell of %s', (_what, event) => {
  expect(ProcessorEvent.safeParse(event).success).toBe(false)
})
