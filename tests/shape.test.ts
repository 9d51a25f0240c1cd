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

/**
 * What the name of a query begins with. Reads: `select` rows, `count` and `sum` a number, `has` and `is` yes or no.
 * Writes: `insert`, `update`, `delete`, `upsert` (the row may be there already) and `claim`, an update under a
 * condition whose result says whether the caller got what only one can have.
 */
const QUERY_VERBS = /^(select|count|sum|has|is|insert|update|delete|upsert|claim)[A-Z]/

/** Where the code of a product may stand: the first products, which a migration inserts, and data made up for the demo. */
const PRODUCT_SEEDS = [
  'db/migrations/0037-first-products.ts',
  'db/migrations/0226-first-families.ts',
  'app/domain/demo/',
  'app/domain/imports/parsing/values/product-words.ts',
  'app/domain/products/ceilings.ts',
]

/** Where the money account of a contract is: the only thing that is called a ledger. */
const OF_THE_ACCOUNT = /(^|\/)contract-account(\/|\.ts$)/

const urlFiles = sourcesUnder('app/routes', 'app/api')
const domainFiles = sourcesUnder('app/domain')
const ownFiles = sourcesUnder('app', 'db', 'emails')
const testFiles = sourcesUnder('tests')
/** Without what `npm run words` writes. */
const production = sourcesUnder('app', 'db', 'emails', 'locales', 'scripts').filter(
  ({ name }) => !name.endsWith('.d.ts'),
)
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
    const sql =
      /\bsql(<[^>]*>)?`|\bselectFrom\(|\binsertInto\(|\bupdateTable\(|\bdeleteFrom\(|from '(kysely|mysql2|#db\/)/
    expect(urlFiles.filter(({ text }) => sql.test(text)).map(({ name }) => name)).toEqual([])
  })

  test('no test replaces a module', () => {
    const moduleMock = /\bvi\s*\.\s*(mock|doMock|hoisted|importMock)\b/
    expect(testFiles.filter(({ text }) => moduleMock.test(text)).map(({ name }) => name)).toEqual([])
  })

  test('no test is left out, alone, or to do', () => {
    const leftOut = /\b(test|it|describe)(\.\w+)*\.(skip|only|todo|fails)\b/
    expect(testFiles.filter(({ text }) => leftOut.test(text)).map(({ name }) => name)).toEqual([])
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
    const elsewhere = ownFiles.filter(
      ({ name }) => !name.startsWith('db/migrations/') && !OF_THE_ACCOUNT.test(name),
    )
    expect(elsewhere.flatMap(ledgersIn)).toEqual([])
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
  })

  test('each query of another noun that a folder of the domain may call is called by it', () => {
    const unused = exceptions().filter(
      ({ folder, noun }) =>
        !domainFiles.some(
          ({ name, text }) =>
            name.startsWith(`app/domain/${folder}/`) && text.includes(`'#db/queries/${noun}/`),
        ),
    )
    expect(unused).toEqual([])
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
    for (const [, path = ''] of text.matchAll(/\bfrom '([^']+)'/g)) {
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

/** What the rule `queries-belong-to-their-noun` allows beside a folder's own queries. */
function exceptions(): { folder: string; noun: string }[] {
  return (configuration.forbidden ?? [])
    .filter(({ name }) => name === 'queries-belong-to-their-noun')
    .flatMap((rule) => {
      const folder = /^\^app\/domain\/(\w+)\/$/.exec(String(rule.from.path))?.[1]
      const allowed = 'to' in rule ? [rule.to.pathNot ?? []].flat() : []
      const nouns = allowed.flatMap((path) => /^\^db\/queries\/(\w+)\//.exec(path)?.[1] ?? [])
      return folder ? nouns.filter((noun) => noun !== folder).map((noun) => ({ folder, noun })) : []
    })
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
