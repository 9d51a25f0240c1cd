import { expect, test } from 'vitest'
import {
  canAdjust,
  canDiscard,
  importFilters,
  importStatuses,
  importStatusesOf,
} from '#app/domain/imports/imports.ts'

test('undecided is what was checked or failed; any other filter is its status', () => {
  expect(importStatusesOf('undecided')).toEqual(['checked', 'failed'])
  const own = importFilters.filter((filter) => filter !== 'undecided')
  expect(own.map(importStatusesOf)).toEqual(importStatuses.map((status) => [status]))
})

test('what is undecided can be read anew or discarded; what only waits can be discarded', () => {
  expect(importStatuses.filter((status) => canAdjust({ status }))).toEqual(['checked', 'failed'])
  expect(importStatuses.filter((status) => canDiscard({ status }))).toEqual(['queued', 'checked', 'failed'])
})
