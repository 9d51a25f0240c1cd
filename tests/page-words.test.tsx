import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { MemoryRouter } from 'react-router-dom'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pageI18n } from '#app/ui/layout/page-words.ts'
import { WordsGuard } from '#app/ui/layout/words-guard.tsx'
import { createInstanceOf, type Locale, type Side, translatorOf } from '#locales/index.ts'
import { resourcesFor } from '#locales/words.server.ts'

describe('the words of a page in the browser', () => {
  const script = new EventTarget()
  const page: { cabinetWords?: ReturnType<typeof resourcesFor> } = {}

  beforeEach(() => {
    vi.stubGlobal('window', page)
    vi.stubGlobal('document', { documentElement: { lang: 'kk' }, querySelector: () => script })
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    delete page.cabinetWords
  })

  test('are there at once when their file ran first', async () => {
    page.cabinetWords = resourcesFor('kk', 'guest')
    expect(translatorOf(await pageI18n())('auth:signIn.title')).toBe('Кіру')
  })

  test('are waited for when Remix was faster', async () => {
    const hydrated = vi.fn()
    const waiting = pageI18n().then((i18n) => hydrated(translatorOf(i18n)('auth:signIn.title')))
    await new Promise((resolve) => setImmediate(resolve))
    expect(hydrated).not.toHaveBeenCalled()
    page.cabinetWords = resourcesFor('kk', 'guest')
    script.dispatchEvent(new Event('load'))
    await waiting
    expect(hydrated).toHaveBeenCalledWith('Кіру')
  })
})

describe('a page whose words the browser does not have', () => {
  function shown(path: string, side: Side, locale: Locale = 'ru'): string {
    return renderToStaticMarkup(
      <I18nextProvider i18n={createInstanceOf('ru', resourcesFor('ru', 'client'))}>
        <MemoryRouter initialEntries={[path]}>
          <WordsGuard locale={locale} side={side}>
            page
          </WordsGuard>
        </MemoryRouter>
      </I18nextProvider>,
    )
  }

  test.each([
    ['/cards', 'client', 'ru', 'page'],
    ['/profile', 'client', 'ru', 'page'],
    ['/admin', 'staff', 'ru', ''],
    ['/sign-in', 'guest', 'ru', ''],
    ['/cards', 'client', 'kk', ''],
  ] as const)('%s for a %s in %s shows "%s"', (path, side, locale, text) => {
    expect(shown(path, side, locale)).toBe(text)
  })
})
