import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { couponState } from '#app/domain/coupons/coupons.ts'
import { findDemo, loadDemo } from '#app/domain/demo/demo.server.ts'
import type { DemoAccount } from '#app/domain/demo/people.ts'
import { demoRegisters } from '#app/domain/demo/registers.ts'
import { invitationState } from '#app/domain/invitations/invitations.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, device } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let ctx: Context
let accounts: DemoAccount[]

beforeAll(async () => {
  cabinet = await createCabinet()
  ctx = { ...(await cabinet.system()), actor: { kind: 'system', name: 'demo' } }
  accounts = await loadDemo(ctx, { production: false })
})
afterAll(() => cabinet.destroy())

async function count(table: 'companies' | 'cards' | 'coupons' | 'stations' | 'transactions' | 'sessions') {
  const row = await cabinet.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return row.rows
}

test('is as large as promised', async () => {
  expect(await count('companies')).toBe(6)
  expect(await count('cards')).toBe(40)
  expect(await count('coupons')).toBe(2_000)
  expect(await count('stations')).toBe(24)
  expect(await count('transactions')).toBeGreaterThan(3_000)
  expect(await count('sessions')).toBe(0)
})

test('shows coupons and cards in every state that a client can meet', async () => {
  const today = businessDay(ctx.now)
  const coupons = await cabinet.db.selectFrom('coupons').selectAll().execute()
  const states = new Set(coupons.map((coupon) => couponState(coupon, today)))
  expect([...states].sort()).toEqual([
    'active',
    'blocked_by_client',
    'blocked_by_issuer',
    'cancelled',
    'expired',
    'redeemed',
  ])
  expect(coupons.every(({ qr_ciphertext }) => qr_ciphertext !== null)).toBe(true)
  const cards = await cabinet.db.selectFrom('cards').select('status').distinct().execute()
  expect(cards.map(({ status }) => status).sort()).toEqual([
    'active',
    'blocked_by_client',
    'blocked_by_issuer',
    'lost',
  ])
})

test('tells a year up to yesterday', async () => {
  const { first, last } = await cabinet.db
    .selectFrom('transactions')
    .select((eb) => [eb.fn.min('occurred_on').as('first'), eb.fn.max('occurred_on').as('last')])
    .executeTakeFirstOrThrow()
  const day = 86_400_000
  expect(String(last) < businessDay(ctx.now)).toBe(true)
  expect(Date.parse(businessDay(ctx.now)) - Date.parse(String(last))).toBeLessThanOrEqual(2 * day)
  expect(Date.parse(String(last)) - Date.parse(String(first))).toBeGreaterThan(355 * day)
})

test('both accounts sign in with the passwords that are printed, on every start', async () => {
  expect(await findDemo(ctx)).toEqual(accounts)
  for (const { email, password } of accounts) {
    const outcome = await signIn(await cabinet.guest(), { email, password, remember: false }, device)
    expect(outcome).toMatchObject({ token: expect.any(String) })
  }
  const memberships = await cabinet.db.selectFrom('memberships').selectAll().execute()
  expect(memberships.map(({ role }) => role)).toEqual(['owner', 'owner'])
})

test('invitations wait, are accepted and have expired, and one request waits', async () => {
  const invitations = await cabinet.db.selectFrom('invitations').selectAll().execute()
  expect(new Set(invitations.map((row) => invitationState(row, ctx.now)))).toEqual(
    new Set(['accepted', 'waiting', 'expired']),
  )
  const requests = await cabinet.db.selectFrom('access_requests').select('status').execute()
  expect(requests).toEqual([{ status: 'pending' }])
})

test('is made of real imports, so that lists say how old they are', async () => {
  const imports = await cabinet.db.selectFrom('imports').select(['kind', 'status']).execute()
  expect(imports.map(({ status }) => status)).toEqual(Array(5).fill('committed'))
})

test('is the same story for the same day', () => {
  expect(demoRegisters('2026-11-22')).toEqual(demoRegisters('2026-11-22'))
})

test('goes only into an empty database, and never where it could do harm', async () => {
  await expect(loadDemo(ctx, { production: false })).rejects.toMatchObject({ code: 'demo_not_empty' })
  await expect(loadDemo(ctx, { production: true })).rejects.toMatchObject({ code: 'demo_refused' })
  const mailing = withSettings(ctx, { localMailbox: false })
  await expect(loadDemo(mailing, { production: false })).rejects.toMatchObject({ code: 'demo_refused' })
})
