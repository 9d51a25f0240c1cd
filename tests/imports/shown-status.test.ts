import { expect, test } from 'vitest'
import { shownStatus } from '#app/domain/imports/imports.ts'

test('a file that waits for answers has not failed; one that nobody can read has', () => {
  const shown = (failure: string | null) => shownStatus({ status: 'failed', failure })
  expect(['questions_open', 'columns_missing'].map(shown)).toEqual(['questions', 'questions'])
  expect(['unexpected', 'file_damaged', null].map(shown)).toEqual(['failed', 'failed', 'failed'])
  expect(shownStatus({ status: 'checked', failure: 'stopped' })).toBe('checked')
})
