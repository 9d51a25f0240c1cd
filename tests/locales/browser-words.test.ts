import { describe, expect, test, vi } from 'vitest'
import { browserWords, type PageWords } from '#locales/browser-words.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import { type Area, areas, type Locale, locales } from '#locales/index.ts'
import { i18nFor, pageErrors, resourcesFor } from '#locales/words.server.ts'
import { basesOf, readWords, variablesIn } from '#tests/support/words.ts'

const everyArea = Object.keys(areas) as Area[]

/** All that any page brings. */
function everyWord(locale: Locale): PageWords {
  const parts = everyArea.map((area) => resourcesFor(locale, area))
  return Object.assign({}, ...parts, { errors: Object.assign({}, ...parts.map(({ errors }) => errors)) })
}

const COUNTS = [0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 100, 101, 1.5]
const VALUES = ['Алтын Дала', '', '$& $1 $`', '{{email}} $t(common:title)', '<b>&"', 'علي رضا 7', 42]

const ofPages = new Set<string>(pageErrors.map((code) => `errors:${code}`))

/** Texts that a page may ask for, by their keys, each with the names of its variables. */
function textsOf(locale: Locale): { key: string; names: string[] }[] {
  const words = readWords()[locale]
  const nouns = new Set(Object.keys(everyWord(locale)))
  return basesOf(words)
    .filter((key) => nouns.has(key.split(':')[0] ?? '') && (!key.startsWith('errors:') || ofPages.has(key)))
    .map((key) => {
      const forms = [...words].filter(([name]) => name === key || name.startsWith(`${key}_`))
      return { key, names: [...new Set(forms.flatMap(([, text]) => variablesIn(text)))] }
    })
}

describe.each(locales)('the words of the browser in %s', (locale) => {
  const { say } = browserWords(locale, everyWord(locale))
  const texts = textsOf(locale)

  test('are those of i18next, whatever is filled in and however many it counts', () => {
    expect(texts.length).toBeGreaterThan(500)
    for (const { key, names } of texts) {
      const filled = (value: string | number) => Object.fromEntries(names.map((name) => [name, value]))
      const tries = [
        ...VALUES.map((value) => ({ ...filled(value), count: 1 })),
        ...(names.length > 0 ? COUNTS.map((count) => ({ ...filled(count), count })) : []),
      ]
      expect([key, tries.map((variables) => say(key, variables))]).toEqual([
        key,
        tries.map((variables) => sayByKey(i18nFor(locale), key, variables)),
      ])
    }
  })

  test('a code that has no words is never shown', () => {
    for (const key of ['errors:no_such_code', 'nonsense', 'errors', 'errors:constructor', ''])
      expect(say(key)).toBe(sayByKey(i18nFor(locale), key))
  })
})

test('words that are not there are complained of', () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { t, has } = browserWords('kk', resourcesFor('kk', 'guest'))
  t('cards:title')
  expect(complaints).toHaveBeenCalledWith('No words for cards:title in "kk"')
  expect([has('auth'), has('cards')]).toEqual([true, false])
})
