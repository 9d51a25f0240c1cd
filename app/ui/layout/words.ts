import { useContext } from 'react'
import { I18nContext } from 'react-i18next'
import { type Locale, sayByKey, translatorOf } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'

export interface Words {
  /** Keys and variables are checked by tsc. Always the same function in one language. */
  t: Translate
  locale: Locale
  /** Words for a key that is known only while running: an error's code, a toast. */
  say: (key: string, variables?: Record<string, string | number>) => string
}

/** The words of the page's language. Never call it once per row of a list: take `t` down as a prop. */
export function useWords(): Words {
  const i18n = useContext(I18nContext)?.i18n
  if (!i18n) throw new Error('No I18nextProvider above')
  return {
    t: translatorOf(i18n),
    locale: i18n.language as Locale,
    say: (key, variables) => sayByKey(i18n, key, variables),
  }
}
