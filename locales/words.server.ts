/** The words of all languages, for the server, the worker and the operator's commands; never the browser. */
import type { i18n as I18n } from 'i18next'
import type { PageWords } from './browser-words.ts'
import { createInstanceOf, sayByKey, translatorOf } from './i18n.server.ts'
import { type Area, areas, type Locale, locales } from './index.ts'
import type Resources from './resources.d.ts'
import type { Translate } from './translate.ts'
import type { Words } from './words.ts'

const files = import.meta.glob<PageWords>('./{en,ru,kk}/*.json', {
  eager: true,
  import: 'default',
})

function wordsIn(locale: Locale): PageWords {
  const ofLocale = Object.entries(files).filter(([path]) => path.startsWith(`./${locale}/`))
  return Object.fromEntries(
    ofLocale.map(([path, words]) => [path.slice('./xx/'.length, -'.json'.length), words]),
  )
}

const instances = Object.fromEntries(
  locales.map((locale) => [locale, createInstanceOf(locale, wordsIn(locale))]),
) as Record<Locale, I18n>

/** The one instance of a language, with all nouns. */
export function i18nFor(locale: Locale): I18n {
  return instances[locale]
}

const words: Record<Locale, Words> = { en: pageWords('en'), ru: pageWords('ru'), kk: pageWords('kk') }

function pageWords(locale: Locale): Words {
  const instance = instances[locale]
  return {
    t: translatorOf(instance),
    locale,
    say: (key, variables) => sayByKey(instance, key, variables),
    has: () => true,
  }
}

/** Of a language, for pages as they are rendered on the server. */
export function wordsFor(locale: Locale): Words {
  return words[locale]
}

/** `t` of a language, for letters, files, the worker and the operator's commands. */
export function translatorFor(locale: Locale): Translate {
  return translatorOf(instances[locale])
}

/**
 * Errors that a page says by itself: what the browser finds in a form before it is sent, and what a page says without having
 * been answered so. Every other one comes with its text, in the answer that tells it (submit.server.ts).
 * @internal tests find each in the browser's words
 */
export const pageErrors = [
  'bin_invalid',
  'card_not_blockable',
  'card_not_unblockable',
  'consent_required',
  'coupon_not_blockable',
  'coupon_not_unblockable',
  'email_invalid',
  'file_missing',
  'invalid',
  'password_too_short',
  'pin_invalid',
  'product_code_invalid',
  'required',
  'too_many_requests',
  'too_short',
  'unexpected',
] as const satisfies readonly (keyof Resources['errors'])[]

/** What the browser needs of a language in one part of the site. */
export function resourcesFor(locale: Locale, area: Area): PageWords {
  const all = { ...wordsIn(locale) }
  const ofPages = new Set<string>(pageErrors)
  all.errors = Object.fromEntries(Object.entries(all.errors ?? {}).filter(([code]) => ofPages.has(code)))
  return Object.fromEntries(areas[area].map((noun) => [noun, all[noun] ?? {}]))
}
