import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js'
import type { Locale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'

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
    <I18nextProvider i18n={i18nFor(locale)}>
      <StaticRouterProvider
        router={createStaticRouter(dataRoutes, context)}
        context={context}
        hydrate={false}
      />
    </I18nextProvider>,
  )
}
