import { useLocation, useNavigate, useNavigation, useRouteLoaderData } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { dropAllDrafts, settleDrafts } from '#app/ui/form/drafts.ts'
import { areaOf, type Side } from '#locales/index.ts'
import { markPressed, usePressed } from './pressed.ts'
import type { RootData } from './root-data.ts'
import { isTranslated } from './translated.ts'

/**
 * What JavaScript adds to a page of plain links and <details>: pages change without a reload, menus close when
 * the attention goes elsewhere, the focus follows to the new page, and a line shows that it is on its way.
 * Plain <a> with one listener for all, because a router's Link in every row costs a quarter of the throughput.
 */
export function Enhancements({ side }: { side: Side }) {
  const navigation = useNavigation()
  useQuickLinks(side)
  usePressed(navigation.state === 'idle')
  useTranslatedHistory()
  useDraftsOfOthers()
  useMenus()
  useFocusOnNewPage()
  return navigation.state === 'idle' ? null : <div className="loading" aria-hidden="true" />
}

function useQuickLinks(side: Side) {
  const navigate = useNavigate()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const url = event.defaultPrevented || !link ? null : quickUrl(event, link, side)
      if (!link || !url) return
      event.preventDefault()
      markPressed(link)
      navigate(url.pathname + url.search + url.hash)
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [navigate, side])
}

/** One step back or forward on a translated page loads the page that the address names now. */
function useTranslatedHistory() {
  useEffect(() => {
    const reload = () => {
      if (isTranslated()) location.reload()
    }
    addEventListener('popstate', reload)
    return () => removeEventListener('popstate', reload)
  }, [])
}

function useDraftsOfOthers() {
  const { pathname, search } = useLocation()
  const root = useRouteLoaderData('root') as RootData | undefined
  const drawnFor = root?.drawnFor ?? ''
  useEffect(() => settleDrafts(pathname + search, drawnFor), [pathname, search, drawnFor])
  useEffect(() => {
    const forget = ({ target }: Event) => {
      // Not `action`: a field of that name would stand in its place.
      if (target instanceof HTMLFormElement && target.getAttribute('action') === '/sign-out') dropAllDrafts()
    }
    document.addEventListener('submit', forget)
    return () => document.removeEventListener('submit', forget)
  }, [])
}

/** Where a plain press on a link within the site leads; null where the browser itself should go there. */
function quickUrl(event: MouseEvent, link: HTMLAnchorElement, side: Side): URL | null {
  if (isTranslated()) return null
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  if (!link.href || link.target || link.hasAttribute('download') || link.hasAttribute('data-reload'))
    return null
  const url = new URL(link.href)
  const samePage = url.pathname === location.pathname && url.search === location.search
  if (url.origin !== location.origin || (samePage && url.hash) || /\.\w+$/.test(url.pathname)) return null
  if (url.pathname.startsWith('/api/')) return null
  // Each area has its own words and look, so going from one to another loads the page anew.
  return areaOf(url.pathname, side) === areaOf(location.pathname, side) ? url : null
}

function useMenus() {
  useEffect(() => {
    const closeOthers = (event: Event) => {
      for (const menu of openMenus()) {
        if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false
      }
    }
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      for (const menu of openMenus()) {
        const hadFocus = menu.contains(document.activeElement)
        menu.open = false
        if (hadFocus) menu.querySelector('summary')?.focus()
      }
    }
    document.addEventListener('click', closeOthers)
    document.addEventListener('focusin', closeOthers)
    document.addEventListener('keydown', closeOnEscape)
    return () => {
      document.removeEventListener('click', closeOthers)
      document.removeEventListener('focusin', closeOthers)
      document.removeEventListener('keydown', closeOnEscape)
    }
  }, [])
}

function openMenus(): NodeListOf<HTMLDetailsElement> {
  return document.querySelectorAll('details.menu[open]')
}

/** The browser does this itself when it loads a page; a page that changes in place has to be announced. */
function useFocusOnNewPage() {
  const { pathname } = useLocation()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    const toggles = document.querySelectorAll<HTMLDetailsElement>('details:is(.menu, .nav-toggle)[open]')
    for (const toggle of toggles) toggle.open = false
    if (!document.activeElement?.matches('.errors'))
      document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])
}
