import { expect, test } from 'vitest'
import { newSince } from '#app/views/till/last-read.ts'

test('a code that stays before the camera is read once, and again when it comes back', () => {
  const seen = (texts: (string | null)[]) => texts.filter((text) => newSince(text))
  expect(seen(['a', 'a', null, 'a'])).toEqual(['a'])
  expect(seen(['b', 'a'])).toEqual(['b', 'a'])
  expect(seen([...Array(10).fill(null), 'a'])).toEqual(['a'])
})
