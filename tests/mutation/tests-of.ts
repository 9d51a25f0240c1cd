import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const DOMAIN = 'app/domain/'
const MATRIX = 'tests/domain/matrix'
/** Reads files for nobody in particular: the matrix tells nothing of it. */
const WITHOUT_RIGHTS = `${DOMAIN}imports/parsing/`
/** Runs all that this file of the product names. */
const RETENTION = { of: 'app/worker/purges.server.ts', test: 'tests/worker/retention.test.ts' }

/** Where else the tests of a folder of app/domain stand. */
const ELSEWHERE: Record<string, string[]> = {
  access: ['tests/domain/accounts/users.test.ts', 'tests/routes/auth'],
  authorizations: [
    'tests/domain/cards/card-fuel.test.ts',
    'tests/domain/stations/station-fuel.test.ts',
    'tests/one-decision.test.ts',
    'tests/views/authorizations/decline-view.test.ts',
  ],
  companies: ['tests/routes/admin/companies.test.ts'],
  'contract-account': ['tests/domain/pump-operations/remainders.test.ts'],
  // What staff decide about coupons is asked for in requests.
  coupons: [
    'tests/domain/service-requests/coupon-requests.test.ts',
    'tests/domain/service-requests/exchanging.test.ts',
    'tests/domain/issuing/issuing.test.ts',
  ],
  discrepancies: ['tests/api/v1/state-registers.test.ts', 'tests/routes/admin/exceptions.test.ts'],
  events: ['tests/domain/webhooks'],
  history: ['tests/domain/cards', 'tests/domain/coupons'],
  invitations: ['tests/routes/auth/invitation.test.ts'],
  mail: ['tests/api/webhooks', 'tests/http/server/webhook.test.ts'],
  'imports/parsing/formats/statement': ['tests/imports/statements', 'tests/domain/payments'],
  // Not those of random files: what they notice is noticed by chance.
  'imports/parsing': [
    'tests/imports/parsing',
    'tests/imports/cases.test.ts',
    'tests/imports/attacks.test.ts',
  ],
  overview: ['tests/views/overview', 'tests/routes/sweep/counts.test.ts'],
  'pump-operations': [
    'tests/api/v1/pump.test.ts',
    'tests/api/v1/questions.test.ts',
    'tests/routes/admin/exceptions.test.ts',
  ],
  prices: ['tests/routes/admin/money.test.ts'],
  products: ['tests/imports/parsing/words.test.ts'],
  'readonly-links': ['tests/routes/reader.test.ts'],
  requests: ['tests/routes/admin/requests.test.ts'],
  integrations: ['tests/api/v1/keys.test.ts', 'tests/api/v1/access.test.ts', 'tests/domain/pump-operations'],
  transactions: ['tests/domain/pump-operations', 'tests/domain/contract-account/account.test.ts'],
  'state-registers': ['tests/api/v1/state-registers.test.ts', 'tests/routes/admin/exceptions.test.ts'],
  stations: ['tests/domain/transactions', 'tests/domain/imports'],
}

/**
 * The tests that have to notice a change of a file of the domain, in the order in which they run: those that import it,
 * those of its own folder, and then the matrix of rights where there are any.
 */
export function testsOf(root: string, file: string): string[] {
  const importers = importersOf(root, file)
  // The kernel's files have little in common: each is tested by the test of its name or its folder's, or by who uses it.
  const folders = file.startsWith(`${DOMAIN}kernel/`) ? [] : foldersOf(file)
  const found = folders.map((folder) => [
    ...existing(root, `tests/domain/${folder}`),
    ...(ELSEWHERE[folder] ?? []),
  ])
  const places =
    found.find((tests) => tests.length > 0) ??
    [nameOf(file), basename(dirname(file))].flatMap((name) =>
      existing(root, `tests/domain/kernel/${name}.test.ts`),
    )
  const own = places.flatMap((place) => testFilesIn(root, place)).sort()
  const first = own.filter((test) => importers.includes(test))
  const matrix = file.startsWith(WITHOUT_RIGHTS) ? [] : testFilesIn(root, MATRIX)
  return [...new Set([...first, ...importers, ...own, ...matrix])]
}

/** `imports/parsing`, then `imports`. */
function foldersOf(file: string): string[] {
  const parts = file.slice(DOMAIN.length).split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))
}

function nameOf(file: string): string {
  return basename(file).replace(/(\.server)?\.ts$/, '')
}

function existing(root: string, path: string): string[] {
  return existsSync(join(root, path)) ? [path] : []
}

function importersOf(root: string, file: string): string[] {
  const folders = '{api,db,domain,http,imports,locales,routes,views,worker}/**/'
  const tests = globSync([`tests/${folders}*.test.ts`, 'tests/*.test.ts'], { cwd: root }).sort()
  const imports = (path: string) => readFileSync(join(root, path), 'utf8').includes(`'#${file}'`)
  return tests.filter((test) => imports(test) || (test === RETENTION.test && imports(RETENTION.of)))
}

function testFilesIn(root: string, place: string): string[] {
  return place.endsWith('.ts') ? [place] : globSync(`${place}/**/*.test.{ts,tsx}`, { cwd: root })
}
