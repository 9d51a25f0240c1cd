import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dueNotices } from '#app/domain/expiries/due-notices.ts'
import { purgeExpiryNotices, tellOfExpiry } from '#app/domain/expiries/telling.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { priorityOf } from '#app/domain/mail/priorities.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCoupons, newCouponNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person
let manager: Person
let viewer: Person

beforeAll(async () => {
  cabinet = await createCabinet()
})
afterAll(() => cabinet.destroy())
beforeEach(async () => {
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  manager = await cabinet.client(companyId, 'manager')
  viewer = await cabinet.client(companyId, 'viewer')
})

const LAST_DAY = '2027-03-31'
/** Ten in the morning in Almaty. */
const morning = (day: string) => new Date(`${day}T05:00:00Z`)
const bring = (...untils: string[]) =>
  bringCoupons(
    owner.ctx,
    companyId,
    untils.map((validUntil) => ({ validUntil, number: newCouponNumber() })),
  )
const run = async (now: Date) =>
  tellOfExpiry({ ...(await cabinet.system()), now }, new AbortController().signal)
const lettersTo = async ({ email }: Person) =>
  (await cabinet.lettersTo(email)).filter(({ template }) => template === 'coupons_expiring')
const priorities = async ({ email }: Person) =>
  cabinet.db
    .selectFrom('outbox')
    .select('priority')
    .where('to_email', '=', email)
    .where('template', '=', 'coupons_expiring')
    .execute()
const told = async () =>
  (
    await cabinet.db
      .selectFrom('expiry_notices')
      .selectAll()
      .where('company_id', '=', companyId)
      .orderBy('id')
      .execute()
  ).map(({ last_day, days_before }) => `${last_day} ${days_before}`)

describe('which last days are due', () => {
  const due = (today: string, before: [string, number][] = [], days = [LAST_DAY]) =>
    dueNotices(
      days,
      before.map(([last_day, days_before]) => ({ last_day, days_before })),
      today,
    ).map(({ days_before }) => days_before)

  test.each([
    ['2027-02-28', []],
    ['2027-03-01', [30]],
    ['2027-03-23', [30]],
    ['2027-03-24', [7]],
    ['2027-03-29', [7]],
    ['2027-03-30', [1]],
    ['2027-03-31', [1]],
    ['2027-04-01', []],
  ])('on %s: %j', (today, expected) => {
    expect(due(today)).toEqual(expected)
  })

  test('what was told is not told again, nor what a nearer one has taken the place of', () => {
    expect(due('2027-03-10', [[LAST_DAY, 30]])).toEqual([])
    expect(due('2027-03-25', [[LAST_DAY, 30]])).toEqual([7])
    expect(due('2027-03-10', [[LAST_DAY, 7]])).toEqual([])
    expect(due('2027-03-25', [['2027-04-30', 7]])).toEqual([7])
  })
})

test('owners and managers get one letter 30, 7 and 1 days before, with litres and what they are worth', async () => {
  await bring(LAST_DAY, LAST_DAY)
  for (const day of [
    '2027-02-28',
    '2027-03-01',
    '2027-03-02',
    '2027-03-24',
    '2027-03-30',
    '2027-03-31',
    '2027-04-01',
  ])
    await run(morning(day))
  expect(await told()).toEqual([`${LAST_DAY} 30`, `${LAST_DAY} 7`, `${LAST_DAY} 1`])
  const letters = await lettersTo(owner)
  expect(letters).toHaveLength(3)
  expect(await lettersTo(manager)).toHaveLength(3)
  expect(await lettersTo(viewer)).toEqual([])
  expect(letters[0]?.subject).toContain('31.03.2027')
  expect(letters[0]?.text).toContain('40\u00a0л')
  expect(letters[0]?.text).toContain('13\u00a0000,00\u00a0₸')
  expect(letters[0]?.text).toContain('/coupons/expiring')
  // Thousands of companies may be told in one night: an invitation that somebody sends meanwhile goes before them.
  expect(await priorities(owner)).toEqual(letters.map(() => ({ priority: priorityOf('bulk') })))
})

test('names each fuel with its own litres, by last day', async () => {
  const later = '2027-03-30'
  await bringCoupons(owner.ctx, companyId, [
    { product: 'diesel', volume: 30_000, validUntil: later, number: newCouponNumber() },
    { product: 'ai95', volume: 50_000, validUntil: later, number: newCouponNumber() },
    { product: 'ai95', volume: 10_000, validUntil: '2027-03-29', number: newCouponNumber() },
  ])
  await run(morning('2027-03-23'))
  const [letter] = await lettersTo(owner)
  const named = letter?.text.matchAll(/(АИ-95|Дизельное топливо)[^л]*?(\d+)\u00a0л/g) ?? []
  expect([...named].map(([, product, litres]) => [product, litres])).toEqual([
    ['АИ-95', '10'],
    ['АИ-95', '50'],
    ['Дизельное топливо', '30'],
  ])
})

test('run twice, and by two workers at once, it tells once', async () => {
  await bring(LAST_DAY)
  const now = morning('2027-03-01')
  await Promise.all([run(now), run(now), run(now), run(now)])
  await run(now)
  expect(await lettersTo(owner)).toHaveLength(1)
  expect(await told()).toEqual([`${LAST_DAY} 30`])
})

test('a missed day is caught up; a notice that a later one has overtaken is not sent beside it', async () => {
  await bring(LAST_DAY)
  // Nothing ran on the first of March, 30 days before.
  await run(morning('2027-03-05'))
  expect(await told()).toEqual([`${LAST_DAY} 30`])
  // Nor from the 24th to the 29th: 7 days before is over.
  await run(morning('2027-03-30'))
  await run(morning('2027-03-30'))
  expect(await told()).toEqual([`${LAST_DAY} 30`, `${LAST_DAY} 1`])
  expect(await lettersTo(owner)).toHaveLength(2)
})

test('never run before the last day was over, it sends nothing late', async () => {
  await bring(LAST_DAY)
  await run(morning('2027-04-01'))
  expect(await lettersTo(owner)).toEqual([])
  expect(await told()).toEqual([])
})

test('last days that are due together stand in one letter', async () => {
  await bring(LAST_DAY, '2027-03-28', '2027-03-29')
  await run(morning('2027-03-01'))
  const letters = await lettersTo(owner)
  expect(letters).toHaveLength(1)
  for (const day of ['31.03.2027', '28.03.2027', '29.03.2027']) expect(letters[0]?.text).toContain(day)
})

test('nobody is written to at night, and nobody of a closed company, nor about coupons that are used up', async () => {
  await bring(LAST_DAY)
  await run(new Date('2027-02-28T19:30:00Z'))
  await run(new Date('2027-03-01T02:59:00Z'))
  expect(await lettersTo(owner)).toEqual([])
  await run(new Date('2027-03-01T03:00:00Z'))
  expect(await lettersTo(owner)).toHaveLength(1)
  const other = await cabinet.company()
  const theirs = await cabinet.client(other)
  await bringCoupons(owner.ctx, other, [
    { validUntil: LAST_DAY, issuerStatus: 'redeemed' },
    { validUntil: LAST_DAY, issuerStatus: 'exchanged' },
  ])
  await run(morning('2027-03-01'))
  expect(await lettersTo(theirs)).toEqual([])
  await bringCoupons(owner.ctx, other, [{ validUntil: LAST_DAY }])
  await cabinet.db.updateTable('companies').set({ closed_at: new Date() }).where('id', '=', other).execute()
  await run(morning('2027-03-01'))
  expect(await lettersTo(theirs)).toEqual([])
})

test('a stopped worker goes on the next time', async () => {
  await bring(LAST_DAY)
  const stopped = AbortSignal.abort()
  await tellOfExpiry({ ...(await cabinet.system()), now: morning('2027-03-01') }, stopped)
  expect(await lettersTo(owner)).toEqual([])
  await run(morning('2027-03-01'))
  expect(await lettersTo(owner)).toHaveLength(1)
})

test('what was told is kept for more than a year', async () => {
  const row = (last_day: string) => ({ company_id: companyId, last_day, days_before: 1 })
  await cabinet.db
    .insertInto('expiry_notices')
    .values([row('2020-01-01'), row('2026-11-01')])
    .execute()
  while ((await purgeExpiryNotices(cabinet.db)) > 0);
  expect(await told()).toEqual(['2026-11-01 1'])
})
