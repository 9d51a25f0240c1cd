import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'
import { firstProducts } from '#db/migrations/0037-first-products.ts'
import configuration from '../.dependency-cruiser.cjs'

/** Ceilings fail; medians and ratios are printed, never enforced: code is not padded or split to please a number. */
const MAX_URL_FILE_LINES = 150
const MAX_LOADER_OR_ACTION_LINES = 25
const MAX_FILES_IN_A_FOLDER = 40

/** The first that fits counts. A migration is never edited, so its length is no matter. */
const CEILINGS: { of: RegExp; lines: number }[] = [
  { of: /^db\/migrations\//, lines: Number.POSITIVE_INFINITY },
  { of: /^app\/(routes|api)\//, lines: MAX_URL_FILE_LINES },
  { of: /^app\/(ui|views)\/.+\.tsx$/, lines: 150 },
  { of: /^db\/(queries|connection)\//, lines: 200 },
  { of: /^(app|db|emails)\//, lines: 250 },
]

/**
 * Files of app/domain, mail apart, that hold words of a language without saying them to anybody here: they are compared
 * with what stands in the files of others, or are data of a made-up retailer.
 */
const WORDS_AS_DATA: Record<string, string> = {
  'app/domain/imports/parsing/':
    'titles, statuses, units and letters as the files of 1C and of Excel write them',
  'app/domain/imports/secret-columns.ts': 'the titles under which such files hold QR codes',
  'app/domain/imports/fleet-words.ts': 'the titles in lists of drivers and vehicles',
  'app/domain/payments/purpose.ts': 'what payers write of invoices',
  'app/domain/imports/merging/station-lookup.server.ts': 'words of addresses that name no station',
  'app/domain/products/synonyms.ts': 'how the files of others write the name of a product',
  'app/domain/stations/register-hours.ts': 'how registers write the hours of a station',
  'app/domain/products/squeezed.ts': 'two letters that such files use for one',
  'app/domain/demo/': 'the companies, people and registers of the demo, which the importer reads',
}

/** Names in English that files of app/domain keep as rows or in the audit log: no page says them in its own words. */
const ENGLISH_AS_DATA: Record<string, string> = {
  'app/domain/companies/test-company.server.ts': 'the name of the company that test keys see',
  'app/domain/integrations/sandbox.server.ts': 'the holder of the card for tests',
  'app/domain/pump-operations/by-phone.server.ts': 'the integration of support, as the audit log names it',
  'app/domain/till/selling.server.ts': 'why a cashier took litres back, as the audit log keeps it',
  'app/domain/imports/fleet-words.ts': 'titles in lists of drivers and vehicles',
  'app/domain/imports/parsing/': 'titles, statuses and units as the files of 1C and of Excel write them',
  'app/domain/demo/': 'the vehicles of the demo',
}

/** Patterns that several files need, and the one that has each. */
const PATTERNS_OF_ONE_FILE: Record<string, RegExp> = {
  'app/domain/kernel/calendar.ts': /\[01\]\\d\|2\[0-3\]/,
  'app/domain/imports/parsing/formats/file-format.server.ts': /mime-version:/,
  'app/domain/imports/parsing/no-width.ts': /\\u00AD\\u200B/i,
  'app/http/server/bearer.server.ts': /\^Bearer/,
  'app/ui/feedback/phone-link.tsx': /\[\^\\d\+\]/,
}

/** Values of db/sql that the domain may import: plain text, numbers and the clock; expressions of SQL stay in db. */
const SQL_FOR_THE_DOMAIN: Record<string, string> = {
  databaseNow: 'the one clock of all nodes',
  COUNT_LIMIT: 'how far a count goes, which the domain says as "1,000+"',
  SEARCH_LIMIT: 'how far a search goes, which the domain says beside its list',
  firstRows: 'the page of who shows the first rows only',
  cutAt: 'a text of somebody outside, as far as it is kept',
  cutTo: 'the same for a column',
  reversed: 'a number as the column for its last digits holds it',
  plateKey: 'a plate as the column for its search holds it',
}

/**
 * What the name of a query begins with. Reads: `select` rows, `count` and `sum` a number, `has` and `is` yes or no.
 * Writes: `insert`, `update`, `delete`, `upsert` (the row may be there already) and `claim`, an update under a
 * condition whose result says whether the caller got what only one can have.
 */
const QUERY_VERBS = /^(select|count|sum|has|is|insert|update|delete|upsert|claim)[A-Z]/

/** What a file of db/sql asks of a row for all queries, and how a query would ask it by itself. */
const ASKED_IN_ONE_PLACE: Record<string, RegExp> = {
  'db/sql/holds.ts':
    /'held'\)?\s+(?:and |\.where\(')(?:\w+\.)?expires_at\b|\bhold_until(?:', ')?\s*(?:is\b|[<>])/g,
  'db/sql/planned-block.ts': /\bbegins_at(?:', ')?\s*<=.+\s+.*\bends_at(?:', ')?\s*is\b/g,
  'db/sql/coupon-search.ts':
    /\bcoupons_(?:company_)?reversed\b|'coupons', \w+, 'reversed'|\bk\.number_reversed\b/g,
  'db/sql/progress.ts': /\bvalue \+ 0 </g,
  'db/sql/card-chain.ts': /\breplaced_by(?:', '=', '| = )\w+\.number\b/g,
}

/** Where the code of a product may stand: the first products, which a migration inserts, and data made up for the demo. */
const PRODUCT_SEEDS = [
  'db/migrations/0037-first-products.ts',
  'db/migrations/0226-first-families.ts',
  'app/domain/demo/',
  'app/domain/imports/parsing/values/product-words.ts',
]

/** Where the money account of a contract is: the only thing that is called a ledger. */
const OF_THE_ACCOUNT = /(^|\/)contract-account(\/|\.ts$)/

/** Tests of other nouns that look at that account too. */
const TESTS_OF_THE_ACCOUNT: Record<string, string> = {
  'tests/domain/payments/payments.test.ts': 'what payments leave in it',
  'tests/routes/client/cards-and-coupons.test.ts': 'its rows are found by their coupon',
  'tests/support/accounts.ts': 'whether its sums and its rows agree',
  'tests/shape.test.ts': 'this rule',
}

/** What the outside calls a discrepancy an exception by: pages, words of pages, codes, the audit log, tables, the API. */
const EXCEPTIONS_OUTSIDE = [
  /\badmin\/exceptions\b(?:\/exception\.tsx)?/g,
  /['`](?:exceptions:|[\w-]+:(?:\w+\.)*exceptions?\b)/g,
  /entry\('exceptions'/g,
  /\bexception_(?:not_found|settled)\b|\bexception\.settled\b/g,
  /\bkind: 'exception'|^\s*(?:'exception',|exception: \{ what:)/g,
  /\bfuel_exceptions\b|\bFuelExceptionsTable\b/g,
  /\bexceptions: (?:z\.|discrepancies\b)/g,
  /\b(?:Errno|uncaught)Exception\b/g,
]

/** Where a refusal could only be what a station declined; forms, mail and commands have refusals of their own. */
const ABOUT_FUEL =
  /^(?:app\/(?:domain|views)|db\/queries)\/(?:authorizations|declines|overview|pump-operations|till)\/|^app\/api\/v1\/|^scripts\/bench\/|^docs\/(?:authorizations|performance)\.md$/

/** What the outside calls a decline a refusal by: pages, words of pages, a code, a column and a setting of the bench. */
const REFUSALS_OUTSIDE = [
  /(?<=['"`/])\/?(?:admin\/)?refusals\b(?!-)/g,
  /['`](?:refusals:|[\w-]+:(?:\w+\.)*refusals?\b)/g,
  /\brefusal_(?:not_found|id)\b/g,
  /\bBENCH_REFUSALS\b/g,
]

/** Queries that name several states of their own machinery: which of them is taken up, and not what may be done. */
const STATES_IN_SQL: Record<string, string> = {
  'db/queries/audit/log.ts': 'the actors that are people, whose address is joined',
  'db/queries/backups/': 'letters that a restored queue must not send again',
  'db/queries/bulk-changes/': 'work that a worker still takes up',
  'db/queries/imports/': 'work that a worker still takes up, and what is left of it',
  'db/queries/instructions/': 'an instruction without outcome, which the feed and its silence are about',
  'db/queries/mail/': 'the queue of letters',
  'db/queries/signals/': 'the fills among all that pumps write',
  'db/queries/state-registers/': 'work that a worker still takes up, and its end',
  'db/queries/webhooks/': 'the queue of deliveries',
}

const urlFiles = sourcesUnder('app/routes', 'app/api')
const domainFiles = sourcesUnder('app/domain')
const ownFiles = sourcesUnder('app', 'db', 'emails')
const queryFiles = sourcesUnder('db/queries', 'db/sql')
const testFiles = sourcesUnder('tests')
/** Without what `npm run words` writes. */
const production = sourcesUnder('app', 'db', 'emails', 'locales', 'scripts').filter(
  ({ name }) => !name.endsWith('.d.ts'),
)
const manuals = readdirSync('docs')
  .filter((name) => name.endsWith('.md'))
  .map((name) => source(`docs/${name}`, readFileSync(`docs/${name}`, 'utf8')))
const loadersAndActions = urlFiles.flatMap(handlersOf)

describe('the shape of the code', () => {
  test('no file of app, db or emails is longer than the ceiling of its kind', () => {
    expect(tooLong(ownFiles)).toEqual([])
  })

  test.each([
    ['app/routes/client/cards/list.tsx', 150],
    ['app/api/v1/cards.server.ts', 150],
    ['app/ui/list/filtered-list.tsx', 150],
    ['app/views/cards/card-table.tsx', 150],
    ['db/queries/cards/cards.ts', 200],
    ['db/connection/client.server.ts', 200],
    ['app/domain/cards/cards.server.ts', 250],
    ['app/views/cards/card-view.server.ts', 250],
    ['db/schema/cards.ts', 250],
    ['emails/invitation.tsx', 250],
  ])('%s of more than %i lines is reported', (name, ceiling) => {
    expect(tooLong([source(name, 'line\n'.repeat(ceiling))])).toEqual([])
    expect(tooLong([source(name, 'line\n'.repeat(ceiling + 1))])).toEqual([
      { name, lines: ceiling + 1, ceiling },
    ])
  })

  test('a migration may be as long as it has to be', () => {
    expect(tooLong([source('db/migrations/0001-companies.ts', 'line\n'.repeat(900))])).toEqual([])
  })

  test(`no folder has more than ${MAX_FILES_IN_A_FOLDER} files`, () => {
    const names = ownFiles.map(({ name }) => name).filter((name) => !name.startsWith('db/migrations/'))
    expect(crowded(names)).toEqual([])
  })

  test('a folder of one file more is reported, however its folders are filled', () => {
    const files = (folder: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${folder}/${index}.ts`)
    expect(crowded([...files('app/ui', 40), ...files('app/ui/list', 40)])).toEqual([])
    expect(crowded([...files('app/ui', 40), ...files('app/ui/list', 41)])).toEqual(['app/ui/list: 41'])
  })

  test(`no loader or action is longer than ${MAX_LOADER_OR_ACTION_LINES} lines`, () => {
    expect(longerThan(MAX_LOADER_OR_ACTION_LINES, loadersAndActions)).toEqual([])
  })

  test('no file that answers a URL touches SQL', () => {
    expect(urlFiles.flatMap(sqlIn)).toEqual([])
  })

  test.each([
    "import { sql } from 'kysely'",
    "import mysql from 'mysql2/promise'",
    "import type { CardRow } from '#db/queries/cards/cards.ts'",
    'sql<number>`select 1`',
    'sql`select 1`',
    "db.selectFrom('cards')",
    "db.insertInto('cards')",
    "db.updateTable('cards')",
    "db.deleteFrom('cards')",
  ])('finds SQL in %s', (text) => {
    expect(sqlIn(source('list.tsx', text))).toEqual(['list.tsx'])
    expect(sqlIn(source('list.tsx', 'listCards(ctx, filter)'))).toEqual([])
  })

  test('a component asks whether a page is there, and not which parts are switched on', () => {
    const components = ownFiles.filter(({ name }) => /^app\/(ui|views|routes)\/.+\.tsx$/.test(name))
    expect(components.flatMap(modulesAskedIn)).toEqual([])
    expect(modulesAskedIn(source('a.tsx', "modules.includes('till') ? 1 : 2"))).toEqual(['a.tsx'])
    expect(modulesAskedIn(source('a.tsx', "hasPage('/till') ? 1 : 2"))).toEqual([])
  })

  test('no test replaces a module', () => {
    expect(testFiles.flatMap(mocksIn)).toEqual([])
  })

  test('finds a module that is replaced', () => {
    for (const way of ['mock', 'doMock', 'hoisted', 'importMock'])
      expect(mocksIn(source('a.test.ts', `${'vi'}\n  .${way}('#app/a.ts')`))).toEqual(['a.test.ts'])
    expect(mocksIn(source('a.test.ts', 'vi.fn()'))).toEqual([])
  })

  test('no test is left out, alone, or to do', () => {
    expect(testFiles.flatMap(leftOutIn)).toEqual([])
  })

  test('finds a test that is left out, alone, or to do', () => {
    for (const how of ['skip', 'only', 'todo', 'fails', 'concurrent.skip'])
      for (const what of ['test', 'it', 'describe'])
        expect(leftOutIn(source('a.test.ts', `${what}.${how}('a', () => {})`))).toEqual(['a.test.ts'])
    expect(leftOutIn(source('a.test.ts', "test.each([1])('a', () => {})"))).toEqual([])
  })

  test('the title of a test says by itself what is right', () => {
    expect(testFiles.flatMap(fragmentsIn)).toEqual([])
  })

  test('a title that goes on from the one before or from that of its group is reported', () => {
    const fragments = [
      ...['and by the payer', 'But where it is excused', 'nor for another number', 'so is a lost answer'],
      ...[
        'also twice',
        'which ends',
        'whose limit is used up',
        'that is empty',
        'who hangs shuts nobody out',
      ],
    ]
    const whole = ['an empty card is declined', 'so many wait and one more is told', 'android is known', '%s']
    for (const call of ['test(', 'it(', "test.each([['a', 1]])(", "describe('a', () => { test(\n  "]) {
      const found = (title: string) => fragmentsIn(source('a.test.ts', `${call}'${title}', () => {})`))
      expect(fragments.flatMap(found)).toEqual(fragments.map((title) => `a.test.ts: ${title}`))
      expect(whole.flatMap(found)).toEqual([])
    }
    // A group may be a question.
    expect(fragmentsIn(source('a.test.ts', "describe('who may ask', () => {})"))).toEqual([])
  })

  test('an export for tests says why', () => {
    expect(production.flatMap(unexplainedIn)).toEqual([])
    const file = source(
      'cards.ts',
      ['/** @internal */', '/**', ' * @internal', ' */', '/** @internal a test tries it */'].join('\n'),
    )
    expect(unexplainedIn(file)).toEqual(['cards.ts:1', 'cards.ts:3'])
  })

  test('every query is named by what it does to rows', () => {
    const queries = ownFiles.filter(({ name }) => name.startsWith('db/queries/'))
    expect(queries.flatMap(misnamedIn)).toEqual([])
  })

  test('a bound is called MAX or MIN', () => {
    expect([...ownFiles, ...testFiles].flatMap(oddBoundsIn)).toEqual([])
    const odd = ['MOST_CARDS', 'LEAST_MS', 'FEWEST_WORDS', 'LONGEST', 'SHORTEST', 'LARGEST_SHARE', 'SMALLEST']
    const lines = ['MAX_CARDS', 'MIN_WORDS', ...odd].map(
      (name, at) => `${at % 2 ? 'export ' : '  '}const ${name} = 1`,
    )
    expect(oddBoundsIn(source('cards.ts', lines.join('\n')))).toEqual(odd.map((name) => `cards.ts: ${name}`))
  })

  test('a ledger is the money account of a contract and nothing else', () => {
    const elsewhere = [...ownFiles, ...sourcesUnder('scripts'), ...testFiles].filter(
      ({ name }) => !name.startsWith('db/migrations/') && !OF_THE_ACCOUNT.test(name),
    )
    const said = new Set(elsewhere.filter((file) => ledgersIn(file).length > 0).map(({ name }) => name))
    expect(said).toEqual(new Set(Object.keys(TESTS_OF_THE_ACCOUNT)))
  })

  test('the word is reported in a path, a name and a comment, and the column of that name is not', () => {
    const file = source(
      'db/queries/cards/ledger.ts',
      [
        '/** What the ledger has of a card. */',
        'interface LedgerRow { ledger_version: number; group_ledger_version: number }',
      ].join('\n'),
    )
    expect(ledgersIn(file)).toEqual([
      'db/queries/cards/ledger.ts',
      'db/queries/cards/ledger.ts: /** What the ledger has of a card. */',
      'db/queries/cards/ledger.ts: interface LedgerRow { ledger_version: number; group_ledger_version: number }',
    ])
    expect(ledgersIn(source('db/schema/cards.ts', '  ledger_version: Generated<number>'))).toEqual([])
    expect(OF_THE_ACCOUNT.test('db/schema/contract-account.ts')).toBe(true)
    expect(OF_THE_ACCOUNT.test('app/domain/contract-accounts/ledger.ts')).toBe(false)
  })

  test('what two sides say differently is a discrepancy, and what a station turned down is a decline', () => {
    const said = [...production, ...manuals].filter(({ name }) => !/^(db\/migrations|locales)\//.test(name))
    expect(said.flatMap((file) => saidIn(file, /exception/i, EXCEPTIONS_OUTSIDE))).toEqual([])
    const ofFuel = said.filter(({ name }) => ABOUT_FUEL.test(name))
    expect(new Set(ofFuel.map(({ name }) => dirname(name).split('/')[0]))).toEqual(
      new Set(['app', 'db', 'scripts', 'docs']),
    )
    expect(ofFuel.flatMap((file) => saidIn(file, /refusal/i, REFUSALS_OUTSIDE))).toEqual([])
  })

  test('the other words are reported in a path, a name and a comment, and what is called so outside is not', () => {
    const inside = [
      '/** What the exception says of both sides. */',
      'const exceptions = await listDiscrepancies(ctx)',
      'const { exception } = operation',
    ]
    const outside = [
      "href: '/admin/exceptions', title: t('exceptions:one'), label: t('audit:noun.exception')",
      "reject('exception_settled'), record(ctx, 'exception.settled', { kind: 'exception', id })",
      "db.selectFrom('fuel_exceptions')",
      'exceptions: z.array(z.enum(discrepancyKinds))',
    ]
    const file = source('app/domain/till/exceptions.ts', [...inside, ...outside].join('\n'))
    expect(saidIn(file, /exception/i, EXCEPTIONS_OUTSIDE)).toEqual([
      'app/domain/till/exceptions.ts',
      ...inside.map((line) => `app/domain/till/exceptions.ts: ${line}`),
    ])
    const refusals = ['seedRefusals(db)', '// the log of refusals', 'what: refusals']
    const pages = ["'/admin/refusals', `/refusals/7`", "t('refusals:why')", "reject('refusal_not_found')"]
    expect(
      saidIn(source('scripts/bench/a.mjs', [...refusals, ...pages].join('\n')), /refusal/i, REFUSALS_OUTSIDE),
    ).toEqual(refusals.map((line) => `scripts/bench/a.mjs: ${line}`))
  })

  test('a query with a verb of its own is reported, what takes no database is not', () => {
    const file = source(
      'cards.ts',
      [
        'export function selectCard(db: Db) {}',
        'export async function markBlocked(db: Db, id: number) {}',
        'export function counter(db: Db) {}',
        'export function matches(text: string) {}',
        'function helper(db: Db) {}',
      ].join('\n'),
    )
    expect(misnamedIn(file)).toEqual(['cards.ts: markBlocked', 'cards.ts: counter'])
  })

  test('an amount is computed in one place of the database', () => {
    expect(queryFiles.flatMap(amountsIn)).toEqual([])
  })

  test('an amount that a query computes by itself is reported, in either rounding', () => {
    const file = source(
      'db/queries/cards/cards.ts',
      [
        'round(k.volume * k.price / 1000) as amount',
        '(approved * price + 500) div 1000',
        'timestampdiff(microsecond, a, b) / 1000000 as seconds',
      ].join('\n'),
    )
    expect(amountsIn(file)).toEqual([
      'db/queries/cards/cards.ts: round(k.volume * k.price / 1000) as amount',
      'db/queries/cards/cards.ts: (approved * price + 500) div 1000',
    ])
  })

  test('what several queries ask of a row is asked in one way', () => {
    expect(queryFiles.flatMap(askedAgainIn)).toEqual([])
  })

  test('a query that asks by itself whether a hold counts is reported, and another use of the words is not', () => {
    const file = source(
      'db/queries/cards/cards.ts',
      [
        "where status = 'held' and expires_at > utc_timestamp(6)",
        "a.status = 'held'",
        '  and a.expires_at <= utc_timestamp(6)',
        ".where('status', '=', 'held')",
        "  .where('a.expires_at', '<=', now)",
        ".where('status', '=', 'held')",
        ".where('id', '=', id)",
        ".where('expires_at', '>', now)",
      ].join('\n'),
    )
    expect(askedAgainIn(file)).toHaveLength(3)
  })

  test('a query that asks by itself whether a pump holds a coupon is reported, and one that reads until when is not', () => {
    const file = source(
      'db/queries/coupons/coupons.ts',
      [
        'and (k.hold_until is null)',
        'coalesce(k.hold_until > utc_timestamp(6), 0) as is_held',
        "eb('hold_until', 'is', null)",
        "eb('k.hold_until', '<=', now)",
        'select k.held, k.hold_until, f.marked_at as suspected_at',
        '.set({ hold_until: null })',
      ].join('\n'),
    )
    expect(askedAgainIn(file)).toHaveLength(4)
  })

  test('a query that moves its own mark of how far it came is reported, and one that counts in a fact is not', () => {
    const file = source(
      'db/queries/contracts/coupon-values.ts',
      ['sql`if(value + 0 < 1, 1, value)`', 'sql`value + 1`'].join('\n'),
    )
    expect(askedAgainIn(file)).toHaveLength(1)
  })

  test('a query that looks for the last digits of coupons by itself is reported, and one for those of cards is not', () => {
    const file = source(
      'db/queries/declines/declines.ts',
      [
        'select id from coupons force index (coupons_company_reversed) where company_id = 1',
        "searchIn('coupons', scope, 'reversed', ends)",
        "where k.number_reversed like '321%'",
        "search('cards_company_reversed', 'number_reversed', text)",
      ].join('\n'),
    )
    expect(askedAgainIn(file)).toHaveLength(3)
  })

  test('a query that asks by itself whether a planned block is in force is reported, and one of those to come is not', () => {
    const file = source(
      'db/queries/cards/cards.ts',
      [
        'and p.begins_at <= utc_timestamp(6) and (p.ends_at is null or p.ends_at > utc_timestamp(6))',
        ".on('planned.begins_at', '<=', now)",
        ".on((eb) => eb.or([eb('planned.ends_at', 'is', null), eb('planned.ends_at', '>', now)]))",
        ".where('next.begins_at', '>', now)",
        "  .$if(begun, (query) => query.where('begins_at', '<=', now))",
        '  .execute()',
      ].join('\n'),
    )
    expect(askedAgainIn(file)).toHaveLength(2)
  })

  test('a query that reads by itself whose place a card took is reported, and one that reads its heir is not', () => {
    const file = source(
      'db/queries/cards/cards.ts',
      [
        'chain join cards c on c.company_id = chain.company_id and c.replaced_by = chain.number',
        ".onRef('c.replaced_by', '=', 'chain.number')",
        'join cards heir on heir.number = old.replaced_by',
      ].join('\n'),
    )
    expect(askedAgainIn(file)).toHaveLength(2)
  })

  test('a day and an hour have their milliseconds, minutes and seconds in one place', () => {
    expect(ownFiles.flatMap(durationsIn)).toEqual([])
    const file = source(
      'app/domain/cards/cards.ts',
      [
        '/** 1 to 1440 */',
        'const DAY_MS = 24 * HOUR_MS',
        '  const until = at + 3 * 3_600_000',
        'const minute = at % 1440',
        'const free = 14400',
        'const DAY_SECONDS = 24 * 3_600',
        'maxAge: 365 * 86_400',
        'const SECONDS_A_DAY = 86400',
      ].join('\n'),
    )
    expect(durationsIn(file)).toEqual([
      'app/domain/cards/cards.ts: const DAY_MS = 24 * HOUR_MS',
      'app/domain/cards/cards.ts: const until = at + 3 * 3_600_000',
      'app/domain/cards/cards.ts: const minute = at % 1440',
      'app/domain/cards/cards.ts: const DAY_SECONDS = 24 * 3_600',
      'app/domain/cards/cards.ts: maxAge: 365 * 86_400',
      'app/domain/cards/cards.ts: const SECONDS_A_DAY = 86400',
    ])
  })

  test('the periods of an issuer’s limit are listed once', () => {
    expect(ownFiles.flatMap(periodsIn)).toEqual([])
    const listed = ["z.enum(['daily', 'weekly', 'monthly'])", "period: 'daily' | 'weekly' | 'monthly'"]
    for (const list of [...listed, "[\n  'daily',\n  'weekly',\n  'monthly',\n]"])
      expect(periodsIn(source('app/api/v1/cards.server.ts', list))).toEqual(['app/api/v1/cards.server.ts'])
    expect(periodsIn(source('app/a.ts', "{ period: 'daily', limit: 1 }, { period: 'weekly' }"))).toEqual([])
  })

  test("a row's id is read in one way", () => {
    expect(ownFiles.flatMap(idsReadIn)).toEqual([])
    const file = source(
      'app/domain/cards/cards.input.server.ts',
      [
        'const id = z.string().regex(/^[1-9]\\d{0,14}$/)',
        'const one = /^[1-9][0-9]{0,14}$/',
        'const Id = z.coerce.number().int()',
        'z.object({',
        '  templateId: z.coerce',
        '    .number(),',
        '  groupIds: z.array(z.coerce.number()).default([]),',
        "  listId: z.union([z.literal(''), z.coerce.number()]),",
        '  cardId: rowId,',
        '  version: z.coerce.number(),',
        '})',
      ].join('\n'),
    )
    expect(idsReadIn(file)).toEqual(
      [
        '[1-9]\\d{0,14}',
        '[1-9][0-9]{0,14}',
        'Id = z.coerce',
        'templateId: z.coerce',
        'groupIds: z.array(z.coerce',
        "listId: z.union([z.literal(''), z.coerce",
      ].map((found) => `app/domain/cards/cards.input.server.ts: ${found}`),
    )
  })

  test('a typed number is read in one way', () => {
    expect(ownFiles.flatMap(typedNumbersIn)).toEqual([])
    const file = source(
      'app/domain/till/till.input.server.ts',
      [
        "text.replace(/[\\s\\u00A0]/g, '').replace(',', '.')",
        "text.replaceAll(/\\s/g, '')",
        'text.replace(/[\\s\\u00a0\\u202f-]/g, "")',
        "text.replace(/\\s+/g, ' ')",
      ].join('\n'),
    )
    expect(typedNumbersIn(file)).toEqual([
      "app/domain/till/till.input.server.ts: text.replace(/[\\s\\u00A0]/g, '').replace(',', '.')",
      "app/domain/till/till.input.server.ts: text.replaceAll(/\\s/g, '')",
      'app/domain/till/till.input.server.ts: text.replace(/[\\s\\u00a0\\u202f-]/g, "")',
    ])
  })

  test('the length of a password, typed or new, stands in one place', () => {
    expect(ownFiles.flatMap(passwordLengthsIn)).toEqual([])
    const file = source(
      'app/domain/till/till.input.server.ts',
      [
        'const PASSWORD_MIN = 8',
        'const MAX_PASSWORD = 128',
        'z.object({ password: z.string().min(1).max(1000), pin })',
        '  passwordConfirmation: z.string().max(2000).optional(),',
        '  password: Password,',
      ].join('\n'),
    )
    expect(passwordLengthsIn(file)).toEqual([
      'app/domain/till/till.input.server.ts: const PASSWORD_MIN =',
      'app/domain/till/till.input.server.ts: const MAX_PASSWORD =',
      'app/domain/till/till.input.server.ts: password: z.',
      'app/domain/till/till.input.server.ts: passwordConfirmation: z.',
    ])
  })

  test.each(Object.entries(PATTERNS_OF_ONE_FILE))('only %s has its pattern', (file, pattern) => {
    const written = (sources: Source[]) =>
      sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)
    expect(written(ownFiles)).toEqual([file])
    const { text = '' } = ownFiles.find(({ name }) => name === file) ?? {}
    expect(written([source('app/api/caller.server.ts', text)])).toEqual(['app/api/caller.server.ts'])
  })

  test("Almaty's offset stands in the calendar only", () => {
    expect(ownFiles.flatMap(offsetsIn)).toEqual([])
    const file = source(
      'app/domain/imports/sample.ts',
      [
        '/** As `+05:00`. */',
        "const OFFSET = '+05:00'",
        'const CHANGE = Date.UTC(2024, 1, 29, 18)',
        'const ALMATY_MINUTES = 300',
      ].join('\n'),
    )
    expect(offsetsIn(file)).toEqual([
      "app/domain/imports/sample.ts: const OFFSET = '+05:00'",
      'app/domain/imports/sample.ts: const CHANGE = Date.UTC(2024, 1, 29, 18)',
      'app/domain/imports/sample.ts: const ALMATY_MINUTES = 300',
    ])
  })

  test('the moment of a statement is the one of db/sql', () => {
    expect(queryFiles.flatMap(momentsIn)).toEqual([])
    const file = source(
      'db/queries/cards/cards.ts',
      [
        'const now = sql<Date>`utc_timestamp(6)`',
        '  at: sql`utc_timestamp(6)`,',
        'sql<Date>`utc_timestamp(6) - interval 1 day`',
      ].join('\n'),
    )
    expect(momentsIn(file)).toEqual([
      'db/queries/cards/cards.ts: sql<Date>`utc_timestamp(6)`',
      'db/queries/cards/cards.ts: sql`utc_timestamp(6)`',
    ])
  })

  test('a query is told which statuses, roles and actions count', () => {
    const others = queryFiles.filter(
      ({ name }) => !Object.keys(STATES_IN_SQL).some((path) => name.startsWith(path)),
    )
    expect(others.flatMap(listedIn)).toEqual([])
    for (const path of Object.keys(STATES_IN_SQL))
      expect(queryFiles.filter(({ name }) => name.startsWith(path)).flatMap(listedIn)).not.toEqual([])
  })

  test('a query that lists statuses, or names an action, is reported', () => {
    const file = source(
      'db/queries/orders/orders.ts',
      [
        ".where('status', 'in', statuses)",
        ".where('status', 'in', ['draft', 'sent'])",
        "  and o.status not in ('invoiced', 'paid')",
        "a.subject_id = coupons.id and a.action = 'coupon.qr_shown'",
        ".where('action', '=', 'coupon.qr_shown')",
        ".where('kind', '=', 'replacement')",
      ].join('\n'),
    )
    expect(listedIn(file)).toEqual([
      "db/queries/orders/orders.ts: 'in', ['",
      "db/queries/orders/orders.ts: in ('",
      "db/queries/orders/orders.ts: action = '",
      "db/queries/orders/orders.ts: 'action', '=', '",
    ])
  })

  test('a folder of the domain imports another by its whole name', () => {
    expect(domainFiles.flatMap(shortcutsIn)).toEqual([])
    const file = source(
      'app/domain/cards/register/rows.ts',
      ["import a from '../cards.ts'", "import b from '../../audit/audit.server.ts'"].join('\n'),
    )
    expect(shortcutsIn(file)).toEqual(['app/domain/cards/register/rows.ts: ../../audit/audit.server.ts'])
  })

  test('no code of a product is written down but where products are seeded', () => {
    const named = ownFiles.filter(({ name }) => !PRODUCT_SEEDS.some((path) => name.startsWith(path)))
    expect(named.flatMap(productsNamedIn)).toEqual([])
  })

  test('a code of a product is reported, alone or in a list, and a word that holds it is not', () => {
    const file = source(
      'cards.ts',
      [
        '/** As `diesel`. */',
        "const a = 'diesel'",
        'const b = `ai92,lpg`',
        "const c = { diesel_winter: 'blue' }",
        "const d = 'dieselgate'",
      ].join('\n'),
    )
    expect(productsNamedIn(file)).toEqual([
      "cards.ts: 'diesel'",
      'cards.ts: `ai92,lpg`',
      'cards.ts: diesel_winter',
    ])
  })

  test('no two folders of the domain need each other, not even for a type', () => {
    expect(circlesIn(foldersNeeded(domainFiles))).toEqual([])
  })

  test('finds a circle of folders, however it is imported', () => {
    const circle = [
      source('app/domain/cards/cards.ts', "import type { Coupon } from '#app/domain/coupons/coupons.ts'"),
      source('app/domain/coupons/coupons.ts', "import { total } from '../overview/overview.ts'"),
      source('app/domain/overview/overview.ts', "export { Card } from '#app/domain/cards/cards.ts'"),
      source('app/domain/history/history.ts', "import { Card } from '../cards/cards.ts'"),
    ]
    expect(circlesIn(foldersNeeded(circle))).toEqual(['cards', 'coupons', 'overview'])
    for (const way of ["import '../cards/cards.ts'", "await import('#app/domain/cards/cards.ts')"]) {
      const pair = [
        source('app/domain/cards/cards.ts', "import type { Coupon } from '../coupons/coupons.ts'"),
        source('app/domain/coupons/coupons.ts', way),
      ]
      expect(circlesIn(foldersNeeded(pair))).toEqual(['cards', 'coupons'])
    }
  })

  test('each query of another noun that a folder of the domain may call is called by it', () => {
    const allowed = exceptionsOf(configuration.forbidden)
    expect(allowed.length).toBeGreaterThan(0)
    expect(unusedOf(allowed, domainFiles)).toEqual([])
  })

  test('finds a query of another noun that nobody calls, whatever its folder is called', () => {
    const rule = {
      name: 'queries-belong-to-their-noun',
      from: { path: '^app/domain/bulk-changes/' },
      to: { path: '^db/queries/', pathNot: ['^db/queries/bulk-changes/', '^db/queries/contract-account/'] },
    }
    const [allowed] = exceptionsOf([rule])
    expect(allowed).toEqual({ folder: 'bulk-changes', noun: 'contract-account' })
    const file = (path: string) =>
      source('app/domain/bulk-changes/a.server.ts', `import { a } from '#db/queries/${path}'`)
    expect(
      unusedOf(
        [rule].flatMap((one) => exceptionsOf([one])),
        [file('cards/cards.ts')],
      ),
    ).toEqual([allowed])
    expect(
      unusedOf(
        [rule].flatMap((one) => exceptionsOf([one])),
        [file('contract-account/a.ts')],
      ),
    ).toEqual([])
  })

  test('what may read the queries of other nouns does', () => {
    const rule = configuration.forbidden?.find(({ name }) => name === 'queries-know-their-noun-only')
    const free = ownFiles.filter(({ name }) => new RegExp(String(rule?.from.pathNot)).test(name))
    expect(free.map(({ name }) => name)).toEqual(['db/queries/overview/staff.ts'])
    expect(free.filter((file) => !queriesOfOthersIn(file))).toEqual([])
    const own = "import { selectOverview } from '#db/queries/overview/overview.ts'"
    expect(queriesOfOthersIn(source('db/queries/overview/staff.ts', own))).toBe(false)
  })

  test('what presenters may call of http is called by one', () => {
    const rule = configuration.forbidden?.find(({ name }) => name === 'presenters-answer-nothing')
    const allowed = rule && 'to' in rule ? [rule.to.pathNot ?? []].flat() : []
    const presenters = ownFiles.filter(({ name }) => /^app\/views\/.+\.server\.ts$/.test(name))
    const imported = presenters.flatMap(valuesOfHttpIn)
    expect(allowed.length).toBeGreaterThan(0)
    expect(allowed.filter((path) => !imported.some((one) => new RegExp(path).test(one)))).toEqual([])
    expect(valuesOfHttpIn(source('a.ts', "import type { Fields } from '#app/http/a.ts'"))).toEqual([])
  })

  test('the domain imports of db/sql what is no SQL', () => {
    const odd = domainFiles.flatMap(sqlValuesIn).filter(({ value }) => !(value in SQL_FOR_THE_DOMAIN))
    expect(odd).toEqual([])
    const file = source(
      'cards.server.ts',
      [
        "import { type Searches, foundBy } from '#db/sql/search.ts'",
        "import type { JoinedCardRule } from '#db/sql/card-rule.ts'",
      ].join('\n'),
    )
    expect(sqlValuesIn(file)).toEqual([{ name: 'cards.server.ts', value: 'foundBy' }])
  })

  test('each value that it may import is imported', () => {
    const used = new Set(domainFiles.flatMap(sqlValuesIn).map(({ value }) => value))
    expect(Object.keys(SQL_FOR_THE_DOMAIN).filter((value) => !used.has(value))).toEqual([])
  })

  test('no file of the domain, mail apart, says a word in a language', () => {
    const allowed = [...Object.keys(WORDS_AS_DATA), 'app/domain/mail/']
    const spoken = domainFiles.filter(({ name }) => !allowed.some((path) => name.startsWith(path)))
    expect(spoken.flatMap(spokenIn)).toEqual([])
  })

  test('each exception of that is used', () => {
    const spoken = domainFiles.filter((file) => spokenIn(file).length > 0).map(({ name }) => name)
    for (const path of Object.keys(WORDS_AS_DATA))
      expect(spoken.filter((name) => name.startsWith(path))).not.toEqual([])
  })

  test('a word is reported wherever a program says it, and not in a comment', () => {
    const file = source(
      'cards.ts',
      [
        '/** Карта */',
        "const a = 'Карта'",
        'const b = `карты`',
        'const c = /карта/',
        "const d = { карта: a, card: 'card' }",
      ].join('\n'),
    )
    expect(spokenIn(file)).toEqual([
      "cards.ts: 'Карта'",
      'cards.ts: `карты`',
      'cards.ts: /карта/',
      'cards.ts: карта',
    ])
  })

  test('no file of the domain, mail apart, says a sentence in English', () => {
    const allowed = [...Object.keys(ENGLISH_AS_DATA), 'app/domain/mail/']
    const said = domainFiles.filter(({ name }) => !allowed.some((path) => name.startsWith(path)))
    expect(said.flatMap(englishIn)).toEqual([])
  })

  test('each exception of that is used as well', () => {
    const said = domainFiles.filter((file) => englishIn(file).length > 0).map(({ name }) => name)
    const unused = Object.keys(ENGLISH_AS_DATA).filter((path) => !said.some((name) => name.startsWith(path)))
    expect(unused).toEqual([])
  })

  test('a sentence in English is reported, and what programmers and operators read is not', () => {
    const file = source(
      'cards.ts',
      [
        '/** The card is blocked. */',
        "const a = 'The card is blocked'",
        `const b = \`Card \${number} is blocked\``,
        "const c = 'card_blocked'",
        "throw new Error('no such card')",
        `throw new RangeError(\`no card \${number} there\`)`,
        "class Lost extends Error { constructor() { super('another worker took over') } }",
        "log.info({ id }, 'Card was blocked')",
      ].join('\n'),
    )
    expect(englishIn(file)).toEqual([
      "cards.ts: 'The card is blocked'",
      `cards.ts: \`Card \${number} is blocked\``,
    ])
  })

  test('a loader of one line more is reported', () => {
    const loader = (lines: number) => `export function loader() {${'\n'.repeat(lines - 1)}}`
    const found = (lines: number) =>
      longerThan(MAX_LOADER_OR_ACTION_LINES, handlersOf(source('route.tsx', loader(lines))))
    expect(found(MAX_LOADER_OR_ACTION_LINES)).toEqual([])
    expect(found(MAX_LOADER_OR_ACTION_LINES + 1)).toEqual(['route.tsx loader: 26'])
  })

  test('counts loaders and actions in each of their forms', () => {
    const route = source(
      'route.tsx',
      [
        'export async function loader() {',
        '  return 1',
        '}',
        'export const action = async () => {',
        '  return 2',
        '}',
        'export const meta = () => []',
      ].join('\n'),
    )
    expect(handlersOf(route).map(({ name, lines }) => [name, lines])).toEqual([
      ['route.tsx loader', 3],
      ['route.tsx action', 3],
    ])
  })

  afterAll(() => {
    const loaders = loadersAndActions.filter(({ name }) => name.endsWith(' loader'))
    const actions = loadersAndActions.filter(({ name }) => name.endsWith(' action'))
    const ratio = total(testFiles) / total(production)
    process.stdout.write(
      [
        'Shape, in lines (number / median / longest; aims in brackets):',
        `  files that answer a URL ${summary(urlFiles)} (median <= 60)`,
        `  loaders ${summary(loaders)}, actions ${summary(actions)} (median <= 12)`,
        `  domain files ${summary(domainFiles)} (median <= 60)`,
        `  tests to code ${total(testFiles)} : ${total(production)} = ${ratio.toFixed(2)} (>= 1.0)`,
        '',
      ].join('\n'),
    )
  })
})

interface Source {
  name: string
  text: string
  lines: number
}

function sourcesUnder(...folders: string[]): Source[] {
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name))
      .map((name) => source(name, readFileSync(name, 'utf8'))),
  )
}

/** What is imported relatively from another folder of app/domain. */
function shortcutsIn({ name, text }: Source): string[] {
  const nounOf = (path: string) => path.split('/')[2]
  return [...text.matchAll(/\b(?:from|import)\s*\(?'(\.{1,2}\/[^']+)'/g)]
    .map(([, path = '']) => path)
    .filter((path) => nounOf(join(dirname(name), path)) !== nounOf(name))
    .map((path) => `${name}: ${path}`)
}

function source(name: string, text: string): Source {
  return { name, text, lines: text.trimEnd().split('\n').length }
}

/** The exported loader and action of a route file. */
function handlersOf({ name, text }: Source): Source[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  return file.statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement)) return handler(statement.name?.text, statement)
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap((declaration) =>
      ts.isIdentifier(declaration.name) ? handler(declaration.name.text, declaration) : [],
    )
  })

  function handler(called: string | undefined, node: ts.Node): Source[] {
    return called === 'loader' || called === 'action' ? [source(`${name} ${called}`, node.getText(file))] : []
  }
}

/** The literals and names of a file in Cyrillic letters, as `cards.ts: 'Карта'`. */
function spokenIn(file: Source): string[] {
  return tokensIn(file).filter((token) => /\p{Script=Cyrillic}/u.test(token))
}

/** The texts of a file with two words of English, as `cards.ts: 'The card'`; failures and the log are for operators. */
function englishIn({ name, text }: Source): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const said: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText(file))) return
    if (ts.isCallExpression(node) && /^super$|\blog\.\w+$/.test(node.expression.getText(file))) return
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      if (isEnglish(wordsOf(node))) said.push(`${name}: ${node.getText(file)}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return said
}

/** A template without what is put in. */
function wordsOf(node: ts.StringLiteralLike | ts.TemplateExpression): string {
  if (ts.isStringLiteralLike(node)) return node.text
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' ')
}

/** Two words of letters in a row; markup is none. */
function isEnglish(text: string): boolean {
  return !/[<>]/.test(text) && /(?<![\w-])[A-Za-z]{2,}[,;:]?\s+[A-Za-z]{2,}(?![\w=-])/.test(text)
}

/** Those with the code of one of the first products. */
function productsNamedIn(file: Source): string[] {
  const codes = firstProducts.map(({ code }) => code).join('|')
  return tokensIn(file).filter((token) => new RegExp(`\\b(${codes})\\b`).test(token))
}

/** Every literal, name and sign of a file but its comments, with the file's name before it. */
function tokensIn({ name, text }: Source): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const tokens: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return
    if (node.getChildCount(file) > 0) for (const child of node.getChildren(file)) visit(child)
    else tokens.push(`${name}: ${node.getText(file)}`)
  }
  visit(file)
  return tokens
}

/** The lines with a volume at a price, in tiyn: each divides by the millilitres of a litre. */
function amountsIn({ name, text }: Source): string[] {
  if (name === 'db/sql/amount.ts') return []
  const lines = text.split('\n').filter((line) => /\/ 1000\)|\bdiv 1000\b/.test(line))
  return lines.map((line) => `${name}: ${line.trim()}`)
}

/** The lines that say how long a day, an hour or a minute is, comments and migrations aside. */
function durationsIn({ name, text }: Source): string[] {
  if (name === 'app/domain/kernel/durations.ts' || name.startsWith('db/migrations/')) return []
  const written =
    /\b(?:86_?400(?:_?000)?|3_?600_?000|1_?440)\b|const (?:(?:DAY|HOUR|MINUTE)_MS|DAY_(?:MINUTES|SECONDS))\b/
  return codeLinesIn(text, written).map((line) => `${name}: ${line}`)
}

/** The lines with such a text that are no comment. */
function codeLinesIn(text: string, written: RegExp): string[] {
  const lines = text.split('\n').filter((line) => written.test(line) && !/^\s*(?:\/\*|\*|\/\/)/.test(line))
  return lines.map((line) => line.trim())
}

/** Where a file has a pattern of its own for ids, or takes them by a number's other ways of writing. */
function idsReadIn({ name, text }: Source): string[] {
  if (name === 'app/domain/kernel/id.input.server.ts') return []
  const found = text.matchAll(
    /\[1-9\](?:\\d|\[0-9\])\{0,14\}|\b\w*[iI]ds?\s*[:=]\s*z\b[^\n]*?\bz?\s*\.coerce/g,
  )
  return [...found].map(([read]) => `${name}: ${read.replace(/\s+/g, ' ')}`)
}

/** The lines of a form that read a number by themselves, and those that name a space of which `\\s` holds all. */
function typedNumbersIn({ name, text }: Source): string[] {
  if (name === 'app/domain/kernel/typed-number.input.server.ts') return []
  const read = /replace(?:All)?\((?:',', '\.'|\/\\s\/g, '')\)/
  const spaces = /\\s(?:\\u00a0|\\u202f)/i
  const lines = text.split('\n').filter((line) => spaces.test(line) || (isForm(name) && read.test(line)))
  return lines.map((line) => `${name}: ${line.trim()}`)
}

function isForm(name: string): boolean {
  // A degree has no thousands: a space parts two of them.
  return name.endsWith('.input.server.ts') && name !== 'app/domain/stations/stations.input.server.ts'
}

/** Where a file has a bound of its own for a password. */
function passwordLengthsIn({ name, text }: Source): string[] {
  if (name === 'app/domain/kernel/password-length.ts') return []
  const found = text.matchAll(/\bconst \w*PASSWORD(?:_\w+)? =(?= [\d_]+$)|\b\w*[pP]assword\w*: z\./gm)
  return [...found].map(([bound]) => `${name}: ${bound}`)
}

/** The lines that say how far Almaty's clock is ahead, or when that changed, comments aside. */
function offsetsIn({ name, text }: Source): string[] {
  if (name === 'app/domain/kernel/calendar.ts') return []
  const written = /\+0?[56]:00\b|\bDate\.UTC\(2024\b|\bALMATY_\w+ =/
  return codeLinesIn(text, written).map((line) => `${name}: ${line}`)
}

/** A file that lists the periods of limits, but for the column's type and the values of it. */
function periodsIn({ name, text }: Source): string[] {
  if (name === 'app/domain/kernel/limit-periods.ts' || name === 'db/schema/service-requests.ts') return []
  return /'daily'\s*[,|]\s*'weekly'\s*[,|]\s*'monthly'/.test(text) ? [name] : []
}

/** Where a file of SQL makes its own of what `now` is. */
function momentsIn({ name, text }: Source): string[] {
  if (name === 'db/sql/now.ts') return []
  return [...text.matchAll(/sql(?:<\w+>)?`utc_timestamp\(6\)`/g)].map(([moment]) => `${name}: ${moment}`)
}

/** Where a file of SQL compares the end of what is held. */
/** Where a query asks by itself what a file of db/sql asks for all. */
function askedAgainIn({ name, text }: Source): string[] {
  return Object.entries(ASKED_IN_ONE_PLACE)
    .filter(([place]) => place !== name)
    .flatMap(([, question]) => [...text.matchAll(question)])
    .map(([asked]) => `${name}: ${asked.replace(/\s+/g, ' ')}`)
}

/** Where a file of SQL lists words that a column may hold, or names what the audit log calls an action. */
function listedIn({ name, text }: Source): string[] {
  const found = text.matchAll(/'in', \[\s*'|\bin \('|\baction = '|'action', '=', '/g)
  return [...found].map(([list]) => `${name}: ${list.replace(/\s+/g, ' ')}`)
}

function oddBoundsIn({ name, text }: Source): string[] {
  const bounds = text.matchAll(
    /^\s*(?:export )?const ((?:MOST|LEAST|FEWEST|LONGEST|SHORTEST|LARGEST|SMALLEST)(?:_\w+)?)\b/gm,
  )
  return [...bounds].map(([, bound]) => `${name}: ${bound}`)
}

/** The path and the lines of a file with the word "ledger", but for columns: tables keep their names. */
function ledgersIn({ name, text }: Source): string[] {
  const lines = text
    .split('\n')
    .map((line) => ({ line, said: line.replace(/\b(\w+_)?ledger_version\b/g, '') }))
  const found = lines.filter(({ said }) => /ledger/i.test(said)).map(({ line }) => `${name}: ${line.trim()}`)
  return /ledger/i.test(name) ? [name, ...found] : found
}

/** The path and the lines of a file that say a word, without what is called so outside. */
function saidIn({ name, text }: Source, word: RegExp, outside: RegExp[]): string[] {
  const says = (line: string) => word.test(outside.reduce((left, known) => left.replace(known, ''), line))
  const found = text.split('\n').filter(says)
  return [...(says(name) ? [name] : []), ...found.map((line) => `${name}: ${line.trim()}`)]
}

/** The exported functions of a file that take the database and begin with none of the verbs. */
function misnamedIn({ name, text }: Source): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  return file.statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement) || !statement.name) return []
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    if (!isExported || statement.parameters[0]?.type?.getText(file) !== 'Db') return []
    return QUERY_VERBS.test(statement.name.text) ? [] : [`${name}: ${statement.name.text}`]
  })
}

/** By folder of app/domain: the other folders that its files import, types too. */
function foldersNeeded(sources: Source[]): Map<string, Set<string>> {
  const needed = new Map<string, Set<string>>()
  for (const { name, text } of sources) {
    const folder = folderOf(name)
    const own = needed.get(folder) ?? new Set()
    needed.set(folder, own)
    for (const [, path = ''] of text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      const file = path.startsWith('#') ? path.slice(1) : join(dirname(name), path)
      if (file.startsWith('app/domain/') && folderOf(file) !== folder) own.add(folderOf(file))
    }
  }
  return needed
}

function folderOf(file: string): string {
  return file.split('/')[2] ?? ''
}

/** The folders from which a way leads back to themselves, by name. */
function circlesIn(needed: Map<string, Set<string>>): string[] {
  return [...needed.keys()].filter((folder) => reachedFrom(folder, needed).has(folder)).sort()
}

function reachedFrom(folder: string, needed: Map<string, Set<string>>): Set<string> {
  const reached = new Set<string>()
  const next = [folder]
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    for (const other of needed.get(one) ?? []) {
      if (reached.has(other)) continue
      reached.add(other)
      next.push(other)
    }
  }
  return reached
}

type Rules = NonNullable<typeof configuration.forbidden>
type Exception = { folder: string; noun: string }

/** What the rule `queries-belong-to-their-noun` allows beside a folder's own queries. */
function exceptionsOf(rules: Rules = []): Exception[] {
  return rules
    .filter(({ name }) => name === 'queries-belong-to-their-noun')
    .flatMap((rule) => {
      const folder = /^\^app\/domain\/([\w-]+)\/$/.exec(String(rule.from.path))?.[1]
      const allowed = 'to' in rule ? [rule.to.pathNot ?? []].flat() : []
      const nouns = allowed.flatMap((path) => /^\^db\/queries\/([\w-]+)\//.exec(path)?.[1] ?? [])
      return folder ? nouns.filter((noun) => noun !== folder).map((noun) => ({ folder, noun })) : []
    })
}

function unusedOf(allowed: Exception[], sources: Source[]): Exception[] {
  return allowed.filter(
    ({ folder, noun }) =>
      !sources.some(
        ({ name, text }) =>
          name.startsWith(`app/domain/${folder}/`) && text.includes(`'#db/queries/${noun}/`),
      ),
  )
}

function queriesOfOthersIn({ name, text }: Source): boolean {
  const others = [...text.matchAll(/'#db\/queries\/([\w-]+)\//g)].map(([, noun]) => noun)
  return others.some((noun) => noun !== name.split('/')[2])
}

/** The files of app/http of which a file imports more than types. */
function valuesOfHttpIn({ text }: Source): string[] {
  return [...text.matchAll(/\bimport \{[^}]*\} from '#(app\/http\/[^']+)'/g)].map(([, path = '']) => path)
}

/** What of db/sql a file imports, types apart. */
function sqlValuesIn({ name, text }: Source): { name: string; value: string }[] {
  return [...text.matchAll(/\bimport \{([^}]*)\} from '#db\/sql\//g)]
    .flatMap(([, names = '']) => names.split(',').map((one) => one.trim()))
    .filter((value) => value !== '' && !value.startsWith('type '))
    .map((value) => ({ name, value }))
}

/** The lines with a tag `@internal` that gives no reason. */
function unexplainedIn({ name, text }: Source): string[] {
  return text
    .split('\n')
    .flatMap((line, at) => (/@internal\b(?! \w+ \w+)/.test(line) ? [`${name}:${at + 1}`] : []))
}

function sqlIn({ name, text }: Source): string[] {
  const sql =
    /\bsql(<[^>]*>)?`|\bselectFrom\(|\binsertInto\(|\bupdateTable\(|\bdeleteFrom\(|from '(kysely|mysql2|#db\/)/
  return sql.test(text) ? [name] : []
}

function modulesAskedIn({ name, text }: Source): string[] {
  return /\bmodules\.includes\(/.test(text) ? [name] : []
}

function mocksIn({ name, text }: Source): string[] {
  return /\bvi\s*\.\s*(mock|doMock|hoisted|importMock)\b/.test(text) ? [name] : []
}

function leftOutIn({ name, text }: Source): string[] {
  return /\b(test|it|describe)(\.\w+)*\.(skip|only|todo|fails)\b/.test(text) ? [name] : []
}

/** Titles of tests that begin as the second half of a sentence. */
function fragmentsIn({ name, text }: Source): string[] {
  const titles = text.matchAll(
    /(?:\b(?:test|it)|\))\(\s*(['"`])((?:and|but|or|nor|so(?! many\b)|also|yet|then|which|whose|whom|that|who)\b.*?)\1,/gi,
  )
  return [...titles].map(([, , title]) => `${name}: ${title}`)
}

function tooLong(sources: Source[]): { name: string; lines: number; ceiling: number }[] {
  return sources.flatMap(({ name, lines }) => {
    const ceiling = CEILINGS.find(({ of }) => of.test(name))?.lines ?? 0
    return lines > ceiling ? [{ name, lines, ceiling }] : []
  })
}

/** The folders that hold too many files themselves, as `app/ui/list: 41`. */
function crowded(names: string[]): string[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(dirname(name), (counts.get(dirname(name)) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count > MAX_FILES_IN_A_FOLDER)
    .map(([folder, count]) => `${folder}: ${count}`)
}

function longerThan(ceiling: number, sources: Source[]): string[] {
  return sources.filter(({ lines }) => lines > ceiling).map(({ name, lines }) => `${name}: ${lines}`)
}

function total(sources: Source[]): number {
  return sources.reduce((sum, { lines }) => sum + lines, 0)
}

function summary(sources: Source[]): string {
  const lines = sources.map((one) => one.lines).sort((a, b) => a - b)
  return `${lines.length} / ${lines[Math.floor(lines.length / 2)] ?? 0} / ${lines.at(-1) ?? 0}`
}
