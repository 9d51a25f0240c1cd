import type { Navigation, Router, RouterNavigateOptions } from '@remix-run/router'
import { loadErrorPage } from './error-page.tsx'
import { idle, type PageState, serversState } from './page-state.ts'
import { rememberScroll } from './scroll.ts'

let state: PageState
let tell: (state: PageState) => void = () => {}
let loading: Promise<Router> | undefined
let isRouterThere = false

const MAX_PAINT_MS = 300

/** Once, before the page is drawn. */
export async function readPage(): Promise<void> {
  state = await serversState()
  if (state.errors) await loadErrorPage()
  rememberScroll(() => state)
  const prepare = ({ type, target }: Event) => {
    // A field that the page itself puts the focus into is nobody's sign yet.
    if (type === 'focusin' && navigator.userActivation?.hasBeenActive === false) return
    if (target instanceof Element && target.closest('a, form')) void router().catch(() => {})
  }
  // A press takes longer than the fetching of a file that the browser has.
  for (const eventName of ['pointerover', 'pointerdown', 'focusin', 'input'])
    document.addEventListener(eventName, prepare, { passive: true })
  addEventListener('popstate', () => {
    const { pathname, search } = state.location
    // To a page of this tab whose document is gone: no router hears of it yet.
    if (!isRouterThere && pathname + search !== location.pathname + location.search) location.reload()
  })
}

export function pageState(): PageState {
  return state
}

export function onPageState(listener: typeof tell): () => void {
  tell = listener
  listener(state)
  return () => {
    tell = () => {}
  }
}

function publish(next: PageState) {
  state = next
  tell(next)
}

/**
 * Remix's router is in a file of its own, which no page needs before somebody means to leave it. What was pressed shows
 * it first.
 */
function router(): Promise<Router> {
  loading ??= nextPaint()
    .then(() => Promise.all([import('./router.ts'), loadErrorPage()]))
    .then(([{ startRouter }]) => {
      isRouterThere = true
      return startRouter(state, publish)
    })
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    // Out of sight nothing is painted.
    setTimeout(resolve, MAX_PAINT_MS)
  })
}

/** What shows that the press has been heard, until the router is there and says it itself. */
function announce(
  to: string,
  { formData, formMethod = 'GET', formEncType }: RouterNavigateOptions & Sent = {},
) {
  if (state.navigation.state !== 'idle') return
  const { pathname, search, hash } = new URL(to, location.href)
  const navigation = {
    state: formMethod.toUpperCase() === 'POST' ? 'submitting' : 'loading',
    location: { pathname, search, hash, state: null, key: '' },
    formMethod: formData && formMethod.toUpperCase(),
    formAction: formData && pathname + search,
    formEncType,
    formData,
    json: undefined,
    text: undefined,
  } as Navigation
  publish({ ...state, navigation })
}

interface Sent {
  formData?: FormData
  formMethod?: string
  formEncType?: string
}

/** @param otherwise what the browser does where the router cannot be loaded */
export async function navigate(to: string, options: RouterNavigateOptions & Sent, otherwise: () => void) {
  const pending = router()
  announce(to, options)
  const loaded = await pending.catch(() => null)
  if (loaded) return loaded.navigate(to, options as RouterNavigateOptions)
  // The page may stay: what comes back may be a file, and a step back may find it as it was.
  publish({ ...state, navigation: idle })
  otherwise()
}

/** Loads the page's data anew. */
export async function revalidate(): Promise<void> {
  const loaded = await router().catch(() => null)
  if (loaded) return loaded.revalidate()
  // The listeners see that it ended and may ask again.
  publish({ ...state, revalidation: 'loading' })
  publish({ ...state, revalidation: 'idle' })
}
