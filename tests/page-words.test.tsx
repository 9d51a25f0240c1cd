import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router-dom'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pageWords } from '#app/ui/layout/page-words.ts'
import { WordsContext } from '#app/ui/layout/words.ts'
import { WordsGuard } from '#app/ui/layout/words-guard.tsx'
import { browserWords } from '#locales/browser-words.ts'
import type { Locale, Side } from '#locales/index.ts'
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
    expect((await pageWords()).t('auth:signIn.title')).toBe('Кіру')
  })

  test('are waited for when Remix was faster', async () => {
    const hydrated = vi.fn()
    const waiting = pageWords().then(({ t }) => hydrated(t('auth:signIn.title')))
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
      <WordsContext.Provider value={browserWords('ru', resourcesFor('ru', 'client'))}>
        <MemoryRouter initialEntries={[path]}>
          <WordsGuard locale={locale} side={side}>
            page
          </WordsGuard>
        </MemoryRouter>
      </WordsContext.Provider>,
    )
  }

  test.each([
    ['/transactions', 'client', 'ru', 'page'],
    ['/cards', 'client', 'ru', ''],
    ['/profile', 'client', 'ru', 'page'],
    ['/admin', 'staff', 'ru', ''],
    ['/sign-in', 'guest', 'ru', ''],
    ['/transactions', 'client', 'kk', ''],
  ] as const)('%s for a %s in %s shows "%s"', (path, side, locale, text) => {
    expect(shown(path, side, locale)).toBe(text)
  })
})
