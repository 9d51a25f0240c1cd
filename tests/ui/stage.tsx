import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js'
import type { RootData } from '#app/ui/layout/root-data.ts'
import { WordsContext } from '#app/ui/layout/words.ts'
import type { Locale } from '#locales/index.ts'
import { wordsFor } from '#locales/words.server.ts'

export interface Setting {
  locale?: Locale
  /** The page's path, which menus compare with their entries. */
  path?: string
  /** What the root loader gives to forms and headers. */
  root?: Partial<RootData>
}

/** A component as the server sends it: in a language, at an address. */
export async function onStage(
  element: ReactElement,
  { locale = 'en', path = '/', root }: Setting = {},
): Promise<string> {
  const { query, dataRoutes } = createStaticHandler([
    { id: 'root', path: '*', element, ...(root ? { loader: () => root } : {}) },
  ])
  const context = await query(new Request(`http://cabinet.test${path}`))
  if (context instanceof Response) throw new Error('The gallery redirects nowhere')
  return renderToString(
    <WordsContext.Provider value={wordsFor(locale)}>
      <StaticRouterProvider
        router={createStaticRouter(dataRoutes, context)}
        context={context}
        hydrate={false}
      />
    </WordsContext.Provider>,
  )
}
