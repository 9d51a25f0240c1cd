import { sayByKey, translatorOf } from '#locales/i18n.server.ts'
import { isLocale, type Locale } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'
import { EnvironmentError, readTerminalLanguage } from './settings.server.ts'

/** `LANG=ru_RU.UTF-8`: the language of whoever started this process; English unless it says Russian or Kazakh. */
export function terminalLocale(): Locale {
  const language = readTerminalLanguage()
  return isLocale(language) ? language : 'en'
}

/** Every error of the configuration as a sentence, one a line. */
export function explainConfiguration({ faults }: EnvironmentError, locale: Locale): string {
  const i18n = i18nFor(locale)
  const title = translatorOf(i18n)('commands:configuration.title', {
    count: faults.length,
    n: String(faults.length),
  })
  return [
    title,
    ...faults.map(({ variable, words, params }) => `  - ${variable}: ${sayByKey(i18n, words, params)}`),
  ].join('\n')
}

/** Why a process could not start, for whoever started it. */
export function explainFailedStart(error: unknown): string {
  if (error instanceof EnvironmentError) return explainConfiguration(error, terminalLocale())
  return String(error instanceof Error ? error.stack : error)
}
