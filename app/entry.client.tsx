import { hydrateRoot } from 'react-dom/client'
import { readPage } from './browser/navigation.ts'
import { RemixBrowser } from './browser/remix.tsx'
import { keepingWhatOthersPut, wholeDocument } from './browser/whole-document.ts'
import { pageWords } from './ui/layout/page-words.ts'
import { toleratePageTranslation } from './ui/layout/translated.ts'
import { WordsContext } from './ui/layout/words.ts'

toleratePageTranslation()

/** Until then every press is the browser's own: links lead on, forms are sent and menus open without JavaScript. */
Promise.all([pageWords(), readPage()]).then(([words]) =>
  keepingWhatOthersPut(() =>
    hydrateRoot(
      wholeDocument(),
      <WordsContext.Provider value={words}>
        <RemixBrowser />
      </WordsContext.Provider>,
    ),
  ),
)
