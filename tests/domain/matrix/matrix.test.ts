import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeColleague } from '#app/domain/accounts/team.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { type Role, roles, rolesOf } from '#app/domain/kernel/rights.ts'
import type { ApiScope } from '#app/domain/kernel/roles.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import type { MatrixFile } from './row.ts'
import { missingVerbs, verbsIn } from './verbs.ts'

const files = Object.values(import.meta.glob<MatrixFile>('./*.rows.ts', { eager: true, import: 'file' }))
const rows = files.flatMap((file) => file.rows)

let cabinet: Cabinet
let contexts: Record<Role, Context>

beforeAll(async () => {
  cabinet = await createCabinet()
  const company = await cabinet.company()
  const owner = await cabinet.client(company, 'owner')
  const former = await cabinet.client(company, 'viewer')
  await removeColleague(owner.ctx, former.userId)
  contexts = {
    guest: await cabinet.guest(),
    administrator: (await cabinet.staff('administrator')).ctx,
    operator: (await cabinet.staff('operator')).ctx,
    support: (await cabinet.staff('support')).ctx,
    auditor: (await cabinet.staff('auditor')).ctx,
    cashier: (await cabinet.staff('cashier')).ctx,
    owner: owner.ctx,
    manager: (await cabinet.client(company, 'manager')).ctx,
    viewer: (await cabinet.client(company, 'viewer')).ctx,
    person: await cabinet.contextOf(former.token),
    system: await cabinet.system(),
    'key:pump': await integration('pump', company),
    'key:registers': await integration('registers', company),
    'key:instructions': await integration('instructions', company),
    'key:read': await integration('read', company),
    'key:manage': await integration('manage', company),
  }
})
afterAll(() => cabinet.destroy())

async function integration(scope: ApiScope, companyId: CompanyId): Promise<Context> {
  const actor = { integrationId: 1, name: 'a system', scopes: [scope], companyId, isTest: false }
  return { ...(await cabinet.guest()), actor: { kind: 'integration', stations: 'all', ...actor } }
}

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
  for (const role of roles) expect(rolesOf(contexts[role].actor)).toEqual([role])
})

describe.each(rows)('security 22: $verb', ({ call, may }) => {
  test.each(roles)('security 22: %s', async (role) => {
    expect(await passes(() => call(contexts[role]))).toBe((may as readonly Role[]).includes(role))
  })
})

const sources = import.meta.glob<string>('/app/domain/**/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const known = new Set(
  files.flatMap((file) => [...file.rows.map(({ verb }) => verb), ...Object.keys(file.internal)]),
)

describe('security 22: the matrix is complete', () => {
  test('security 22: every function of app/domain that takes a Context or a database is in it', () => {
    expect(missingVerbs(sources, known)).toEqual([])
  })

  test('security 22: its names are those of functions, and each names one', () => {
    const names = Object.values(sources).flatMap(verbsIn)
    expect([...known].filter((name) => !names.includes(name))).toEqual([])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    const stated = files.flatMap((file) => file.rows.map(({ verb }) => verb))
    expect(stated.filter((verb, index) => stated.indexOf(verb) !== index)).toEqual([])
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
