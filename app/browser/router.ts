import { getPatchRoutesOnNavigationFunction } from '@remix-run/react/dist/esm/fog-of-war.js'
import { createClientRoutes } from '@remix-run/react/dist/esm/routes.js'
import { getSingleFetchDataStrategy } from '@remix-run/react/dist/esm/single-fetch.js'
import { createBrowserHistory, createRouter, type Router } from '@remix-run/router'
import { type PageState, remixWindow } from './page-state.ts'
import { scrollPositions } from './scroll.ts'

/** Remix's router from the state in which the page is: as in RemixBrowser of @remix-run/react. */
export function startRouter(
  { loaderData, actionData, errors }: PageState,
  publish: (state: PageState) => void,
): Router {
  const { __remixContext, __remixManifest, __remixRouteModules } = remixWindow()
  const { future, basename } = __remixContext
  const hydrationData = { loaderData, actionData, errors }
  const router: Router = createRouter({
    routes: createClientRoutes(__remixManifest.routes, __remixRouteModules, hydrationData, future, false),
    history: createBrowserHistory(),
    basename,
    future: {
      v7_normalizeFormMethod: true,
      v7_fetcherPersist: true,
      v7_partialHydration: true,
      v7_prependBasename: true,
      v7_relativeSplatPath: true,
      v7_skipActionErrorRevalidation: true,
    },
    hydrationData,
    mapRouteProperties: (route) => ({
      hasErrorBoundary: Boolean(Reflect.get(route, 'ErrorBoundary') ?? Reflect.get(route, 'errorElement')),
    }),
    dataStrategy: getSingleFetchDataStrategy(__remixManifest, __remixRouteModules, () => router),
    patchRoutesOnNavigation: getPatchRoutesOnNavigationFunction(
      __remixManifest,
      __remixRouteModules,
      future,
      false,
      basename,
    ),
  })
  history.scrollRestoration = 'manual'
  router.enableScrollRestoration(scrollPositions(), () => scrollY)
  router.subscribe(publish)
  return router.initialize()
}
