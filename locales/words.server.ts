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

/** Errors that only a program is told, by the API: no page ever says them. */
export const apiErrors = [
  'api_key_invalid',
  'field_unknown',
  'fields_invalid',
  'idempotency_key_invalid',
  'idempotency_key_reused',
  'instrument_unclear',
  'json_invalid',
  'media_type_unsupported',
  'scope_missing',
  'station_not_of_key',
  'version_differs',
  'version_required',
] as const satisfies readonly (keyof Resources['errors'])[]

/** Errors that only the pages of some areas make; the others need not carry them. */
export const errorsOfAreas = [
  {
    codes: ['date_in_future', 'driver_not_found', 'odometer_unlikely', 'plate_taken', 'vehicle_not_found'],
    areas: ['client', 'things', 'card', 'cases', 'fleet'],
  },
  {
    codes: [
      'phone_code_over',
      'phone_code_wrong',
      'photo_unreadable',
      'shift_already_open',
      'shift_has_open_fills',
      'shift_locked',
      'shift_not_open',
      'shift_pin_wrong',
    ],
    areas: ['till', 'phone', 'reconciliation', 'staff'],
  },
] as const satisfies readonly { codes: readonly (keyof Resources['errors'])[]; areas: readonly Area[] }[]

/** What the browser needs of a language in one part of the site. */
export function resourcesFor(locale: Locale, area: Area): PageWords {
  const all = { ...wordsIn(locale) }
  const elsewhere = errorsOfAreas.filter((of) => !of.areas.some((known) => known === area))
  const left = new Set<string>([...apiErrors, ...elsewhere.flatMap(({ codes }) => codes)])
  all.errors = Object.fromEntries(Object.entries(all.errors ?? {}).filter(([code]) => !left.has(code)))
  return Object.fromEntries(areas[area].map((noun) => [noun, all[noun] ?? {}]))
}
