/** The words of all languages, for the server, the worker and the operator's commands; never the browser. */
import type { i18n as I18n, ResourceLanguage } from 'i18next'
import { type Area, areas, createInstanceOf, type Locale, locales, translatorOf } from './index.ts'
import type { Translate } from './translate.ts'

const files = import.meta.glob<ResourceLanguage[string]>('./{en,ru,kk}/*.json', {
  eager: true,
  import: 'default',
})

function wordsIn(locale: Locale): ResourceLanguage {
  const ofLocale = Object.entries(files).filter(([path]) => path.startsWith(`./${locale}/`))
  return Object.fromEntries(
    ofLocale.map(([path, words]) => [path.slice('./xx/'.length, -'.json'.length), words]),
  )
}

const instances = Object.fromEntries(
  locales.map((locale) => [locale, createInstanceOf(locale, wordsIn(locale))]),
) as Record<Locale, I18n>

/** The one instance of a language, with all nouns, for pages as they are rendered on the server. */
export function i18nFor(locale: Locale): I18n {
  return instances[locale]
}

/** `t` of a language, for letters, files, the worker and the operator's commands. */
export function translatorFor(locale: Locale): Translate {
  return translatorOf(instances[locale])
}

/** What the browser needs of a language in one part of the site. */
export function resourcesFor(locale: Locale, area: Area): ResourceLanguage {
  const words = wordsIn(locale)
  return Object.fromEntries(areas[area].map((noun) => [noun, words[noun] ?? {}]))
}
