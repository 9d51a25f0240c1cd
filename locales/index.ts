/**
 * The registry of languages and of the nouns that words are filed under (one JSON a noun and language).
 * Safe in the browser: the words themselves are in `words.server.ts`.
 */
import { createInstance, type i18n as I18n, type Resource } from 'i18next'
import type Resources from './resources.d.ts'
import type { Translate, WordsKey } from './translate.ts'

export const locales = ['en', 'ru', 'kk'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'ru'

/** Each language in its own words: the switch never translates them. */
export const localeNames: Record<Locale, string> = { en: 'English', ru: 'Русский', kk: 'Қазақша' }

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

export type Namespace = keyof Resources

const shared = ['common', 'errors'] as const satisfies Namespace[]
const fuel = ['cards', 'coupons', 'transactions'] as const satisfies Namespace[]

/**
 * Which nouns the browser gets in which area of the site, at most 15 KB of them; `emails` and `commands` are in none.
 * A link from one area to another loads a new document (enhancements.tsx). A test walks the imports of every page
 * against this table.
 */
export const areas = {
  guest: [...shared, 'auth', 'privacy'],
  client: [...shared, ...fuel, 'overview', 'profile', 'team', 'invitations'],
  staff: [
    ...shared,
    ...fuel,
    'profile',
    'admin',
    'companies',
    'invitations',
    'products',
    'requests',
    'users',
    'mail',
    'till',
  ],
  imports: [...shared, 'admin', 'imports'],
  audit: [
    ...shared,
    'admin',
    'audit',
    'cards',
    'companies',
    'coupons',
    'invitations',
    'mail',
    'products',
    'profile',
    'requests',
    'users',
  ],
} as const satisfies Record<string, readonly Namespace[]>

export type Area = keyof typeof areas

const guestPages =
  /^\/(sign-in|sign-out|registration|forgot-password|resend-instructions|invitation|set-password|privacy)(\/|$)/i

/** Who looks at a page. */
export type Side = 'guest' | 'client' | 'staff'

/**
 * By the page first, then by who asks: /profile is the client's and the staff's alike. The router takes a path in any
 * case.
 */
export function areaOf(pathname: string, side: Side): Area {
  const [, staffArea] = /^\/admin\/(imports|audit)(?:\/|$)/.exec(pathname.toLowerCase()) ?? []
  if (staffArea === 'imports' || staffArea === 'audit') return staffArea
  if (/^\/(admin|mailbox|till)(\/|$)/i.test(pathname)) return 'staff'
  return guestPages.test(pathname) ? 'guest' : side
}

/** One language, ready at once. Never call `changeLanguage` on it: the server shares it between requests. */
export function createInstanceOf(locale: Locale, words: Resource[string]): I18n {
  const instance = createInstance()
  instance.init({
    lng: locale,
    resources: { [locale]: words },
    supportedLngs: locales,
    fallbackLng: false,
    load: 'currentOnly',
    ns: Object.keys(words),
    defaultNS: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    saveMissing: true,
    missingKeyHandler: (_languages, namespace, key) =>
      // biome-ignore lint/suspicious/noConsole: runs in the browser too; a test that sees it fails
      console.error(`No words for ${namespace}:${key} in "${locale}"`),
  })
  return instance
}

/** Our keys are checked by Translate, not by i18next's own type of `t`. */
function untypedOf(instance: I18n): (key: string, variables?: object) => string {
  return instance.t.bind(instance) as unknown as (key: string, variables?: object) => string
}

const translators = new WeakMap<I18n, Translate>()

/**
 * `t` with keys and variables checked by tsc; always the same function for the same instance. Words without variables
 * are looked up once: i18next's way to them is the dearest part of a page after React's own.
 */
export function translatorOf(instance: I18n): Translate {
  const known = translators.get(instance)
  if (known) return known
  const lookUp = untypedOf(instance)
  const said = new Map<string, string>()
  instance.store.on('added', () => said.clear())
  const translate = (key: string, variables?: object) => {
    if (variables) return lookUp(key, variables)
    const known = said.get(key)
    if (known !== undefined) return known
    const words = lookUp(key)
    // Whoever asks for words that are not there is complained about each time.
    if (instance.exists(key)) said.set(key, words)
    return words
  }
  translators.set(instance, translate as Translate)
  return translate as Translate
}

/**
 * Words for a key that is known only while running (an error code, a toast from a cookie).
 * A key without words gives `fallback`'s instead: a person never reads a code. What is passed fills places in the words
 * and nothing else: as an option of i18next it could choose other words or break the page.
 */
export function sayByKey(
  instance: I18n,
  key: string,
  variables: Record<string, string | number> = {},
  fallback: WordsKey = 'errors:unexpected',
): string {
  const { count } = variables
  const options = { replace: variables, ...(typeof count === 'number' ? { count } : {}) }
  return untypedOf(instance)(instance.exists(key, options) ? key : fallback, options)
}
