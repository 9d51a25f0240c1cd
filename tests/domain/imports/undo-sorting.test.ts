import { expect, test } from 'vitest'
import type { RowOutcome } from '#app/domain/imports/merging/outcome.ts'
import { sortOut } from '#app/domain/imports/undoing/undo.ts'

interface Row {
  name: string
  limit: number
}

const here: Record<string, Row> = {
  added: { name: 'added', limit: 1 },
  changed: { name: 'changed', limit: 2 },
  edited: { name: 'edited', limit: 99 },
  used: { name: 'used', limit: 4 },
  same: { name: 'same', limit: 99 },
}

const outcomes: RowOutcome[] = [
  { row: 1, key: 'added', outcome: 'new', before: null, after: { limit: 1 } },
  { row: 2, key: 'changed', outcome: 'changed', before: {}, after: { limit: 2 }, earlier: { limit: 20 } },
  { row: 3, key: 'edited', outcome: 'changed', before: {}, after: { limit: 3 }, earlier: { limit: 30 } },
  { row: 4, key: 'used', outcome: 'new', before: null, after: { limit: 4 } },
  { row: 5, key: 'gone', outcome: 'new', before: null, after: { limit: 5 } },
  { row: 6, key: 'same', outcome: 'same', before: {}, after: { limit: 6 } },
]

test('only what is still as the import left it, and that nobody used, is taken back', () => {
  const sorted = sortOut(
    outcomes,
    ({ key }) => here[key],
    ({ limit }) => ({ limit }),
    ({ name }) => name === 'used',
  )
  expect(sorted).toEqual({
    removed: [here.added],
    restored: [{ before: here.changed, earlier: { limit: 20 } }],
    used: [
      { row: 3, key: 'edited' },
      { row: 4, key: 'used' },
      { row: 5, key: 'gone' },
    ],
  })
})
