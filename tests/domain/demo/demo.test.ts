import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '#app/domain/access/sign-in.server.ts'
import { cardsNearLimit } from '#app/domain/cards/card-lists.server.ts'
import { couponState } from '#app/domain/coupons/coupons.ts'
import { findDemo, loadDemo } from '#app/domain/demo/demo.server.ts'
import type { DemoAccount } from '#app/domain/demo/people.ts'
import { demoRegisters } from '#app/domain/demo/registers.ts'
import { invitationState } from '#app/domain/invitations/invitations.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { matchNewPayments } from '#app/domain/payments/matching.server.ts'
import { findSignals } from '#app/domain/signals/finding.server.ts'
import { listStations } from '#app/domain/stations/station-lists.server.ts'
import { withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, device } from '#tests/support/fixtures.ts'
import { bringIn } from '#tests/support/imports.ts'

let cabinet: Cabinet
let ctx: Context
let accounts: DemoAccount[]

beforeAll(async () => {
  cabinet = await createCabinet()
  ctx = { ...(await cabinet.system()), actor: { kind: 'system', name: 'demo' } }
  // Whatever is set, the coupons of its past orders are those of the registers.
  const couponIssue = { ...ctx.settings.couponIssue, mode: 'here' } as const
  accounts = await loadDemo(withSettings(ctx, { couponIssue }), { production: false })
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

test('has coupons that end with fuel in them, a request about some that waits, and one that was decided', async () => {
  const requests = await cabinet.db
    .selectFrom('service_requests')
    .innerJoin('service_request_coupons as c', 'c.request_id', 'service_requests.id')
    .select(['status', 'outcome'])
    .orderBy('c.id')
    .execute()
  expect(requests.map(({ status, outcome }) => `${status} ${outcome}`)).toEqual([
    ...['sent null', 'sent null', 'sent null', 'sent null'],
    ...['done extended', 'done extended'],
  ])
})

test('has a closed station, one without diesel, one that rations it, and instruments bound to stations', async () => {
  const closed = await listStations(ctx, { status: 'closed' })
  const short = await listStations(ctx, { status: 'shortage', product: 'diesel' })
  expect(closed.rows).toHaveLength(1)
  expect(short.rows.map(({ outages }) => outages.map(({ capPerFill }) => capPerFill))).toEqual([
    [null],
    [60_000],
  ])
  const open = await listStations(ctx, { status: 'open' })
  expect(open.rows).toHaveLength(23)
  const rules = await cabinet.db.selectFrom('station_rules').select(['instrument_kind', 'mode']).execute()
  expect(rules.map(({ instrument_kind, mode }) => `${instrument_kind} ${mode}`).sort()).toEqual([
    'card only',
    'coupon not',
    'coupon only',
    'coupon only',
  ])
})

test('sells on cards winter diesel in winter, summer diesel in summer, and nothing else by the season', async () => {
  const rows = await cabinet.db
    .selectFrom('transactions')
    .select(['product', 'occurred_on'])
    .where('source', '=', 'register')
    .where('card_id', 'is not', null)
    .execute()
  const months = (product: string) =>
    new Set(
      rows.filter((row) => row.product === product).map(({ occurred_on }) => Number(occurred_on.slice(5, 7))),
    )
  const winter = [1, 2, 3, 11, 12]
  expect([...months('diesel_winter')].filter((month) => !winter.includes(month))).toEqual([])
  expect([...months('diesel')].filter((month) => winter.includes(month))).toEqual([])
  expect(months('diesel_winter').size).toBeGreaterThan(0)
  expect(months('ai92').size).toBeGreaterThan(months('diesel_winter').size)
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

test('tells a year up to yesterday, but for the pumps of today', async () => {
  const { first, last } = await cabinet.db
    .selectFrom('transactions')
    .where('source', '<>', 'pump')
    .select((eb) => [eb.fn.min('occurred_on').as('first'), eb.fn.max('occurred_on').as('last')])
    .executeTakeFirstOrThrow()
  const day = 86_400_000
  expect(String(last) < businessDay(ctx.now)).toBe(true)
  expect(Date.parse(businessDay(ctx.now)) - Date.parse(String(last))).toBeLessThanOrEqual(2 * day)
  expect(Date.parse(String(last)) - Date.parse(String(first))).toBeGreaterThan(355 * day)
})

test('every account signs in with the passwords that are printed, on every start', async () => {
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
  expect(imports.map(({ status }) => status)).toEqual(Array(6).fill('committed'))
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

test('shows a morning at the pumps: three fills, and declines for four reasons', async () => {
  const operations = await cabinet.db.selectFrom('authorizations').select(['status', 'code']).execute()
  expect(operations.map(({ status, code }) => code ?? status).sort()).toEqual([
    'balance_low',
    'card_blocked_by_client',
    'completed',
    'completed',
    'completed',
    'no_fuel',
    'station_closed',
  ])
})

test('shows nothing that looks like fraud at a station', async () => {
  await sql`update facts set value = '0' where name = 'signals.read_to'`.execute(cabinet.db)
  while (await findSignals(ctx, 0));
  expect(await cabinet.db.selectFrom('fraud_signals').selectAll().execute()).toEqual([])
  const [read] = await cabinet.db
    .selectFrom('facts')
    .select('value')
    .where('name', '=', 'signals.read_to')
    .execute()
  const newest = await cabinet.db
    .selectFrom('transactions')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  expect(Number(read?.value)).toBe(newest?.id)
})

test('has a card of the demo client near a limit, at whatever day it is loaded', async () => {
  const { company_id } = await cabinet.db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('company_id')
    .where('email', '=', accounts[1]?.email ?? '')
    .executeTakeFirstOrThrow()
  const staff = (await cabinet.staff('administrator')).ctx
  expect(await cardsNearLimit(staff, asCompanyId(company_id))).toHaveLength(1)
})

test('shows what a dispatcher has under way: a planned block, a change of several cards, requests in every state', async () => {
  const { db } = cabinet
  expect(await db.selectFrom('planned_card_blocks').select(['cause']).execute()).toEqual([
    { cause: 'holiday' },
  ])
  expect(await db.selectFrom('bulk_changes').select(['action', 'total']).execute()).toEqual([
    { action: 'rule', total: 2 },
  ])
  const requests = await db.selectFrom('service_requests').select('status').orderBy('id').execute()
  for (const status of ['sent', 'in_work', 'done', 'refused'])
    expect(requests.map((request) => request.status)).toContain(status)
})

test('has orders in every state, and a sample statement whose payments are credited by number, by amount, and by nobody', async () => {
  const { db } = cabinet
  const orders = async () =>
    (await db.selectFrom('orders').select('status').execute()).map(({ status }) => status)
  for (const status of ['draft', 'sent', 'invoiced', 'paid_in_part', 'paid', 'issued', 'cancelled'])
    expect(await orders()).toContain(status)
  // Nobody orders seven times in a minute.
  const moments = await db.selectFrom('orders').select(['created_at', 'sent_at']).execute()
  expect(new Set(moments.map(({ created_at }) => (created_at.getTime() / 60_000) | 0)).size).toBe(
    moments.length,
  )
  expect(moments.filter(({ created_at, sent_at }) => sent_at && sent_at <= created_at)).toEqual([])
  const staff = await cabinet.staff('operator')
  const before = await db
    .selectFrom('payments')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  const bytes = readFileSync('docs/samples/bank-statement.txt')
  const { status } = await bringIn(staff.ctx, 'payments', bytes)
  expect(status).toBe('committed')
  await matchNewPayments(await cabinet.system())
  const payments = await db
    .selectFrom('payments')
    .select(['document_number', 'status', 'reason'])
    .where('id', '>', before.last ?? 0)
    .orderBy('id')
    .execute()
  expect(payments).toMatchObject([
    { document_number: '1201', status: 'credited' },
    { document_number: '1202', status: 'credited' },
    { document_number: '44', status: 'waiting' },
  ])
})
