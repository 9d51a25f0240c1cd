import { expect, test } from 'vitest'
import { GroupOfCard, GroupOfCards } from '#app/domain/rules/groups.input.server.ts'

const several = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))

test.each([
  [0, false],
  [1, true],
  [500, true],
  [501, false],
])('%d cards are put into a group at once: %s', (count, isAccepted) => {
  expect(GroupOfCards.safeParse({ cardIds: several(count) }).success).toBe(isAccepted)
})

test('a card is put into a group, or into none', () => {
  expect(['7', ''].map((groupId) => GroupOfCard.parse({ groupId }).groupId)).toEqual([7, null])
  expect(GroupOfCard.safeParse({ groupId: '0x7' }).success).toBe(false)
})
