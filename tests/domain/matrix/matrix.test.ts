import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeColleague } from '#app/domain/accounts/team.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { type Role, roleOf, roles } from '#app/domain/kernel/rights.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import type { MatrixFile } from './row.ts'

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
    support: (await cabinet.staff('support')).ctx,
    owner: owner.ctx,
    manager: (await cabinet.client(company, 'manager')).ctx,
    viewer: (await cabinet.client(company, 'viewer')).ctx,
    person: await cabinet.contextOf(former.token),
    system: await cabinet.system(),
  }
})
afterAll(() => cabinet.destroy())

/** Past the door anything may happen, but for "you may not". */
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
  for (const role of roles) expect(roleOf(contexts[role].actor)).toBe(role)
})

describe.each(rows)('security 22: $verb', ({ call, may }) => {
  test.each(roles)('security 22: %s', async (role) => {
    expect(await passes(() => call(contexts[role]))).toBe((may as readonly Role[]).includes(role))
  })
})

const modules = import.meta.glob<Record<string, unknown>>('/app/domain/**/*.server.ts', { eager: true })

describe('security 22: the matrix is complete', () => {
  test.each(files.flatMap((file) => file.folders.map((folder) => ({ folder, file }))))(
    'security 22: every verb of $folder is in it',
    ({ folder, file }) => {
      const known = new Set([...file.rows.map(({ verb }) => verb), ...Object.keys(file.internal)])
      const missing = Object.entries(modules)
        .filter(([path]) => path.startsWith(`/app/domain/${folder}/`))
        .flatMap(([, module]) => Object.entries(module))
        .filter(([name, value]) => takesContext(value) && !known.has(name))
      expect(missing.map(([name]) => name)).toEqual([])
    },
  )
})

function takesContext(value: unknown): boolean {
  return typeof value === 'function' && /^(async )?function\*? \w+\(ctx\b/.test(value.toString())
}
