import { useLocation } from '@remix-run/react'

/** The page's own path and query: where the language's and the theme's switches come back to. */
export function useHere(): string {
  const { pathname, search } = useLocation()
  return pathname + search
}

/** Whether the page is this entry of a menu, or something beneath it. */
export function isWithin(pathname: string, href: string, exact = false): boolean {
  return pathname === href || (!exact && pathname.startsWith(`${href}/`))
}
