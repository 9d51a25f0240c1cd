import { decoded, type PageState } from './page-state.ts'

/** Where Remix's own script on each page looks. */
const STORAGE_KEY = 'positions'

/** By the key of the history's entry, in CSS pixels. */
const positions: Record<string, number> = read()

function read(): Record<string, number> {
  try {
    return JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '{}')
  } catch {
    return {}
  }
}

/** For the page that is loaded anew, and for the step back to it. */
export function rememberScroll(state: () => PageState): void {
  addEventListener('pagehide', () => {
    const { navigation, location } = state()
    if (navigation.state === 'idle') positions[location.key] = scrollY
    try {
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify(positions))
    } catch {
      // A browser without storage begins each page at its top.
    }
    // After a step back the history is at the next page already, and the browser would put it where this one is.
    const isNext = history.state?.key !== undefined && history.state.key !== location.key
    history.scrollRestoration = isNext ? 'manual' : 'auto'
  })
}

export function scrollPositions(): Record<string, number> {
  return positions
}

/** After a page was changed in place: where one has been before, at what the address names, or at the top. */
export function scrollTo({ restoreScrollPosition, preventScrollReset, location }: PageState): void {
  if (restoreScrollPosition === false) return
  const named = location.hash && document.getElementById(decoded(location.hash.slice(1)))
  if (typeof restoreScrollPosition === 'number') window.scrollTo(0, restoreScrollPosition)
  else if (named) named.scrollIntoView()
  else if (!preventScrollReset) window.scrollTo(0, 0)
}
