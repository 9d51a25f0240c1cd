import { describe, expect, test } from 'vitest'
import { isUnreadable, isUnreadableInLines } from '#app/domain/kernel/plain-text.ts'

describe('a text that nobody can see', () => {
  test.each([
    ['spaces of no width', '\u200b\u200b'],
    ['a word joiner between spaces', ' \u2060 '],
    ['fillers of Hangul', '\u3164\uffa0'],
    ['an empty pattern of Braille', '\u2800'],
    ['marks that choose a variant', '\ufe0f\u{e0101}'],
    ['tags', '\u{e0041}\u{e007f}'],
    ['a soft hyphen', '\u00ad'],
  ])('is refused: %s', (_what, text) => {
    expect([isUnreadable(text), isUnreadableInLines(text)]).toEqual([true, true])
  })

  test.each(['', 'Жұлдыз', '—', 'А\u200bБ', 'क्\u200dष', '👩‍👩‍👧'])('is not %j', (text) => {
    expect([isUnreadable(text), isUnreadableInLines(text)]).toEqual([false, false])
  })
})
