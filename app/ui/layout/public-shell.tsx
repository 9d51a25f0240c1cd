import type { ReactNode } from 'react'
import { Toast, type ToastMessage } from '#app/ui/feedback/toast.tsx'
import type { Side } from '#locales/index.ts'
import { Brand } from './brand.tsx'
import { Enhancements } from './enhancements.tsx'
import { isWithin, useHere } from './here.ts'
import { useHasPage } from './modules.ts'
import { type BrandInfo, Footer, SkipLink } from './shell-parts.tsx'
import { LocaleSwitch, type Theme, ThemeSwitch } from './switches.tsx'
import { useWords } from './words.ts'

export interface PublicShellProps {
  brand: BrandInfo
  theme: Theme
  /** Who looks at the page: somebody who has signed in may read it too. */
  side?: Side
  toast?: ToastMessage | null
  /** For a text to read instead of a form. */
  wide?: boolean
  /** For a table: as wide as a page behind the sign-in. */
  list?: boolean
  children: ReactNode
}

/** Before sign-in: the original's four entries, the languages, and one narrow column. */
export function PublicShell({ brand, theme, side = 'guest', toast, wide, list, children }: PublicShellProps) {
  return (
    <div className="shell shell-guest">
      <SkipLink />
      <header className="top">
        <Brand name={brand.name} href="/" />
        <GuestNav />
        <div className="top-end">
          <LocaleSwitch />
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={`guest${wide ? ' guest-wide' : ''}${list ? ' guest-list' : ''}`}
      >
        <Toast toast={toast} />
        <div className="panel guest-panel">{children}</div>
      </main>
      <Footer brand={brand}>
        <ThemeSwitch theme={theme} />
      </Footer>
      <Enhancements side={side} />
    </div>
  )
}

function GuestNav() {
  const { t } = useWords()
  const pathname = useHere().split('?')[0] ?? ''
  const hasPage = useHasPage()
  const pages = [
    ['/sign-in', t('common:menu.signIn')],
    ['/registration', t('common:menu.registration')],
    ['/forgot-password', t('common:menu.forgotPassword')],
    ['/resend-instructions', t('common:menu.resendInstructions')],
  ] as const
  const entries = pages.filter(([href]) => hasPage(href))
  return (
    <nav className="guest-nav" aria-label={t('common:mainMenu')}>
      {entries.map(([href, label]) => (
        <a key={href} href={href} aria-current={isWithin(pathname, href) ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  )
}
