import { expect, test } from 'vitest'
import { SettleUnusual, UnusualFilter } from '#app/domain/unusual/unusual.input.server.ts'

test('those that nobody has looked at are shown unless the others are asked for', () => {
  expect(['settled', 'open', undefined].map((show) => UnusualFilter.parse({ show }).show)).toEqual([
    'settled',
    undefined,
    undefined,
  ])
})

test.each([
  ['а'.repeat(500), true],
  ['а'.repeat(501), false],
  ['две\nстроки', true],
  ['справа\u202eналево', false],
])('a comment on an unusual refuelling: %j', (comment, isAccepted) => {
  expect(SettleUnusual.safeParse({ outcome: 'handled', comment }).success).toBe(isAccepted)
})

test('a comment may be left out, what became of it may not', () => {
  expect(SettleUnusual.parse({ outcome: 'expected' })).toEqual({ outcome: 'expected', comment: '' })
  expect(SettleUnusual.safeParse({ outcome: 'open', comment: 'а' }).success).toBe(false)
})
