import type { Locale } from './index.ts'
import type { Translate } from './translate.ts'

/** The words of one language, as a page uses them. */
export interface Words {
  /** Keys and variables are checked by tsc. Always the same function in one language. */
  t: Translate
  locale: Locale
  /** Words for a key that is known only while running (an error's code, a toast); of a key without words, general ones. */
  say: (key: string, variables?: Record<string, string | number>) => string
  /** Whether the words of a noun are here: the browser has those of one part of the site. */
  has: (noun: string) => boolean
}
