import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resetPassword } from '#app/domain/access/recovery.server.ts'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { exportCards } from '#app/domain/cards/card-lists.server.ts'
import { exportCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { acceptInvitation } from '#app/domain/invitations/acceptance.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { resendInstructions } from '#app/domain/invitations/resend-instructions.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { addressBlock } from '#app/domain/rate-limits/address-block.ts'
import {
  checkRateLimit,
  countHit,
  enforceRateLimit,
  type RateLimitName,
} from '#app/domain/rate-limits/rate-limits.server.ts'
import { exportTransactions } from '#app/domain/transactions/transactions.server.ts'
import { deleteOldRateLimits } from '#db/queries/rate-limits/rate-limits.ts'
import { testSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, device } from '#tests/support/fixtures.ts'
import { recordStatements } from '#tests/support/statement-recorder.ts'

let cabinet: Cabinet
beforeAll(async () => {
  cabinet = await createCabinet()
})
afterAll(() => cabinet.destroy())

const strict = (rateLimitFactor = 1) => ({ ...testSettings, rateLimitFactor })
let addresses = 0
let asked = 0
async function guestAt(ip = `198.51.100.${++addresses}`, factor = 1) {
  return { ...(await cabinet.guest()), ip, settings: strict(factor) }
}

async function passing(times: number, attempt: () => Promise<unknown>): Promise<number> {
  const outcomes = await Promise.allSettled(Array.from({ length: times }, attempt))
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') {
      expect(outcome.reason).toMatchObject({ code: 'too_many_requests', status: 429 })
      expect(outcome.reason.retryAfter).toBeGreaterThanOrEqual(1)
      expect(outcome.reason.retryAfter).toBeLessThanOrEqual(120)
    }
  }
  return outcomes.filter(({ status }) => status === 'fulfilled').length
}

test('security 20: 30 sign-ins a minute an address pass, of 50 at once', async () => {
  const ctx = await guestAt()
  expect(await passing(50, () => enforceRateLimit(ctx, 'sign_in'))).toBe(30)
  expect(await passing(1, async () => enforceRateLimit(await guestAt(), 'sign_in'))).toBe(1)
})

test('security 20: all keys of a company have one limit, test keys one each', async () => {
  const key = async (integrationId: number, companyId: CompanyId, isTest = false) => {
    const actor = { integrationId, companyId, isTest, name: 'ERP', scopes: ['read'], stations: 'all' }
    return { ...(await guestAt()), actor: { kind: 'integration', ...actor } } as Context
  }
  const left = async (ctx: Context) => (await countHit(ctx, 'api')).left
  const [company, other] = [await cabinet.company(), await cabinet.company()]
  expect(await left(await key(501, company))).toBe(2_999)
  expect(await left(await key(502, company))).toBe(2_998)
  expect(await left(await key(503, other))).toBe(2_999)
  expect(await left(await key(504, company, true))).toBe(2_999)
  expect(await left(await key(505, company, true))).toBe(2_999)
})

test.each<[RateLimitName, number, number]>([
  ['sign_in', 30, 60],
  ['sign_in_failure', 10, 60],
  ['spray_alarm', 1, 60],
  ['email_form', 20, 60],
  ['link_post', 20, 60],
  ['invitation', 600, 3_600],
  ['export', 30, 60],
  ['qr', 60, 60],
  ['qr_miss', 30, 60],
  ['api', 3_000, 60],
  ['register', 120, 3_600],
  ['api_key_guess', 30, 60],
])('security 20: the first of %s leaves all but one of %i in %i seconds', async (name, limit, seconds) => {
  expect(await countHit(await guestAt(), name)).toMatchObject({
    ...{ refused: false, left: limit - 1 },
    ...{ limit, seconds },
  })
})

test('security 20: looking whether one is left counts nothing', async () => {
  const ctx = await guestAt()
  await Promise.all(Array.from({ length: 29 }, () => enforceRateLimit(ctx, 'qr_miss')))
  for (let look = 0; look < 3; look++) await checkRateLimit(ctx, 'qr_miss')
  await enforceRateLimit(ctx, 'qr_miss')
  await expect(checkRateLimit(ctx, 'qr_miss')).rejects.toMatchObject({ code: 'too_many_requests' })
})

test('security 20: each integration has its own limit, also behind one address', async () => {
  const guest = await guestAt()
  const as = (integrationId: number): Context => ({
    ...guest,
    actor: {
      ...{ kind: 'integration', integrationId, name: 'x', scopes: [], stations: 'all' },
      ...{ companyId: null, isTest: false },
    },
  })
  expect((await countHit(as(1), 'register')).left).toBe(119)
  expect((await countHit(as(1), 'register')).left).toBe(118)
  expect((await countHit(as(2), 'register')).left).toBe(119)
  expect((await countHit(guest, 'register')).left).toBe(119)
})

test('what the cabinet does by itself is not counted', async () => {
  const system = { ...(await cabinet.system()), settings: strict() }
  expect(await passing(35, () => enforceRateLimit(system, 'sign_in'))).toBe(35)
})

test('a conflict is tried again four times, and not within a transaction', async () => {
  let attempts = 0
  const db = cabinet.db.withPlugin({
    transformQuery() {
      attempts += 1
      throw Object.assign(new Error('deadlock'), { errno: 1213 })
    },
    transformResult: async ({ result }) => result,
  })
  await expect(countHit({ ...(await guestAt()), db }, 'sign_in')).rejects.toThrow('deadlock')
  expect(attempts).toBe(5)
  attempts = 0
  await db.transaction().execute(async (db) => {
    await expect(countHit({ ...(await guestAt()), db }, 'sign_in')).rejects.toThrow('deadlock')
  })
  expect(attempts).toBe(1)
})

test('security 20: each that passes leaves one fewer, and one too many leaves none', async () => {
  const ctx = await guestAt(undefined, 0.005)
  const left = []
  for (let hit = 1; hit <= 4; hit++) left.push(await countHit(ctx, 'invitation'))
  expect(left.map(({ refused, left }) => [refused, left])).toEqual([
    [false, 2],
    [false, 1],
    [false, 0],
    [true, 0],
  ])
})

test('security 20: a factor leaves at least one, and does not touch the alarm', async () => {
  expect(
    await passing(2, async () => enforceRateLimit(await guestAt('198.51.100.251', 0.001), 'sign_in')),
  ).toBe(1)
  const ctx = await guestAt(undefined, 1000)
  expect(await countHit(ctx, 'spray_alarm')).toMatchObject({ refused: false, left: 0 })
  expect(await countHit(ctx, 'spray_alarm')).toMatchObject({ refused: true })
})

test('security 20: RATE_LIMIT_FACTOR multiplies the limits', async () => {
  const ctx = await guestAt('198.51.100.250', 2)
  expect(await passing(70, () => enforceRateLimit(ctx, 'sign_in'))).toBe(60)
})

test('security 20: who was refused is not refused for ever: only what passed counts', async () => {
  const ctx = await guestAt()
  await passing(50, () => enforceRateLimit(ctx, 'email_form'))
  const rows = await cabinet.db.selectFrom('rate_limits').selectAll().execute()
  expect(rows.map(({ hits }) => hits)).not.toContain(50)
  await cabinet.db
    .updateTable('rate_limits')
    .set({ window_start: new Date(Date.now() - 600_000) })
    .execute()
  expect(await passing(1, () => enforceRateLimit(ctx, 'email_form'))).toBe(1)
})

/** Somebody whose limit is used up, in one minute of the clock: on a machine that stood still, some of it is free again. */
async function spentWithinAMinute() {
  for (let attempt = 0; attempt < 5; attempt++) {
    const minute = () => Math.floor(Date.now() / 60_000)
    const began = minute()
    const ctx = await guestAt()
    const passed = await passing(25, () => enforceRateLimit(ctx, 'email_form'))
    if (minute() !== began) continue
    expect(passed).toBe(20)
    return ctx
  }
  throw new Error('no minute was long enough')
}

test('security 20: the minute slides: what passed in the one before counts by what is left of it', async () => {
  const ctx = await spentWithinAMinute()
  const [row] = await cabinet.db
    .selectFrom('rate_limits')
    .selectAll()
    .orderBy('window_start', 'desc')
    .where('hits', '=', 20)
    .execute()
  if (!row) throw new Error('nothing was counted')
  await cabinet.db
    .updateTable('rate_limits')
    .set({ window_start: new Date(row.window_start.getTime() - 60_000) })
    .where('bucket', '=', row.bucket)
    .execute()
  expect(await passing(20, () => enforceRateLimit(ctx, 'email_form'))).toBeLessThan(20)
})

test('security 20: sign-in, e-mail forms and link posts each have their limit', async () => {
  const ctx = await guestAt()
  const credentials = { email: 'nobody@example.kz', password: 'not it', remember: false }
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'passed',
      (error) => error.code,
    )
  const exhaust = async (name: 'sign_in' | 'email_form' | 'link_post', times: number) => {
    await Promise.all(Array.from({ length: times }, () => enforceRateLimit(ctx, name)))
  }
  await exhaust('sign_in', 30)
  await exhaust('email_form', 20)
  await exhaust('link_post', 20)
  const token = 'x'.repeat(43)
  expect(await code(signIn(ctx, credentials, device))).toBe('too_many_requests')
  expect(await code(requestPasswordReset(ctx, credentials.email))).toBe('too_many_requests')
  expect(await code(resendInstructions(ctx, credentials.email))).toBe('too_many_requests')
  expect(await code(acceptInvitation(ctx, token, { password: '' }, device))).toBe('too_many_requests')
  expect(await code(resetPassword(ctx, token, { password: '' }))).toBe('too_many_requests')
})

test('security 20: lists are exported and codes shown at the pace of a person', async () => {
  const companyId = await cabinet.company()
  const { ctx } = await cabinet.client(companyId)
  const owner = { ...ctx, settings: strict() }
  const other = { ...(await cabinet.client(companyId)).ctx, settings: strict() }
  const exports = [
    () => exportCards(owner, companyId, {}).next(),
    () => exportCoupons(owner, companyId, {}).next(),
    () => exportTransactions(owner, companyId, {}).next(),
  ]
  expect(await passing(36, () => exports[asked++ % 3]?.() ?? Promise.reject())).toBe(30)
  expect(await passing(1, () => exportCards(other, companyId, {}).next())).toBe(1)

  await Promise.all(Array.from({ length: 60 }, () => enforceRateLimit(owner, 'qr')))
  await expect(showCouponQr(owner, companyId, 1)).rejects.toMatchObject({ code: 'too_many_requests' })
  await expect(showCouponQr(other, companyId, 1)).rejects.toMatchObject({ code: 'coupon_not_found' })
})

test('a failure that would come again is not tried again', async () => {
  const broken = await createCabinet()
  await sql`drop table rate_limits`.execute(broken.db)
  const { db, during } = recordStatements(broken.db)
  const ctx = { ...(await broken.guest()), db }
  const { result, statements } = await during(() => countHit(ctx, 'sign_in').catch((error: unknown) => error))
  expect(result).toMatchObject({ code: 'ER_NO_SUCH_TABLE' })
  expect(statements).toHaveLength(1)
  await broken.destroy()
})

test('security 20: the table tells no address, and old windows are swept', async () => {
  const ctx = await guestAt()
  await enforceRateLimit(ctx, 'sign_in')
  const rows = await cabinet.db.selectFrom('rate_limits').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(ctx.ip)
  await cabinet.db
    .updateTable('rate_limits')
    .set({ window_start: new Date(Date.now() - 4 * 3_600_000) })
    .where('bucket', '=', rows[0]?.bucket as Buffer)
    .execute()
  await deleteOldRateLimits(cabinet.db)
  expect((await cabinet.db.selectFrom('rate_limits').selectAll().execute()).length).toBeLessThan(rows.length)
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::2:3:4:5:6:7:8', '0:2:3:4::/64'],
  ['1::3:4:5:6:7:8', '1:0:3:4::/64'],
  ['1:2:3::5:6:7:8', '1:2:3:0::/64'],
  ['1::3:4:5:6:192.0.2.33', '1:0:3:4::/64'],
  // In hexadecimal.
  ['::ffff:cb00:7107', '203.0.113.7'],
  // More groups than an address has: no address, and nothing that a client could send (clientAddress takes none).
  ['1:2:3:4:5::6:7:8:9', '1:2:3:4:5::6:7:8:9'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('security 16: %j counts as %j', (ip, block) => {
  expect(addressBlock(ip)).toBe(block)
})
