import { RemixBrowser } from '@remix-run/react'
import type { ResourceLanguage } from 'i18next'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { createInstanceOf, defaultLocale, isLocale } from '#locales/index.ts'

declare global {
  interface Window {
    /** Set by the page's words file, a deferred script that runs before this module. */
    cabinetWords?: ResourceLanguage
  }
}

const { lang } = document.documentElement
const i18n = createInstanceOf(isLocale(lang) ? lang : defaultLocale, window.cabinetWords ?? {})

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  )
})
