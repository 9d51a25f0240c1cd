import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOfKey } from '#app/domain/integrations/bearer.server.ts'
import { NewApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import {
  type CreatedApiKey,
  createApiKey,
  createOwnApiKey,
  listApiKeys,
  replaceApiKey,
  replaceOwnApiKey,
  revokeApiKey,
} from '#app/domain/integrations/integrations.server.ts'
import { sandbox } from '#app/domain/integrations/sandbox.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { numbersBelow } from '#tests/support/numbers-below.ts'
import { recordStatements } from '#tests/support/statement-recorder.ts'
import { driftOfCouponTotals } from '#tests/support/sums.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let cabinet: Cabinet
let system: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  system = await cabinet.system()
})
afterAll(() => cabinet.destroy())

const make = (fields: Record<string, unknown> = {}, ctx = system) =>
  createApiKey(ctx, NewApiKey.parse({ name: 'x', scopes: ['read'], ...fields }))

async function listed({ publicId }: CreatedApiKey, ctx = system) {
  const key = (await listApiKeys(ctx)).keys.find((each) => each.publicId === publicId)
  if (!key) throw new Error('no key')
  return key
}

const change = ({ publicId }: CreatedApiKey, set: Record<string, Date>) =>
  cabinet.db.updateTable('api_keys').set(set).where('public_id', '=', publicId).execute()

describe('a key', () => {
  test('ends so many days after it was made, or never', async () => {
    const ends = await listed(await make({ days: '30' }))
    expect(ends.expiresAt).toEqual(new Date(system.now.getTime() + 30 * DAY_MS))
    expect(await listed(await make())).toMatchObject({ expiresAt: null, revokedAt: null, status: 'active' })
  })

  test('is over from its last moment on, and revoked whatever else it is', async () => {
    const key = await make()
    await change(key, { expires_at: new Date(system.now.getTime() + 1) })
    expect((await listed(key)).status).toBe('active')
    await change(key, { expires_at: system.now })
    expect((await listed(key)).status).toBe('expired')
    expect((await revokeApiKey(system, key.publicId)).status).toBe('expired')
    expect((await listed(key)).status).toBe('revoked')
  })

  test('names its company, or none', async () => {
    const companyId = await cabinet.company({ name: 'ТОО «Жетісу»' })
    const { ctx } = await cabinet.client(companyId)
    const own = await createOwnApiKey(ctx, { name: '1C', scopes: ['read'] })
    expect(await listed(own)).toMatchObject({
      company: { id: companyId, name: 'ТОО «Жетісу»' },
      isTest: false,
      stations: null,
    })
    expect((await listed(await make())).company).toBeNull()
  })

  test('is of stations that are there', async () => {
    const codes = [await cabinet.station(), await cabinet.station()]
    expect((await listed(await make({ stations: codes }))).stations).toEqual(codes.toSorted())
  })

  test.each(['ключ', "a'b", ''])('of a name that no key has is not there: "%s"', async (publicId) => {
    await expect(revokeApiKey(system, publicId)).rejects.toThrow('api_key_not_found')
  })
})

describe('a key that replaces another', () => {
  test('lasts as long as that one was to last, and that one for a day more', async () => {
    const old = await make({ days: '10' })
    const made = new Date(system.now.getTime() - 4 * DAY_MS)
    const end = new Date(system.now.getTime() + 6 * DAY_MS)
    await change(old, { created_at: made, expires_at: end })
    const next = await replaceApiKey(system, old.publicId)
    expect((await listed(next)).expiresAt).toEqual(new Date(system.now.getTime() + 10 * DAY_MS))
    const left = ((await listed(old)).expiresAt?.getTime() ?? 0) - system.now.getTime()
    expect(left).toBeGreaterThanOrEqual(24 * HOUR_MS)
    expect(left).toBeLessThan(25 * HOUR_MS)
    const row = await cabinet.db
      .selectFrom('api_keys')
      .select('id')
      .where('public_id', '=', next.publicId)
      .executeTakeFirstOrThrow()
    expect(await cabinet.actions({ kind: 'api_key', id: row.id })).toEqual(['api_key.replaced'])
  })

  test('has no end where that one had none, and is a test key of a test key', async () => {
    const [real, trial] = [await make(), await make({ test: true })]
    for (const [old, prefix] of [
      [real, /^fck_/],
      [trial, /^fckt_/],
    ] as const) {
      const next = await replaceApiKey(system, old.publicId)
      expect(next.key).toMatch(prefix)
      expect((await listed(next)).expiresAt).toBeNull()
      expect(await actorOfKey(system, next.key)).toMatchObject({
        kind: 'integration',
        isTest: prefix.test('fckt_'),
      })
    }
  })

  test('is given for no key that has ended, nor to another company', async () => {
    const [over, revoked] = [await make(), await make()]
    await change(over, { expires_at: new Date(Date.now() - DAY_MS) })
    await revokeApiKey(system, revoked.publicId)
    for (const { publicId } of [over, revoked])
      await expect(replaceApiKey(system, publicId)).rejects.toThrow('api_key_ended')
    const [own, other] = [
      await cabinet.client(await cabinet.company()),
      await cabinet.client(await cabinet.company()),
    ]
    const { publicId } = await createOwnApiKey(own.ctx, { name: '1C', scopes: ['read'] })
    await expect(replaceOwnApiKey(other.ctx, publicId)).rejects.toThrow('api_key_not_found')
    expect((await replaceOwnApiKey(own.ctx, publicId)).name).toBe('1C')
  })
})

test('the use of a key is noted once a minute', async () => {
  const { key, publicId, name } = await make()
  const recorder = recordStatements(cabinet.db)
  const usedBefore = async (milliseconds: number | null) => {
    const set = { last_used_at: milliseconds === null ? null : new Date(system.now.getTime() - milliseconds) }
    await cabinet.db.updateTable('api_keys').set(set).where('public_id', '=', publicId).execute()
    const { result, statements } = await recorder.during(() =>
      actorOfKey({ db: recorder.db, now: system.now }, key),
    )
    expect(result).toMatchObject({ name, stations: 'all', companyId: null, isTest: false })
    return statements.length > 1
  }
  expect([await usedBefore(null), await usedBefore(59_999), await usedBefore(60_000)]).toEqual([
    true,
    false,
    true,
  ])
})

test('the test company has each coupon, counted, and of every product', async () => {
  await make({ test: true })
  const coupons = await cabinet.db
    .selectFrom('coupons as k')
    .innerJoin('companies as c', 'c.id', 'k.company_id')
    .where('c.is_test', '=', 1)
    .select(['k.number', 'k.product'])
    .orderBy('k.number')
    .execute()
  expect(coupons.map(({ number }) => number)).toEqual(sandbox.coupons)
  expect(new Set(coupons.map(({ product }) => product)).size).toBe(6)
  expect(await driftOfCouponTotals(cabinet.db)).toEqual([])
})

test('the test company has a card with a PIN and one with an odometer, also one of an earlier release', async () => {
  await make({ test: true })
  const asking = [sandbox.pinCard, sandbox.odometerCard]
  await cabinet.db.deleteFrom('cards').where('number', 'in', asking).execute()
  await make({ test: true })
  const read = () =>
    sql<object>`
      select c.number, n.pin_hash is not null as has_pin, n.blocked_at, o.km from cards c
      left join card_pins n on n.card_id = c.id left join card_odometers o on o.card_id = c.id
      where c.number in (${sql.join(asking)}) order by c.number
    `.execute(cabinet.db)
  const whole = [
    { number: sandbox.pinCard, has_pin: 1, blocked_at: null, km: null },
    { number: sandbox.odometerCard, has_pin: 0, blocked_at: null, km: sandbox.odometerKm },
  ]
  expect((await read()).rows).toEqual(whole)
  await sql`update card_pins set blocked_at = utc_timestamp(6)`.execute(cabinet.db)
  await make({ test: true })
  expect((await read()).rows).toEqual(whole)
})

test('the list has a hundred keys on a page', async () => {
  const integrationId = await cabinet.db
    .insertInto('integrations')
    .values({ public_id: 'many', name: 'many', company_id: null, is_test: 0, scopes: 'read', stations: null })
    .executeTakeFirstOrThrow()
  await sql`
    insert into api_keys (integration_id, public_id, secret_hash)
    select ${Number(integrationId.insertId)}, concat('many', n), unhex(sha2(n, 256)) from (${numbersBelow(101)}) counted
  `.execute(cabinet.db)
  const { keys, nextCursor } = await listApiKeys(system)
  expect(keys).toHaveLength(100)
  expect(nextCursor).not.toBeNull()
})
