import { browserWords, type PageWords } from '#locales/browser-words.ts'
import { defaultLocale, isLocale } from '#locales/index.ts'
import type { Words } from '#locales/words.ts'

declare global {
  interface Window {
    /** Set by the page's words file (words.server.ts). */
    cabinetWords?: PageWords
  }
}

/**
 * The page's words, in the browser. Remix's own script is `async`: on a page whose modules are cached and whose
 * words are not (the language was just switched) it runs first, and hydrating without words would tear the page
 * down. Words that never come leave the page as the server drew it: every form works without JavaScript.
 */
export async function pageWords(): Promise<Words> {
  const { lang } = document.documentElement
  const words = window.cabinetWords ?? (await wordsOf(document.querySelector('script[data-words]')))
  return browserWords(isLocale(lang) ? lang : defaultLocale, words)
}

function wordsOf(script: Element | null): Promise<PageWords> {
  return new Promise((resolve) => {
    script?.addEventListener('load', () => resolve(window.cabinetWords ?? {}), { once: true })
  })
}
