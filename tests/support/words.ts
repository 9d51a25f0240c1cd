import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Locale, locales } from '#locales/index.ts'

/** Words of one language by `noun:path.to.words`, plural endings included. */
export type Words = Map<string, string>
export type AllWords = Record<Locale, Words>

interface Tree {
  [name: string]: string | Tree
}

export function readWords(): AllWords {
  const read = (locale: Locale): Words => {
    const words: Words = new Map()
    for (const file of readdirSync(join('locales', locale)).sort()) {
      const tree: Tree = JSON.parse(readFileSync(join('locales', locale, file), 'utf8'))
      flatten(tree, `${file.replace(/\.json$/, '')}:`, words)
    }
    return words
  }
  return { en: read('en'), ru: read('ru'), kk: read('kk') }
}

function flatten(tree: Tree, path: string, into: Words): void {
  for (const [name, node] of Object.entries(tree)) {
    if (typeof node === 'string') into.set(path + name, node)
    else flatten(node, `${path}${name}.`, into)
  }
}

const pluralEnding = /_(zero|one|two|few|many|other)$/

/** Keys that have forms: one ending alone is a word of its own (`errors:signed_in_as_other`). */
function pluralsOf(...all: Words[]): Set<string> {
  const endings = new Map<string, Set<string>>()
  for (const key of all.flatMap((words) => [...words.keys()])) {
    const base = key.replace(pluralEnding, '')
    if (base !== key) endings.set(base, new Set([...(endings.get(base) ?? []), key]))
  }
  return new Set([...endings].filter(([, keys]) => keys.size > 1).map(([base]) => base))
}

/** What a page asks for: the key without its plural ending. */
function baseOf(key: string, plurals: Set<string>): string {
  const base = key.replace(pluralEnding, '')
  return plurals.has(base) ? base : key
}

export function basesOf(words: Words): string[] {
  const plurals = pluralsOf(words)
  return [...new Set([...words.keys()].map((key) => baseOf(key, plurals)))]
}

/** The endings that a language has: ru one few many other, kk and en one other. */
export function pluralForms(locale: Locale): string[] {
  return [...new Intl.PluralRules(locale).resolvedOptions().pluralCategories].sort()
}

export function keyFaults(all: AllWords): string[] {
  const plurals = pluralsOf(all.en, all.ru, all.kk)
  const has = (locale: Locale) => new Set([...all[locale].keys()].map((key) => baseOf(key, plurals)))
  const bases = { en: has('en'), ru: has('ru'), kk: has('kk') }
  const every = new Set(locales.flatMap((locale) => [...bases[locale]]))
  return [...every].flatMap((base) =>
    locales.filter((locale) => !bases[locale].has(base)).map((locale) => `${locale} ${base}: missing`),
  )
}

export function pluralFaults(all: AllWords): string[] {
  const plurals = [...pluralsOf(all.en, all.ru, all.kk)]
  return locales.flatMap((locale) => {
    const wanted = pluralForms(locale)
    return plurals.flatMap((base) => {
      const found = ['few', 'many', 'one', 'other', 'two', 'zero'].filter((form) =>
        all[locale].has(`${base}_${form}`),
      )
      return found.join() === wanted.join()
        ? []
        : [`${locale} ${base}: has ${found.join()}, needs ${wanted.join()}`]
    })
  })
}

export function variablesIn(words: string): string[] {
  return [...new Set([...words.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name))].sort()
}

/** Every form of a plural names every variable, "one" too. */
export function variableFaults(all: AllWords): string[] {
  const plurals = pluralsOf(all.en, all.ru, all.kk)
  const wanted = new Map<string, string>()
  for (const [key, words] of all.en) wanted.set(baseOf(key, plurals), variablesIn(words).join())
  return locales.flatMap((locale) =>
    [...all[locale]].flatMap(([key, words]) => {
      const variables = variablesIn(words).join()
      const expected = wanted.get(baseOf(key, plurals)) ?? ''
      return variables === expected ? [] : [`${locale} ${key}: {{${variables}}}, in English {{${expected}}}`]
    }),
  )
}

/** Each is a mistake whoever made it: what is wrong, and how it is seen. */
const typography: [string, RegExp][] = [
  ['empty', /^\s*$/],
  ['space at an end', /^\s|\s$/],
  ['two spaces', / {2}/],
  ['three dots for an ellipsis', /\.\.\./],
  ['straight quotes', /"/],
  ['a dash that may begin a line', / –/],
  ['markup', /<[a-z/]|&[a-z]+;/i],
  ['a variable that is not {{name}}', /\{\{(?![A-Za-z]+\}\})|(?<!\{)\{(?!\{)|\$t\(/],
  ['Latin and Cyrillic letters in one word', /[a-z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][a-z]/i],
]

export function typographyFaults(all: AllWords): string[] {
  return locales.flatMap((locale) =>
    [...all[locale]].flatMap(([key, words]) =>
      typography
        .filter(([, pattern]) => pattern.test(words.replace(/\{\{[A-Za-z]+\}\}/g, '{{x}}')))
        .map(([what]) => `${locale} ${key}: ${what}`),
    ),
  )
}

/**
 * A suffix or a joining word changes with how the variable is read, so it may not depend on one; and before дейін and
 * бастап a word stands in a case that a variable cannot take.
 */
const kazakhSuffix =
  /\}\}(-|[\p{Script=Cyrillic}]|['’])|\}\} (мен|бен|пен|ға|ге|қа|ке|да|де|та|те|дан|ден|тан|тен|дейін|бастап)(?![\p{L}])/u

export function kazakhFaults(all: AllWords): string[] {
  return [...all.kk]
    .filter(([, words]) => kazakhSuffix.test(words))
    .map(([key]) => `kk ${key}: a suffix on a variable`)
}

/** Words of one language that stand in another's file. */
export function strayFaults(all: AllWords): string[] {
  const strays: Record<Locale, RegExp> = {
    en: /\p{Script=Cyrillic}/u,
    ru: /[әғқңөұүһі]|Сіз/iu,
    kk: /(?<!\p{L})(и|или|не удалось|вы|вас|ваш[а-я]*|для|на|по|это|нет)(?!\p{L})/iu,
  }
  return locales.flatMap((locale) =>
    [...all[locale]]
      .filter(([, words]) => strays[locale].test(words))
      .map(([key]) => `${locale} ${key}: not its language`),
  )
}

/** Wordings that a reading of every text has replaced: what is wrong, how it is seen, and what to write instead. */
const replacedWordings: Record<Locale, [RegExp, string][]> = {
  en: [
    [/\bletters?\b(?!, digits| or a digit)/i, 'email, not letter'],
    [/\be-mail/i, 'email, without a hyphen'],
    [/\bbad passwords?\b/i, 'wrong password, not bad password'],
    [/\bregisters?\b/i, 'data or file, not register'],
    [/\b(?:un)?tick(?:s|ed|ing)?\b/i, 'selected, not ticked'],
    [/\bfault(s|y)?\b/i, 'error, not fault'],
    [/\bask(s|ed)? (the )?support\b/i, 'contact support, not ask the support'],
    [/\bon (its|their) way\b/i, 'sent, not on its way'],
    [/\b(is|are|was|were) away\b/i, 'is unavailable, not is away'],
    [/\bmend(s|ed|ing)?\b/i, 'fix or correct, not mend'],
    [/\bissuers?\b/i, 'supplier, not issuer'],
    [/\bretailers?\b/i, 'supplier, not retailer'],
    [/\brest of (a|the) coupon\b/i, 'unused litres, not the rest of a coupon'],
  ],
  ru: [
    [/письм\S* (уже )?в пути/iu, 'отправлено, а не «в пути»'],
    [/плох\S* парол/iu, 'неверный пароль, а не «плохой»'],
    [/эмитент/iu, 'поставщик, а не «эмитент»'],
    [/(?<!\p{L})удерж(ан|ив)/iu, 'топливо зарезервировано, а не «удержано»'],
    [/(?<!\p{L})я (\p{L}+ )?\p{L}+л(ся)?(?!\p{L})/iu, 'no past of the first person: it has a gender'],
  ],
  kk: [
    [/(?<!\p{L})өшір/iu, 'тіркелгіні тоқтата тұру: «өшіру» deletes'],
    [/(?<!\p{L})батырма/iu, 'түйме, not батырма'],
    [/(?<!\p{L})нұсқаулық/iu, 'нұсқаулар: нұсқаулық is a manual'],
    [/(?<!\p{L})сұлба/iu, 'схема: сұлба is an outline'],
    [/жаңалығы/iu, 'соңғы жаңартылуы: жаңалық is news'],
    [/эмитент/iu, 'жеткізуші, not эмитент'],
    [/(?<!дизель )(?<!\p{L})отын/iu, 'жанармай, not отын'],
    [/ұсталып/iu, 'резервтелген, not ұсталып тұр'],
    [/сілтемемен өт/iu, 'сілтеме арқылы өту'],
  ],
}

export function wordingFaults(all: AllWords): string[] {
  return locales.flatMap((locale) =>
    [...all[locale]].flatMap(([key, words]) =>
      wordingsIn(locale, words).map((rule) => `${locale} ${key}: ${rule}`),
    ),
  )
}

/** The rules that a text breaks. */
export function wordingsIn(locale: Locale, text: string): string[] {
  return replacedWordings[locale].filter(([pattern]) => pattern.test(text)).map(([, rule]) => rule)
}

export interface Mention {
  file: string
  /** `noun:path` as written, up to a `${` if there is one. */
  key: string
  /** The rest is known only while running. */
  open: boolean
}

const source = /\.tsx?$/

export function sourcesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => source.test(name))
    .map((name) => join(folder, name))
}

/** Every `noun:path` that a file says in quotes; what a comment says does not count. */
export function mentionsIn(
  file: string,
  nouns: Iterable<string>,
  text = readFileSync(file, 'utf8'),
): Mention[] {
  const code = text.replace(/\/\*.*?\*\//gs, '').replace(/^\s*\/\/.*$/gm, '')
  const mention = new RegExp(`['"\`]((?:${[...nouns].join('|')}):[\\w.]*)(\\$\\{|['"\`])`, 'g')
  return [...code.matchAll(mention)].map(([, key = '', end]) => ({ file, key, open: end === '${' }))
}

export function mentionFaults(words: Words, mentions: Mention[]): string[] {
  const bases = basesOf(words)
  const known = new Set(bases)
  return mentions
    .filter(({ key, open }) => (open ? !bases.some((base) => base.startsWith(key)) : !known.has(key)))
    .map(({ file, key }) => `${file}: no words for ${key}`)
}

export function unmentioned(words: Words, mentions: Mention[]): string[] {
  const closed = new Set(mentions.filter(({ open }) => !open).map(({ key }) => key))
  const openings = mentions.filter(({ open }) => open).map(({ key }) => key)
  return basesOf(words).filter(
    (base) => !closed.has(base) && !openings.some((opening) => base.startsWith(opening)),
  )
}

/** The files that a page brings to the browser: what it imports, and what that imports, but for the server's. */
export function filesOfPage(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return seen
  seen.add(file)
  for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/from '((?:\.{1,2}|#app)\/[^']+)'/g)) {
    if (/\.server\.tsx?$/.test(target)) continue
    filesOfPage(target.startsWith('#app/') ? target.slice(1) : join(dirname(file), target), seen)
  }
  return seen
}
