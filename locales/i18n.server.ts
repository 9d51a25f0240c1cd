/** i18next, for the server, the worker and the operator's commands; the browser has `browser-words.ts`. */
import { createInstance, type i18n as I18n, type Resource } from 'i18next'
import { type Locale, locales } from './index.ts'
import { isolated } from './isolated.ts'
import type { Translate, WordsKey } from './translate.ts'

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
    // Nothing is escaped (React does that): names are only kept from turning the words around them.
    interpolation: { escapeValue: true, escape: isolated },
    saveMissing: true,
    missingKeyHandler: (_languages, namespace, key) =>
      // biome-ignore lint/suspicious/noConsole: a test that sees it fails
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
