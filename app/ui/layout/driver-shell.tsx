import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Toast } from '#app/ui/feedback/toast.tsx'
import { localeNames, locales } from '#locales/index.ts'
import { BrandMark } from './brand.tsx'
import type { RootData } from './root-data.ts'
import { Footer } from './shell-parts.tsx'
import { useWords } from './words.ts'

/** Around a driver's page: no menu, no account, and no script of the application. */
export function DriverShell({ root, children }: { root: RootData; children: ReactNode }) {
  return (
    <div className="shell shell-guest shell-driver">
      <header className="top">
        <span className="brand">
          <BrandMark />
          <span>{root.brand.name}</span>
        </span>
        <div className="top-end">
          <Languages />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="driver">
        <Toast toast={root.toast} />
        {children}
      </main>
      <Footer brand={root.brand} />
      <script src="/driver-store.js" defer />
      <script src="/driver.js" defer />
    </div>
  )
}

/** Of this page alone: no account and no cookie remembers it. */
function Languages() {
  const { t, locale } = useWords()
  const query = new URLSearchParams(useLocation().search)
  query.delete('lang')
  return (
    <form className="switch" method="get" aria-label={t('driver:language')}>
      {[...query].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {locales.map((choice) => (
        <button
          key={choice}
          type="submit"
          name="lang"
          value={choice}
          lang={choice}
          aria-pressed={choice === locale}
          aria-label={`${choice.toUpperCase()}, ${localeNames[choice]}`}
        >
          {choice.toUpperCase()}
        </button>
      ))}
    </form>
  )
}
