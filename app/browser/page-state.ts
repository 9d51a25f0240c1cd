import type { RouterState } from '@remix-run/router'
import type { ComponentType, ReactNode } from 'react'
import { decode } from 'turbo-stream'

/** What the router says of the page; before the router is loaded, what the server said. */
export type PageState = Pick<
  RouterState,
  'location' | 'loaderData' | 'actionData' | 'errors' | 'navigation' | 'revalidation'
> &
  Partial<Pick<RouterState, 'restoreScrollPosition' | 'preventScrollReset'>> & {
    matches: readonly { params: Record<string, string | undefined>; route: { id: string } }[]
  }

export interface RouteModule {
  default: ComponentType
  handle?: unknown
  /** Of the root alone. */
  Layout?: ComponentType<{ children: ReactNode }>
  ErrorBoundary?: ComponentType
  links?: () => Record<string, string>[]
}

/** What Remix writes into a page. */
export interface RemixWindow extends Window {
  __remixContext: { stream: ReadableStream<Uint8Array>; basename?: string; future: unknown }
  __remixManifest: {
    routes: Record<string, { path?: string; hasLoader: boolean; css?: string[] } | undefined>
    version: string
  }
  __remixRouteModules: Record<string, RouteModule>
}

export function remixWindow(): RemixWindow {
  return window as unknown as RemixWindow
}

export function moduleOf(id: string): RouteModule {
  const found = remixWindow().__remixRouteModules[id]
  if (!found) throw new Error(`The page has no module ${id}`)
  return found
}

export const idle: RouterState['navigation'] = {
  state: 'idle',
  location: undefined,
  formMethod: undefined,
  formAction: undefined,
  formEncType: undefined,
  formData: undefined,
  json: undefined,
  text: undefined,
}

/** The page as the server drew it. */
export async function serversState(): Promise<PageState> {
  const { __remixContext, __remixManifest, __remixRouteModules } = remixWindow()
  const { value } = await decode(__remixContext.stream, { plugins: [readError, readOther] })
  const told = value as Pick<PageState, 'loaderData' | 'actionData' | 'errors'>
  const { pathname, search, hash } = location
  const matches = Object.keys(__remixRouteModules).map((id) => ({
    route: { id },
    params: paramsOf(__remixManifest.routes[id]?.path ?? '', pathname),
  }))
  // The router would load what it finds no data of.
  const without = matches.filter(({ route }) => !__remixManifest.routes[route.id]?.hasLoader)
  return {
    location: { pathname, search, hash, state: history.state?.usr, key: history.state?.key ?? 'default' },
    matches,
    loaderData: { ...told.loaderData, ...Object.fromEntries(without.map(({ route }) => [route.id, null])) },
    actionData: told.actionData,
    errors: told.errors && Object.fromEntries(Object.entries(told.errors).map(([id, e]) => [id, revived(e)])),
    navigation: idle,
    revalidation: 'idle',
  }
}

/**
 * `path` is that of a route: `cards/:id/block`.
 * @internal a test compares it with the parameters that the router finds
 */
export function paramsOf(path: string, pathname: string): Record<string, string> {
  const parts = pathname.split('/').slice(1)
  const named = path.split('/').map((part, at) => [part, parts[at] ?? ''] as const)
  const params = named.filter(([part]) => part.startsWith(':'))
  return Object.fromEntries(params.map(([part, value]) => [part.slice(1), decoded(value)]))
}

/** As it is where it cannot be decoded: no address keeps a page from coming alive. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function readError(type: unknown, ...rest: unknown[]) {
  if (type === 'SanitizedError') return { value: new Error(String(rest[1])) }
  if (type !== 'ErrorResponse') return undefined
  const [data, status, statusText] = rest
  return { value: { data, status, statusText, internal: false } }
}

function readOther(type: unknown, value: unknown) {
  if (type === 'SingleFetchFallback') return { value: undefined }
  return type === 'SingleFetchClassInstance' ? { value } : undefined
}

/** An error of a loader, as Remix writes it: `__type` says which kind. */
function revived(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('__type' in error)) return error
  if (error.__type === 'RouteErrorResponse') return { internal: false, ...error }
  return new Error('message' in error ? String(error.message) : '')
}
