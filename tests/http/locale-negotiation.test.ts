import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localeOfAcceptLanguage, localeOfCookie, negotiateLocale } from '#app/http/locale.ts'
import { isLocale } from '#locales/index.ts'

const asked = (headers: Record<string, string>) =>
  negotiateLocale(new Request('http://cabinet.test/', { headers }))

describe('Accept-Language', () => {
  test.each([
    ['kk-KZ,kk;q=0.9,ru;q=0.8', 'kk'],
    ['kz', 'kk'],
    ['kk-Cyrl-KZ', 'kk'],
    ['KK-kz', 'kk'],
    ['en-US,en;q=0.9', 'en'],
    ['ru;q=0.5, en;q=0.9', 'en'],
    ['de, fr;q=0.9, ru;q=0.1', 'ru'],
    ['en;q=0, ru;q=0.1', 'ru'],
    ['en;q=0.8,ru;q=0.8', 'en'],
    ['en ; q=0.2 , kk ; q=0.3', 'kk'],
    ['de-DE,fr', undefined],
    ['*', undefined],
    ['', undefined],
    ['en;q=nonsense', undefined],
    ['en;q=7', undefined],
    [null, undefined],
  ])('%s -> %s', (header, locale) => {
    expect(localeOfAcceptLanguage(header)).toBe(locale)
  })

  test('is never an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5000 }), (header) => {
        const locale = localeOfAcceptLanguage(header)
        expect(locale === undefined || isLocale(locale)).toBe(true)
      }),
    )
  })
})

test('the cookie holds one of the languages or nothing', () => {
  expect(localeOfCookie('session=abc; locale=kk; theme=dark')).toBe('kk')
  expect(localeOfCookie('locale=de')).toBeUndefined()
  expect(localeOfCookie('xlocale=kk')).toBeUndefined()
  expect(localeOfCookie(';;=;locale')).toBeUndefined()
  expect(localeOfCookie(null)).toBeUndefined()
})

test('the cookie comes before the browser, Russian comes last', () => {
  expect(asked({ Cookie: 'locale=en', 'Accept-Language': 'kk' })).toBe('en')
  expect(asked({ Cookie: 'locale=xx', 'Accept-Language': 'kk' })).toBe('kk')
  expect(asked({ 'Accept-Language': 'fr' })).toBe('ru')
  expect(asked({})).toBe('ru')
})
