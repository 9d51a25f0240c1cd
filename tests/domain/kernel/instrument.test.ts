import { expect, test } from 'vitest'
import { ungrouped } from '#app/domain/kernel/instrument.ts'

test.each([
  ['  9900000000000017 ', '9900000000000017'],
  ['9900 0000 0000 0017', '9900000000000017'],
  ['9900-0000-0000-0017', '9900000000000017'],
  ['9900-0000-0000-00172', '9900-0000-0000-00172'],
  // In groups of other lengths, as some print it.
  ['990 000 000 017', '990000000017'],
  // A series or a mark of one's own belongs to the number.
  ['AB 0017', 'AB 0017'],
  ['2026-000117', '2026-000117'],
  ['99-00-17', '99-00-17'],
])('the number %j is stored as %j', (written, stored) => {
  expect(ungrouped(written)).toBe(stored)
})
