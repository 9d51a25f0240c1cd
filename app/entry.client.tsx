import { hydrateRoot } from 'react-dom/client'
import { pageState, readPage } from './browser/navigation.ts'
import { RemixBrowser } from './browser/remix.tsx'
import { loadShell } from './browser/shells.tsx'
import { keepingWhatOthersPut, wholeDocument } from './browser/whole-document.ts'
import { pageWords } from './ui/layout/page-words.ts'
import type { RootData } from './ui/layout/root-data.ts'
import { shellOf } from './ui/layout/shell-choice.ts'
import { toleratePageTranslation } from './ui/layout/translated.ts'
import { WordsContext } from './ui/layout/words.ts'

toleratePageTranslation()

/** Until then every press is the browser's own: links lead on, forms are sent and menus open without JavaScript. */
Promise.all([pageWords(), readPage().then(readShell)]).then(([words]) =>
  keepingWhatOthersPut(() =>
    hydrateRoot(
      wholeDocument(),
      <WordsContext.Provider value={words}>
        <RemixBrowser />
      </WordsContext.Provider>,
    ),
  ),
)

async function readShell() {
  const { loaderData, location } = pageState()
  const root = loaderData.root as RootData | undefined
  if (root) await loadShell(shellOf(location.pathname, root))
}
