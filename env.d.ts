/// <reference types="@remix-run/node" />
/// <reference types="vite/client" />

declare module 'virtual:remix/server-build' {
  import type { ServerBuild } from '@remix-run/node'

  export const {
    assets,
    assetsBuildDirectory,
    basename,
    entry,
    future,
    isSpaMode,
    mode,
    publicPath,
    routes,
  }: ServerBuild
}

declare module 'subset-font' {
  /** Reduces a font to the characters of `text`. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options?: {
      targetFormat?: 'woff2' | 'woff' | 'truetype'
      variationAxes?: Record<string, number | { min: number; max: number; default?: number }>
      noLayoutClosure?: boolean
      keepFeatures?: string[]
    },
  ): Promise<Uint8Array>
}

// Parts of Remix's own browser code, for which it has no types.
declare module '@remix-run/react/dist/esm/fog-of-war.js' {
  import type { AgnosticPatchRoutesOnNavigationFunction } from '@remix-run/router'

  export function getPatchRoutesOnNavigationFunction(
    manifest: unknown,
    routeModules: unknown,
    future: unknown,
    isSpaMode: boolean,
    basename: string | undefined,
  ): AgnosticPatchRoutesOnNavigationFunction
}

declare module '@remix-run/react/dist/esm/routes.js' {
  import type { AgnosticRouteObject } from '@remix-run/router'

  export function createClientRoutes(
    routes: unknown,
    routeModules: unknown,
    initialState: unknown,
    future: unknown,
    isSpaMode: boolean,
  ): AgnosticRouteObject[]
}

declare module '@remix-run/react/dist/esm/single-fetch.js' {
  import type { DataStrategyFunction, Router } from '@remix-run/router'

  export function getSingleFetchDataStrategy(
    manifest: unknown,
    routeModules: unknown,
    getRouter: () => Router,
  ): DataStrategyFunction
}
