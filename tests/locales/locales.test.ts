import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { runLinter, runTypesGenerator } from 'i18next-cli'
import { describe, expect, test, vi } from 'vitest'
import { errorStatus } from '#app/domain/kernel/errors.ts'
import routes from '#app/routes.ts'
import { createInstanceOf, sayByKey, translatorOf } from '#locales/i18n.server.ts'
import { type Area, areaOf, areas, type Locale, locales } from '#locales/index.ts'
import { i18nFor, pageErrors, resourcesFor, translatorFor } from '#locales/words.server.ts'
import {
  type AllWords,
  basesOf,
  filesOfPage,
  kazakhFaults,
  keyFaults,
  type Mention,
  mentionFaults,
  mentionsIn,
  pluralFaults,
  pluralForms,
  readWords,
  sourcesUnder,
  strayFaults,
  typographyFaults,
  unmentioned,
  variableFaults,
  wordingFaults,
  wordingsIn,
} from '#tests/support/words.ts'
import config from '../../i18next.config.ts'

const words = readWords()
const nouns = readdirSync('locales/en').map((file) => file.replace(/\.json$/, ''))
const sources = [...sourcesUnder('app'), ...sourcesUnder('emails')]
const mentions = sources.flatMap((file) => mentionsIn(file, nouns))

/** The real words with one break in them. */
function broken(locale: Locale, change: (words: Map<string, string>) => void): AllWords {
  const copy = { ...words, [locale]: new Map(words[locale]) }
  change(copy[locale])
  return copy
}

const set = (key: string, value: string) => (all: Map<string, string>) => void all.set(key, value)
const remove = (key: string) => (all: Map<string, string>) => void all.delete(key)

/** Words of a part of a noun, in a file of their own because few pages need them, and words of no noun. */
const NO_FOLDER: Record<string, string> = {
  common: 'what every page may say',
  errors: 'the errors of app/domain/kernel/error-codes',
  emails: 'the letters of emails',
  commands: 'what the commands of app/cli print',
  'fuel-reports': 'app/views/signals: what a client reports of a refuelling',
  suspicions: 'app/views/signals: what staff mark as suspected',
  'staff-overview': 'app/views/overview: the overview of staff',
  statement: 'app/views/contract-account: the statement',
}

/** Of words that neither a folder of the product leads to nor, for a part of a noun (`card-pins`), the folder of the noun. */
function withoutFolder(names: readonly string[]): string[] {
  const folders = ['app/domain', 'app/views', 'app/routes', ...foldersIn('app/routes')].flatMap((path) =>
    readdirSync(path, { withFileTypes: true }).map(({ name }) => name.replace(/\.tsx$/, '')),
  )
  const partsOf = folders.map((folder) => `${folder.replace(/ies$/, 'y').replace(/s$/, '')}-`)
  return names.filter((name) => !folders.includes(name) && !partsOf.some((part) => name.startsWith(part)))
}

function foldersIn(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name))
}

test('words are filed under the noun whose folder says them', () => {
  expect(withoutFolder(nouns).sort()).toEqual(Object.keys(NO_FOLDER).sort())
  expect(withoutFolder(['cards', 'card-pins', 'company-callers', 'bulk', 'people'])).toEqual([
    'bulk',
    'people',
  ])
})

describe('the three languages', () => {
  test('say the same things', () => expect(keyFaults(words)).toEqual([]))
  test('have exactly the plural forms of their grammar', () => expect(pluralFaults(words)).toEqual([]))
  test('name the same variables', () => expect(variableFaults(words)).toEqual([]))
  test('are written with care', () => expect(typographyFaults(words)).toEqual([]))
  test('stay in their own files', () => expect(strayFaults(words)).toEqual([]))
  test('use the wording that was agreed', () => expect(wordingFaults(words)).toEqual([]))
  test('hang no Kazakh suffix on a variable', () => expect(kazakhFaults(words)).toEqual([]))

  test('the forms are those of i18n.md', () => {
    expect(pluralForms('ru')).toEqual(['few', 'many', 'one', 'other'])
    expect(pluralForms('kk')).toEqual(['one', 'other'])
    expect(pluralForms('en')).toEqual(['one', 'other'])
  })
})

describe('each check fires', () => {
  test.each([
    [
      'a language without a key',
      keyFaults,
      broken('kk', remove('auth:signIn.title')),
      'kk auth:signIn.title',
    ],
    ['a key that only one language has', keyFaults, broken('ru', set('auth:new', 'Новое')), 'en auth:new'],
    ['a missing Russian few', pluralFaults, broken('ru', remove('cards:count_few')), 'ru cards:count'],
    ['a Kazakh few', pluralFaults, broken('kk', set('cards:count_few', '{{n}} карта')), 'kk cards:count'],
    [
      'an English plural without one',
      pluralFaults,
      broken('en', remove('cards:count_one')),
      'en cards:count',
    ],
    [
      'a lost variable',
      variableFaults,
      broken('ru', set('cards:blocked', 'Карта заблокирована')),
      'ru cards:blocked',
    ],
    [
      'a misspelt variable',
      variableFaults,
      broken('kk', set('cards:blocked', '{{nomer}}')),
      'kk cards:blocked',
    ],
    [
      'a form without its number',
      variableFaults,
      broken('ru', set('cards:count_few', 'карты')),
      'ru cards:count_few',
    ],
    ['nothing', typographyFaults, broken('en', set('cards:title', ' ')), 'en cards:title: empty'],
    [
      'a dash that may begin a line',
      typographyFaults,
      broken('kk', set('cards:blocked', '{{number}} – {{number}}')),
      'kk cards:blocked',
    ],
    [
      'three dots',
      typographyFaults,
      broken('ru', set('cards:title', 'Карты...')),
      'ru cards:title: three dots',
    ],
    ['markup', typographyFaults, broken('en', set('cards:title', '<b>Cards</b>')), 'en cards:title: markup'],
    [
      'a single brace',
      typographyFaults,
      broken('en', set('cards:title', '{n} cards')),
      'en cards:title: a variable',
    ],
    [
      'a Latin a in a Russian word',
      typographyFaults,
      broken('ru', set('cards:title', 'Кaрты')),
      'ru cards:title: Latin',
    ],
    ['Russian in English', strayFaults, broken('en', set('cards:title', 'Карты')), 'en cards:title'],
    ['Kazakh in Russian', strayFaults, broken('ru', set('cards:title', 'Жанармай құю')), 'ru cards:title'],
    ['Russian in Kazakh', strayFaults, broken('kk', set('cards:title', 'Карты и талоны')), 'kk cards:title'],
    ...(
      [
        ['en', 'The letter was sent'],
        ['en', 'Your e-mail address'],
        ['en', 'Blocked after a bad password'],
        ['en', 'Upload the register'],
        ['en', 'The file has faults'],
        ['en', 'Ask the support'],
        ['en', 'The invitation is on its way'],
        ['en', 'The provider is away'],
        ['en', 'Mend the file'],
        ['ru', 'Письмо уже в пути'],
        ['kk', 'Тіркелгіні өшіру'],
        ['kk', 'Батырманы басыңыз'],
        ['kk', 'Нұсқаулықты қайта жіберу'],
        ['kk', 'Деректердің жаңалығы'],
        ['kk', 'Сілтемемен өтіңіз'],
      ] as const
    ).map(
      ([locale, text]) =>
        [
          `"${text}"`,
          wordingFaults,
          broken(locale, set('cards:title', text)),
          `${locale} cards:title`,
        ] as const,
    ),
    [
      'a suffix with a hyphen',
      kazakhFaults,
      broken('kk', set('cards:blocked', '{{number}}-ға')),
      'kk cards:blocked',
    ],
    [
      'a suffix without one',
      kazakhFaults,
      broken('kk', set('cards:blocked', '{{number}}ға')),
      'kk cards:blocked',
    ],
    [
      'a joining word',
      kazakhFaults,
      broken('kk', set('cards:blocked', '{{number}} мен карта')),
      'kk cards:blocked',
    ],
    [
      'a suffix after a space',
      kazakhFaults,
      broken('kk', set('cards:blocked', '{{number}} ға')),
      'kk cards:blocked',
    ],
    [
      'a word that asks for a case',
      kazakhFaults,
      broken('kk', set('cards:blocked', '{{date}} дейін')),
      'kk cards:blocked',
    ],
    [
      'two words for one thing',
      wordingFaults,
      broken('ru', set('cards:blocked', 'Карту заблокировал эмитент')),
      'ru cards:blocked',
    ],
    [
      'a past with a gender',
      wordingFaults,
      broken('ru', set('cards:blocked', 'Я уже разобрался')),
      'ru cards:blocked',
    ],
  ] as const)('on %s', (_what, check, all, fault) => {
    const faults = check(all)
    expect(faults.filter((found) => found.startsWith(fault))).not.toEqual([])
  })

  test('on words that nobody wrote and on words that nobody says', () => {
    const text =
      "t('cards:titel') + t('cards:title') + t(`cards:statis.$" + '{x}`) + t(`cards:status.$' + '{x}`)'
    const found = mentionsIn('page.tsx', nouns, text)
    expect(mentionFaults(words.en, found)).toEqual([
      'page.tsx: no words for cards:titel',
      'page.tsx: no words for cards:statis.',
    ])
    const unsaid = unmentioned(words.en, found)
    expect(unsaid).toContain('cards:one')
    expect(unsaid).not.toContain('cards:title')
    expect(unsaid).not.toContain('cards:status.lost')
  })
})

test('a person with Russian reads 1 карта, 2 карты, 5 карт, 21 карта', () => {
  const t = translatorFor('ru')
  const say = (count: number) => t('cards:count', { count, n: String(count) })
  expect([1, 2, 5, 11, 21, 22, 25, 112].map(say)).toEqual([
    '1 карта',
    '2 карты',
    '5 карт',
    '11 карт',
    '21 карта',
    '22 карты',
    '25 карт',
    '112 карт',
  ])
})

test('the README uses the wording of the product', () => {
  // To its clients the retailer is the supplier; the README, for the retailer, calls it what it is.
  const prose = readFileSync('README.md', 'utf8').replace(/`[^`]*`|\(docs\/\S+\)|\bretailers?\b/gi, '')
  const lines = prose.split('\n').filter((line) => !line.includes('fault test'))
  expect(lines.flatMap((line) => wordingsIn('en', line).map((rule) => `${rule}: ${line}`))).toEqual([])
})

test("the original's words are kept to the letter", () => {
  const t = translatorFor('ru')
  expect([
    t('common:menu.signIn'),
    t('common:menu.registration'),
    t('common:menu.forgotPassword'),
    t('common:menu.resendInstructions'),
    t('auth:password'),
    t('auth:passwordConfirmation'),
    t('auth:forgot.submit'),
    t('auth:setPassword.submit'),
    t('auth:invitation.accept'),
    t('overview:welcome.title'),
  ]).toEqual([
    'Вход',
    'Регистрация',
    'Забыли свой пароль?',
    'Подтвердить повторную отправку инструкции',
    'Пароль',
    'Подтверждение пароля',
    'Выслать новый пароль',
    'Изменить пароль',
    'Принять приглашение',
    'Добро пожаловать в Личный кабинет!',
  ])
})

test('every expected failure has its words, and no words are left over', () => {
  const said = basesOf(words.en)
    .filter((key) => key.startsWith('errors:'))
    .map((key) => key.slice('errors:'.length))
  expect(said.sort()).toEqual(Object.keys(errorStatus).sort())
})

test('every recorded action has its words', () => {
  const recorded = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\brecord\(\s*\w+,\s*'([\w.]+)'/g)].map(([, action]) => action),
  )
  expect(recorded.length).toBeGreaterThan(0)
  expect(recorded.filter((action) => !words.en.has(`audit:actions.${action}`))).toEqual([])
})

test('what a page says was written, whatever tsc could not check (toasts, codes)', () => {
  expect(mentionFaults(words.en, mentions)).toEqual([])
})

test('no words are left that nobody says', () => {
  const inGallery = mentionsIn('tests/ui/gallery.tsx', nouns)
  const spokenByCode: Mention[] = ['errors:', 'audit:actions.'].map((key) => ({ file: '', key, open: true }))
  const unsaid = unmentioned(words.en, [...mentions, ...inGallery, ...spokenByCode])
  expect(unsaid).toEqual([])
})

describe('sentences stand in the words, not in the pages', () => {
  test('in any page, component or letter', async () => {
    expect(await sentencesIn(config.extract.input)).toEqual([])
  })

  test('the check fires', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'words-'))
    writeFileSync(join(folder, 'page.tsx'), 'export const Page = () => <p title="A tip">Pay by card</p>')
    expect(await sentencesIn([`${folder}/*.tsx`])).toEqual(['page.tsx:1 A tip', 'page.tsx:1 Pay by card'])
    rmSync(folder, { recursive: true })
  })
})

async function sentencesIn(input: string[]): Promise<string[]> {
  const { files } = await quietly(() => runLinter({ ...config, extract: { ...config.extract, input } }))
  return Object.entries(files)
    .flatMap(([file, issues]) => issues.map(({ line, text }) => `${basename(file)}:${line} ${text}`))
    .sort()
}

/** i18next-cli tells its progress to the terminal. */
async function quietly<Result>(perform: () => Promise<Result>): Promise<Result> {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  return perform().finally(() => vi.restoreAllMocks())
}

describe('words in the browser', () => {
  const everyArea = locales.flatMap((locale) =>
    (Object.keys(areas) as Area[]).map((area) => [locale, area] as const),
  )

  test.each(everyArea)('%s for the %s area weigh at most 15 KB', (locale, area) => {
    const body = JSON.stringify(resourcesFor(locale, area))
    expect(gzipSync(body).length).toBeLessThanOrEqual(15 * 1024)
  })

  test.each(['emails', 'commands', 'declines'])('no word of %s is among them', (noun) => {
    for (const nounsOfArea of Object.values(areas)) expect(nounsOfArea).not.toContain(noun)
  })

  test('the errors among them are those that pages say by themselves', () => {
    const isOfServer = (file: string) =>
      file.includes('.server.') || /^app\/(api|cli|domain|http|worker)\//.test(file)
    const ofPages = sources.filter((file) => file.startsWith('app/') && !isOfServer(file))
    const said = ofPages.flatMap((file) => {
      const text = readFileSync(file, 'utf8')
      // A route's loader or action says what it tells on the server.
      const named = mentionsIn(file, ['errors']).filter(({ key }) => text.includes(`t('${key}')`))
      const found = [...text.matchAll(/(?:invalid|missing)="([a-z_]+)"/g)].map(([, code = '']) => code)
      return [...named.map(({ key }) => key.replace('errors:', '')), ...found]
    })
    const ofForms = ['required', 'invalid', 'email_invalid', 'too_short', 'password_too_short']
    expect([...new Set([...said, ...ofForms, 'unexpected'])].sort()).toEqual([...pageErrors].sort())
    const dynamic = ofPages.filter((file) => mentionsIn(file, ['errors']).some(({ open }) => open))
    expect(dynamic.sort()).toEqual([
      // All in their actions.
      'app/routes/admin/invitations/contacts.tsx',
      'app/routes/client/coupons/print-pdf.tsx',
      'app/routes/client/coupons/qr.tsx',
      // What comes without a text: the browser's own.
      'app/ui/form/form-state.ts',
    ])
    expect(Object.keys(resourcesFor('ru', 'client').errors ?? {}).sort()).toEqual([...pageErrors].sort())
  })

  test('every page says only what its area brings', () => {
    const pages = pagesUnder(routes, '')
    expect(pages.length).toBeGreaterThan(5)
    const faults = pages.flatMap(({ path, file }) =>
      areasOfPage(path, file).flatMap((area) => {
        const brought: readonly string[] = areas[area]
        return [...filesOfPage(file)]
          .flatMap((part) => mentionsIn(part, nouns))
          .filter(({ key }) => !brought.includes(key.split(':')[0] ?? ''))
          .map(({ key, file: part }) => `${path} (${area}): ${key} in ${part}`)
      }),
    )
    expect([...new Set(faults)]).toEqual([])
  })

  test.each([
    ['layout/public-shell', ['guest', 'client', 'staff']],
    ['feedback/error-page', ['guest', 'client', 'staff', 'imports', 'audit']],
    ['layout/cabinet-shell', ['client']],
    ['layout/admin-shell', ['staff', 'imports', 'audit']],
  ] as const)('%s speaks in %j', (component, where) => {
    const said = [...filesOfPage(`app/ui/${component}.tsx`)].flatMap((file) => mentionsIn(file, nouns))
    for (const area of where) {
      const brought: readonly string[] = areas[area]
      expect(said.filter(({ key }) => !brought.includes(key.split(':')[0] ?? ''))).toEqual([])
    }
  })

  test('the part is chosen by the page, then by who asks', () => {
    expect(areaOf('/sign-in', 'client')).toBe('guest')
    expect(areaOf('/invitation/abc', 'staff')).toBe('guest')
    expect(areaOf('/invitations', 'client')).toBe('client')
    expect(areaOf('/admin/companies', 'staff')).toBe('staff')
    expect(areaOf('/administrative', 'client')).toBe('client')
    expect(areaOf('/profile', 'staff')).toBe('office')
    expect(areaOf('/admin/users/7', 'staff')).toBe('office')
    expect(areaOf('/profile', 'client')).toBe('client')
    expect(areaOf('/cards', 'client')).toBe('instruments')
    expect(areaOf('/cards/7', 'client')).toBe('card')
    expect(areaOf('/cards/7/rule', 'client')).toBe('rules')
    expect(areaOf('/groups/7', 'client')).toBe('rules')
    expect(areaOf('/admin/companies/3/cards/7', 'staff')).toBe('staffCard')
    expect(areaOf('/transactions', 'client')).toBe('client')
    expect(areaOf('/admin/companies/7/coupons/8', 'staff')).toBe('clientInstruments')
    expect(areaOf('/admin/companies/7', 'staff')).toBe('staff')
    expect(areaOf('/cards/7/pin', 'client')).toBe('pins')
    expect(areaOf('/check', 'client')).toBe('check')
    expect(areaOf('/check', 'staff')).toBe('office')
    expect(areaOf('/search', 'client')).toBe('client')
    expect(areaOf('/search', 'staff')).toBe('search')
    expect(areaOf('/admin/imports/7', 'staff')).toBe('imports')
    expect(areaOf('/admin/audit', 'staff')).toBe('audit')
    expect(areaOf('/admin/auditors', 'staff')).toBe('staff')
  })
})

describe('an instance', () => {
  test('speaks one language and falls back to none', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const instance = createInstanceOf('kk', resourcesFor('kk', 'guest'))
    expect(translatorOf(instance)('auth:signIn.title')).toBe('Кіру')
    expect(translatorOf(instance)).toBe(translatorOf(instance))
    translatorOf(instance)('cards:title')
    expect(said).toHaveBeenCalledWith('No words for cards:title in "kk"')
  })

  test('leaves escaping to React', () => {
    expect(translatorFor('en')('emails:greeting', { email: '<b>&"' })).toBe('Hello, <b>&"!')
  })

  test('a code that has no words is never shown', () => {
    expect(sayByKey(i18nFor('en'), 'errors:password_common')).toMatch(/^This password/)
    expect(sayByKey(i18nFor('en'), 'errors:too_long', { max: 3 })).toBe('Too long: at most 3 characters')
    expect(sayByKey(i18nFor('en'), 'cards:count', { count: 1, n: 1 })).toBe('1 card')
    expect(sayByKey(i18nFor('ru'), 'errors:no_such_code')).toBe(translatorFor('ru')('errors:unexpected'))
    expect(sayByKey(i18nFor('ru'), 'nonsense')).toBe(translatorFor('ru')('errors:unexpected'))
  })

  test('words that come later are said, and what is missing is complained of each time', () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
    const instance = createInstanceOf('ru', { cards: { title: 'Карты' } })
    const t = translatorOf(instance)
    expect([t('cards:title'), t('coupons:title'), t('coupons:title')]).toEqual(['Карты', 'title', 'title'])
    expect(complaints).toHaveBeenCalledTimes(2)
    instance.addResourceBundle('ru', 'coupons', { title: 'Талоны' })
    instance.addResourceBundle('ru', 'cards', { title: 'Топливные карты' }, true, true)
    expect([t('cards:title'), t('coupons:title')]).toEqual(['Топливные карты', 'Талоны'])
  })

  test('keys and variables are checked by tsc', () => {
    const t = translatorFor('en')
    const mistakes = [
      // @ts-expect-error no such words
      () => t('cards:titel'),
      // @ts-expect-error a variable is missing
      () => t('cards:blocked'),
      // @ts-expect-error a variable is misspelt
      () => t('cards:blocked', { nummer: '1' }),
      // @ts-expect-error a plural needs its count
      () => t('cards:count', { n: '2' }),
      // @ts-expect-error a plural is asked for without its ending
      () => t('cards:count_one', { n: '1' }),
      // @ts-expect-error the noun is always named
      () => t('title'),
    ]
    expect(mistakes).toHaveLength(6)
  })
})

test('the types are those of the words: run `npm run words`', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'words-'))
  const resourcesFile = join(folder, 'resources.d.ts')
  await runTypesGenerator({
    ...config,
    types: { ...config.types, output: join(folder, 'i18next.d.ts'), resourcesFile },
  })
  expect(readFileSync('locales/resources.d.ts', 'utf8')).toBe(readFileSync(resourcesFile, 'utf8'))
  rmSync(folder, { recursive: true })
})

type Entry = (typeof routes)[number]

function pagesUnder(entries: readonly Entry[], above: string): { path: string; file: string }[] {
  return entries.flatMap((entry) => {
    const path = entry.path ? `${above}/${entry.path}` : above || '/'
    return [{ path, file: join('app', entry.file) }, ...pagesUnder(entry.children ?? [], path)]
  })
}

/** Pages of an account are the client's and the staff's; every other has one part of the site. */
function areasOfPage(path: string, file: string): Area[] {
  const sides = file.includes('routes/account/') ? (['client', 'staff'] as const) : (['client'] as const)
  return sides.map((side) => areaOf(path, side))
}
