import { useLocation } from '@remix-run/react'
import { type ReactNode, useContext, useEffect } from 'react'
import { I18nContext } from 'react-i18next'
import { areaOf, areas, type Locale, type Side } from '#locales/index.ts'

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
  const i18n = useContext(I18nContext)?.i18n
  const { pathname } = useLocation()
  const complete =
    i18n?.language === locale &&
    areas[areaOf(pathname, side)].every((noun) => i18n.hasResourceBundle(locale, noun))
  useEffect(() => {
    if (!complete) window.location.reload()
  }, [complete])
  return complete ? children : null
}
