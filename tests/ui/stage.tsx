import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js'
import { WordsContext } from '#app/ui/layout/words.ts'
import type { Locale } from '#locales/index.ts'
import { wordsFor } from '#locales/words.server.ts'

export interface Setting {
  locale?: Locale
  /** The page's path, which menus compare with their entries. */
  path?: string
}

/** A component as the server sends it: in a language, at an address. */
export async function onStage(
  element: ReactElement,
  { locale = 'en', path = '/' }: Setting = {},
): Promise<string> {
  const { query, dataRoutes } = createStaticHandler([{ path: '*', element }])
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
