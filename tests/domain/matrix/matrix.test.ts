import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { rolesOf } from '#app/domain/kernel/rights.ts'
import { type Role, roles } from '#app/domain/kernel/rights-table.ts'
import type { MatrixFile } from './row.ts'
import { importedFromDomain, importedOutside, missingVerbs, repeatedIn, verbsIn } from './verbs.ts'
import { createMatrixWorld, type MatrixWorld } from './world.ts'

const files = Object.values(import.meta.glob<MatrixFile>('./*.rows.ts', { eager: true, import: 'file' }))
const rows = files.flatMap((file) => file.rows)

let world: MatrixWorld

beforeAll(async () => {
  world = await createMatrixWorld()
})
afterAll(() => world.cabinet.destroy())

/** Past the check of the right anything may happen, but for "you may not". */
async function passes(call: () => unknown): Promise<boolean> {
  try {
    await call()
    return true
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.code !== 'not_allowed' && error.code !== 'not_signed_in'
  }
}

test('each role of the matrix is a real one', () => {
  for (const role of roles) expect(rolesOf(world.contexts[role].actor)).toEqual([role])
})

describe.each(rows)('security 22: $verb', ({ call, may }) => {
  test.each(roles)('security 22: %s', async (role) => {
    expect(await passes(() => call(world.contexts[role]))).toBe((may as readonly Role[]).includes(role))
  })
})

const sources = import.meta.glob<string>('/app/domain/**/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const outside = import.meta.glob<string>(['/app/**/*.{ts,tsx}', '!/app/domain/**'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
const steps = new Set(files.flatMap((file) => Object.keys(file.steps)))
const open = new Set(files.flatMap((file) => Object.keys(file.open ?? {})))
const stated = files.flatMap((file) => [
  ...file.rows.map(({ verb }) => verb),
  ...Object.keys(file.steps),
  ...Object.keys(file.open ?? {}),
])
const known = new Set(stated)

describe('security 22: the matrix is complete', () => {
  test('security 22: every function of app/domain that takes a Context or a database is in it', () => {
    expect(missingVerbs(sources, known)).toEqual([])
  })

  test('security 22: its names are those of functions, each names one and stands once', () => {
    const names = Object.values(sources).flatMap(verbsIn)
    expect([...known].filter((name) => !names.includes(name))).toEqual([])
    expect(repeatedIn(names)).toEqual([])
    expect(repeatedIn(stated)).toEqual([])
    expect(repeatedIn([...stated, 'settleRestore'])).toEqual(['settleRestore'])
  })

  test('security 22: nothing outside the domain calls a step of its verbs', () => {
    expect(importedOutside(outside, steps)).toEqual([])
    expect(importedOutside(outside, new Set(['*']))).toEqual([])
  })

  test('security 22: what is open is called from outside', () => {
    const called = new Set(Object.values(outside).flatMap(importedFromDomain))
    expect([...open].filter((name) => !called.has(name))).toEqual([])
  })

  test.each([
    ["import { listAllStations } from '#app/domain/stations/stations.server.ts'", 'listAllStations'],
    [
      "import {\n  type StationName,\n  listAllStations as all,\n} from '../domain/stations.ts'",
      'listAllStations',
    ],
    ["export { listAllStations } from '#app/domain/stations/stations.server.ts'", 'listAllStations'],
    ["import * as stations from '#app/domain/stations/stations.server.ts'", '*'],
    ["const { listAllStations } = await import('#app/domain/stations/stations.server.ts')", '*'],
  ])('security 22: a page that calls a step is found: %s', (source, name) => {
    const broken = { ...outside, '/app/routes/client/rules/new.tsx': source }
    expect(importedOutside(broken, new Set([...steps, '*']))).toEqual([
      `/app/routes/client/rules/new.tsx: ${name}`,
    ])
  })

  test.each([
    'export function grantFuel(ctx: Context, id: number): Promise<void> {}',
    'export async function grantFuel(\n  ctx: Context,\n  id: number,\n): Promise<void> {}',
    'export async function* grantFuel<Row>(_ctx: Context) {}',
    'export function grantFuel({ db }: Context) {}',
    "export function grantFuel(ctx: Pick<Context, 'db'>) {}",
    'export const grantFuel = async (ctx: Context) => {}',
    'export function grantFuel(db: Db, companyId: CompanyId) {}',
  ])('security 22: a new verb of a new folder is missed: %s', (source) => {
    const broken = { ...sources, '/app/domain/grants/grants.server.ts': source }
    expect(missingVerbs(broken, known)).toEqual(['/app/domain/grants/grants.server.ts: grantFuel'])
  })

  test('security 22: a file without such a function needs no row', () => {
    const words = 'export function litres(ml: number): string {}\nfunction inner(ctx: Context) {}'
    expect(verbsIn(words)).toEqual([])
  })
})
