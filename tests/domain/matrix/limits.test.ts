import { afterAll, beforeAll, expect, test } from 'vitest'
import { resetPassword } from '#app/domain/access/recovery.server.ts'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { acceptInvitation } from '#app/domain/invitations/acceptance.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { resendInstructions } from '#app/domain/invitations/resend-instructions.server.ts'
import type { Actor } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { beginVisit, exportReading, readCards } from '#app/domain/readonly-links/reading.server.ts'
import { requestAccess } from '#app/domain/requests/requests.server.ts'
import { newBin } from '#tests/support/fixtures.ts'
import type { MatrixFile, MatrixRow } from './row.ts'
import { createMatrixWorld, type MatrixWorld } from './world.ts'

/** Verbs that count only what they have found; each with the test that shows its limit. */
const ELSEWHERE: Record<string, string> = {
  showCouponQr: 'tests/domain/coupons/qr.test.ts',
  printCoupons: 'tests/domain/prints/printing.test.ts',
  countPress: 'tests/domain/handovers/driver-help.test.ts',
}

const device = { ip: '192.0.2.1', userAgent: '' }
const email = 'nobody@example.kz'

/** Verbs that are open to everybody, and so in no row. */
const open: MatrixRow[] = [
  {
    verb: 'signIn',
    may: ['guest'],
    call: (ctx) => signIn(ctx, { email, password: 'x', remember: false }, device),
  },
  { verb: 'resetPassword', may: ['guest'], call: (ctx) => resetPassword(ctx, 'none', { password: 'x' }) },
  {
    verb: 'acceptInvitation',
    may: ['guest'],
    call: (ctx) => acceptInvitation(ctx, 'none', { password: 'x' }, device),
  },
  { verb: 'resendInstructions', may: ['guest'], call: (ctx) => resendInstructions(ctx, email) },
  { verb: 'requestPasswordReset', may: ['guest'], call: (ctx) => requestPasswordReset(ctx, email) },
  { verb: 'beginVisit', may: ['guest'], call: (ctx) => beginVisit(ctx, 'none', '') },
  {
    verb: 'exportReading',
    may: ['guest'],
    call: (ctx) => exportReading(ctx, { token: 'none', visit: undefined }, readCards).next(),
  },
  {
    verb: 'requestAccess',
    may: ['guest'],
    call: (ctx) =>
      requestAccess(ctx, {
        ...{ bin: newBin(), companyName: 'ТОО «Никто»', contactName: 'Никто', email, phone: '+77010000000' },
        ...{ city: '', comment: '', consent: 'on' },
      }),
  },
]

const files = Object.values(import.meta.glob<MatrixFile>('./*.rows.ts', { eager: true, import: 'file' }))
const sources = import.meta.glob<string>('/app/domain/**/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** Exported functions that count a hit themselves. */
const limited = Object.values(sources).flatMap((source) =>
  [...source.matchAll(/^export (?:async )?function (\w+)[\s\S]*?^}/gm)]
    .filter(([body]) => /\benforceRateLimit\(ctx,/.test(body))
    .map(([, name = '']) => name),
)
const rows = [...files.flatMap((file) => file.rows), ...open].filter(({ verb }) => limited.includes(verb))

let world: MatrixWorld

beforeAll(async () => {
  world = await createMatrixWorld()
})
afterAll(() => world.cabinet.destroy())

test('security 20: every verb that counts is tried here or has a test of its own', () => {
  expect(limited.length).toBeGreaterThan(10)
  const tried = rows.map(({ verb }) => verb)
  expect(limited.filter((verb) => !tried.includes(verb) && !(verb in ELSEWHERE))).toEqual([])
})

test.each(rows.filter(({ verb }) => !(verb in ELSEWHERE)))(
  'security 20: $verb is limited',
  async ({ call, may }) => {
    const role = may.find((one) => one !== 'system')
    if (!role) throw new Error('nobody whose hits are counted')
    const ctx = world.contexts[role]
    // One an hour; the limit may be used up by a verb that shares it.
    const actor: Actor = ctx.actor.kind === 'integration' ? { ...ctx.actor, companyId: null } : ctx.actor
    const strict = { ...ctx, actor, settings: { ...ctx.settings, rateLimitFactor: 0 } }
    const codes = [await codeOf(() => call(strict)), await codeOf(() => call(strict))]
    expect(codes.at(-1)).toBe('too_many_requests')
  },
)

async function codeOf(call: () => unknown): Promise<string> {
  try {
    await call()
    return 'done'
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.code
  }
}
