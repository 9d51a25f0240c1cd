/**
 * What i18next says, in the browser: keys, `{{variables}}` and plurals are all that our words use, and i18next is an
 * eighth of a page's JavaScript. A test compares every text with i18next's.
 */
import type { Locale } from './index.ts'
import { isolated } from './isolated.ts'
import type { Translate, WordsKey } from './translate.ts'
import type { Words } from './words.ts'

export interface PageWords {
  [name: string]: string | PageWords
}

type Variables = Record<string, string | number>

const FALLBACK: WordsKey = 'errors:unexpected'

export function browserWords(locale: Locale, words: PageWords): Words {
  const plurals = new Intl.PluralRules(locale)
  const find = (key: string, { count }: Variables): string | undefined => {
    const form = typeof count === 'number' ? textAt(words, `${key}_${plurals.select(count)}`) : undefined
    return form ?? textAt(words, key)
  }
  const translate = (key: string, variables: Variables = {}): string => {
    const text = find(key, variables)
    if (text !== undefined) return filled(text, variables)
    // biome-ignore lint/suspicious/noConsole: a test that sees it fails
    console.error(`No words for ${key} in "${locale}"`)
    return key
  }
  return {
    t: translate as Translate,
    locale,
    say: (key, variables = {}) => translate(find(key, variables) === undefined ? FALLBACK : key, variables),
    has: (noun) => noun in words,
  }
}

/** `noun:path.to.words` */
function textAt(words: PageWords, key: string): string | undefined {
  let node: string | PageWords | undefined = words
  for (const name of key.split(/[:.]/)) {
    if (typeof node !== 'object' || !Object.hasOwn(node, name)) return undefined
    node = node[name]
  }
  return typeof node === 'string' ? node : undefined
}

function filled(text: string, variables: Variables): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => isolated(String(variables[name] ?? '')))
}
