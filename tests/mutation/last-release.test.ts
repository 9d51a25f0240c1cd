import { expect, test } from 'vitest'
import { lastReleaseIn } from '../../scripts/last-release.mjs'

test('the last release is the newest commit whose subject begins so', () => {
  const log = ['d4 Released: a word', 'c3 Mend a total', 'b2 Release 0.2.0', 'a1 Release 0.1.0'].join('\n')
  expect(lastReleaseIn(log)).toEqual({ commit: 'b2', title: 'Release 0.2.0' })
})

test('a history without one has none', () => {
  expect(lastReleaseIn('b2 Prepare Release 0.1.0\na1 Begin')).toBeUndefined()
  expect(lastReleaseIn('')).toBeUndefined()
})
