import { afterAll, describe, expect, test } from 'vitest'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { disableUser } from '#app/domain/accounts/user-status.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { resendInstructions } from '#app/domain/invitations/resend-instructions.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { CountingHasher } from '#tests/support/context.ts'
import { createCabinet, device, newAddress } from '#tests/support/fixtures.ts'
import { recordStatements } from '#tests/support/statement-recorder.ts'

const cabinet = await createCabinet()
const company = await cabinet.company()
const administrator = await cabinet.staff('administrator')

afterAll(() => cabinet.destroy())

const STATES = {
  unknown: async () => newAddress('nobody'),
  active: async () => (await cabinet.client(company)).email,
  invited: async () => (await cabinet.invited(company)).email,
  async disabled() {
    const { userId, email } = await cabinet.client(company)
    await disableUser(administrator.ctx, userId)
    return email
  },
} satisfies Record<string, () => Promise<string>>
const known = ['active', 'invited', 'disabled'] as const

/** Hashes of either kind; an address without an account costs one as well. */
class EffortHasher extends CountingHasher {
  hashes = 0

  override verify(stored: string | null, password: string): Promise<boolean> {
    this.hashes++
    return super.verify(stored, password)
  }
}

/** What it costs the server: how many statements and hashes, whatever the clock of a busy machine says. */
async function effortOf(work: (ctx: Context) => Promise<unknown>) {
  const hasher = new EffortHasher()
  const ctx = await cabinet.guest()
  const recorder = recordStatements(ctx.db)
  const { result: code, statements } = await recorder.during(() =>
    work({ ...ctx, db: recorder.db, hasher }).then(
      () => 'done',
      (error: { code: string }) => error.code,
    ),
  )
  // The counts of a client's tries begin anew with each minute, for everybody alike.
  const own = statements.filter(({ sql }) => !sql.includes('rate_limits'))
  return { code, statements: own.length, hashes: hasher.hashes }
}

const guess = (email: string) =>
  effortOf((ctx) => signIn(ctx, { email, password: 'not the password', remember: false }, device))

describe('security 15: a bad password costs the same', () => {
  test.each(known)('security 15: for an address that is %s as for one that nobody knows', async (state) => {
    const [email, nobody] = [await STATES[state](), await STATES.unknown()]
    for (const code of ['credentials_wrong', 'credentials_wrong']) {
      const effort = await guess(email)
      expect(effort).toEqual(await guess(nobody))
      expect(effort).toMatchObject({ code, hashes: 1 })
      expect(effort.statements).toBeGreaterThan(5)
    }
    // The third: the owner's letter alone is more, and the step of 200 ms hides it.
    const [third, nobodys] = [await guess(email), await guess(nobody)]
    expect([third.code, third.hashes]).toEqual([nobodys.code, nobodys.hashes])
    expect(third.statements - nobodys.statements).toBeLessThanOrEqual(state === 'active' ? 4 : 0)
    // Blocked from now on: nothing is compared, for one as for the other.
    const blocked = await guess(email)
    expect(blocked).toEqual(await guess(nobody))
    expect(blocked).toMatchObject({ code: 'address_blocked', hashes: 0 })
  })
})

/** As many statements as there are need a few milliseconds each; beyond that a step of 200 ms may not do. */
const MAX_STATEMENTS = 30

describe.each([
  ['a forgotten password', requestPasswordReset],
  ['instructions sent again', resendInstructions],
])('security 12: %s', (_what, ask) => {
  test('security 12: hashes nothing, answers the same, and fits well into the step that hides the letter', async () => {
    for (const state of Object.values(STATES)) {
      const email = await state()
      for (const effort of [
        await effortOf((ctx) => ask(ctx, email)),
        await effortOf((ctx) => ask(ctx, email)),
      ]) {
        expect(effort).toMatchObject({ code: 'done', hashes: 0 })
        expect(effort.statements).toBeLessThanOrEqual(MAX_STATEMENTS)
      }
    }
  })
})

test('security 15: the count would see a statement or a hash that only one of them costs', async () => {
  const bare = await effortOf(async (ctx) => ctx.hasher.verify(null, 'x', ''))
  const more = await effortOf(async (ctx) => {
    await ctx.db.selectFrom('users').select('id').executeTakeFirst()
    await ctx.hasher.verify(null, 'x', '')
    await ctx.hasher.verify(null, 'x', '')
  })
  expect(bare).toEqual({ code: 'done', statements: 0, hashes: 1 })
  expect(more).toEqual({ code: 'done', statements: 1, hashes: 2 })
})
