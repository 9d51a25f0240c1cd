import type { i18n as I18n, ResourceLanguage } from 'i18next'
import { createInstanceOf, defaultLocale, isLocale } from '#locales/index.ts'

declare global {
  interface Window {
    /** Set by the page's words file (words.server.ts). */
    cabinetWords?: ResourceLanguage
  }
}

/**
 * The page's words, in the browser. Remix's own script is `async`: on a page whose modules are cached and whose
 * words are not (the language was just switched) it runs first, and hydrating without words would tear the page
 * down. Words that never come leave the page as the server drew it: every form works without JavaScript.
 */
export async function pageI18n(): Promise<I18n> {
  const { lang } = document.documentElement
  const words = window.cabinetWords ?? (await wordsOf(document.querySelector('script[data-words]')))
  return createInstanceOf(isLocale(lang) ? lang : defaultLocale, words)
}

function wordsOf(script: Element | null): Promise<ResourceLanguage> {
  return new Promise((resolve) => {
    script?.addEventListener('load', () => resolve(window.cabinetWords ?? {}), { once: true })
  })
}
