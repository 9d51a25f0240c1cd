import { useLocation } from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { areaOf, areas, type Locale, type Side } from '#locales/index.ts'
import { useWords } from './words.ts'

interface WordsGuardProps {
  locale: Locale
  /** Who looks at the page. */
  side: Side
  children: ReactNode
}

/**
 * The browser holds one language and the words of one part of the site. Whoever crosses over without a new
 * document (a session that ended, a language changed in another tab) gets one, and never reads a key.
 */
export function WordsGuard({ locale, side, children }: WordsGuardProps) {
  const words = useWords()
  const { pathname } = useLocation()
  const complete = words.locale === locale && areas[areaOf(pathname, side)].every(words.has)
  useEffect(() => {
    if (!complete) window.location.reload()
  }, [complete])
  return complete ? children : null
}
