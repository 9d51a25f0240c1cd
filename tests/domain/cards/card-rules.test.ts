import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  PermitMore,
  SaveNamedRule,
  SaveRule,
  TriedNamedRule,
  TriedRule,
} from '#app/domain/cards/card-rules.input.server.ts'
import {
  endPermission,
  findCardRule,
  permitMore,
  removeCardRule,
  saveCardRule,
} from '#app/domain/cards/card-rules.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  completeAuthorization,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { setIssuerStations } from '#app/domain/stations/station-rules.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, type NewCard, newCardNumber } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let station: string
let other: string
let pump: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  station = await cabinet.station()
  other = await cabinet.station()
  pump = await pumpOf(cabinet)
})
afterAll(() => cabinet.destroy())

function refusedAs(code: string) {
  return expect.objectContaining({ code })
}

/** As the form sends it. */
const typed = (fields: Record<string, unknown>) => SaveRule.parse({ version: 0, ...fields })

async function card(overrides: NewCard = {}, rule?: Record<string, unknown>) {
  const [one] = await bringCards(owner, companyId, [{ dailyLimit: 100_000, ...overrides }])
  if (!one) throw new Error('no card')
  if (rule) await saveCardRule(owner, companyId, one.id, typed(rule))
  const read = { by: 'card', number: one.number } as const
  const ask = (volume: number, at = station) => authorize(pump, { ...fuelAsked(at, read), volume })
  return { ...one, ask }
}

test('a rule takes as much as a row may say, and every day of the week is no rule about days', () => {
  expect(typed({ perDay: '1 000 000' }).rule.perDay).toBe(1_000_000_000)
  expect(typed({ unit: 'kzt', perDay: '100000000' }).rule.perDay).toBe(10_000_000_000)
  expect(typed({ weekdays: ['1', '2', '3', '4', '5', '6', '7'] }).rule.weekdays).toEqual([])
})

describe('a rule', () => {
  test('is in force at the next authorization, and its owner is named', async () => {
    const { id, ask } = await card()
    expect(await ask(50_000)).toMatchObject({ volume: 50_000, limitedBy: null })
    await saveCardRule(owner, companyId, id, typed({ perDay: '60', perFill: '20' }))
    expect(await ask(50_000)).toMatchObject({
      volume: 10_000,
      limitedBy: { by: 'limit_day', whose: 'client', figures: { limit: 60_000, left: 10_000 } },
    })
    expect(await ask(1_000)).toMatchObject({ status: 'declined', code: 'limit_day', whose: 'client' })
  })

  test('only narrows: the issuer’s limit stays the ceiling', async () => {
    const { ask } = await card({}, { perDay: '500' })
    expect(await ask(300_000)).toMatchObject({
      volume: 100_000,
      limitedBy: { whose: 'issuer', by: 'limit_day' },
    })
  })

  test.each([
    ['fuel', { products: ['ai95'] }, 'product_not_allowed'],
    ['a station', () => ({ stationMode: 'only', stations: [other] }), 'station_not_allowed'],
    ['every station but', () => ({ stationMode: 'except', stations: [station] }), 'station_not_allowed'],
    ['fills a day', { fillsPerDay: '1' }, 'limit_count'],
  ] as const)('declines by %s', async (_, rule, code) => {
    const { ask } = await card({ products: ['diesel', 'ai95'] }, typeof rule === 'function' ? rule() : rule)
    if (code === 'limit_count') expect(await ask(5_000)).toMatchObject({ status: 'held' })
    expect(await ask(5_000)).toMatchObject({ status: 'declined', code, whose: 'client' })
  })

  test('declines on other days and at other hours', async () => {
    const { id, number } = await card()
    const asking = async (now: string) => {
      const at = await pumpOf(cabinet, {}, { now: new Date(now) })
      const { code, status } = await authorize(at, {
        ...fuelAsked(station, { by: 'card', number }),
        volume: 1_000,
      })
      return code ?? status
    }
    const hours = { weekdays: ['1', '2', '3', '4', '5'], timeFrom: '08:00', timeTo: '18:00' }
    await saveCardRule(owner, companyId, id, typed(hours))
    // 2026-11-27 is a Friday; Almaty is five hours ahead of UTC.
    expect(await asking('2026-11-27T02:59:59Z')).toBe('time_not_allowed')
    expect(await asking('2026-11-27T03:00:00Z')).toBe('held')
    expect(await asking('2026-11-27T12:59:59Z')).toBe('held')
    expect(await asking('2026-11-27T13:00:00Z')).toBe('time_not_allowed')
    expect(await asking('2026-11-28T05:00:00Z')).toBe('time_not_allowed')
  })

  test('tenge need a price', async () => {
    const { number } = await card({}, { unit: 'kzt', perDay: '3000' })
    const read = fuelAsked(station, { by: 'card', number })
    expect(await authorize(pump, { ...read, volume: 5_000 })).toMatchObject({ code: 'price_missing' })
    const priced = fuelAsked(station, { by: 'card', number })
    expect(await authorize(pump, { ...priced, volume: 20_000, price: 30_000 })).toMatchObject({
      volume: 10_000,
      limitedBy: { whose: 'client' },
    })
  })

  test('is on the page of the card with what is left of it', async () => {
    const { id, ask } = await card({}, { perDay: '60', perMonth: '500', fillsPerDay: '3' })
    await ask(20_000)
    expect((await findCard(owner, companyId, id)).rule).toMatchObject({
      version: 1,
      limits: [
        { period: 'day', unit: 'ml', limit: 60_000, used: 20_000, left: 40_000 },
        { period: 'month', unit: 'ml', limit: 500_000, used: 20_000, left: 480_000 },
        { period: 'day', unit: 'fills', limit: 3, used: 1, left: 2 },
      ],
    })
  })

  test('stays behind when the card comes to another company', async () => {
    const { id, ask } = await card({}, { perDay: '1' })
    const next = await cabinet.company()
    await cabinet.db.updateTable('cards').set({ company_id: next }).where('id', '=', id).execute()
    expect(await ask(50_000)).toMatchObject({ volume: 50_000 })
    const { ctx } = await cabinet.client(next, 'owner')
    expect(await findCardRule(ctx, next, id)).toMatchObject({ rule: null })
    await saveCardRule(ctx, next, id, typed({ perDay: '55' }))
    expect((await findCardRule(ctx, next, id)).rule).toMatchObject({ perDay: 55_000, version: 1 })
  })
})

test('a rule holds for the card that takes the place of its own', async () => {
  const number = newCardNumber()
  const { id } = await card({}, { perDay: '60' })
  await cabinet.db.updateTable('cards').set({ replaced_by: number }).where('id', '=', id).execute()
  const heir = await card({ number })
  expect((await findCardRule(owner, companyId, heir.id)).rule).toMatchObject({ perDay: 60_000, version: 1 })
  expect(await heir.ask(70_000)).toMatchObject({ volume: 60_000, limitedBy: { whose: 'client' } })
})

describe('is refused', () => {
  test.each([
    ['nothing at all', {}, 'rule_empty'],
    ['a fill above the day', { perFill: '70', perDay: '60' }, 'rule_above_longer'],
    ['a day above the week', { perDay: '70', perWeek: '60' }, 'rule_above_longer'],
    ['a fill above the month', { perFill: '70', perMonth: '60' }, 'rule_above_longer'],
    ['a fuel that there is not', { products: ['rocket'] }, 'product_not_found'],
    ['a station that there is not', { stationMode: 'only', stations: ['NO-1'] }, 'station_not_found'],
    ['only fuels that the issuer forbids', { products: ['ai95'] }, 'rule_allows_nothing'],
  ] as const)('%s', async (_, fields, code) => {
    const { id } = await card({ products: ['diesel'] })
    await expect(saveCardRule(owner, companyId, id, typed(fields))).rejects.toThrow(refusedAs(code))
  })

  test.each([
    ['more litres than a row may say', { perDay: '1000000,01' }, 'perDay', 'invalid'],
    ['more tenge than a row may say', { unit: 'kzt', perMonth: '100 000 000,01' }, 'perMonth', 'invalid'],
    ['an end without a beginning', { timeTo: '18:00' }, 'timeFrom', 'required'],
    ['a beginning without an end', { timeFrom: '08:00' }, 'timeTo', 'required'],
    ['hours of no length', { timeFrom: '08:00', timeTo: '08:00' }, 'timeTo', 'rule_allows_nothing'],
    ['only stations, and none chosen', { stationMode: 'only' }, 'stations', 'required'],
    ['all stations but none', { stationMode: 'except' }, 'stations', 'required'],
  ] as const)('%s, beside its field', (_, fields, field, message) => {
    const version = 0
    for (const form of [SaveRule, TriedRule, SaveNamedRule, TriedNamedRule]) {
      const { error } = form.safeParse({ name: 'Дальние', version, perDay: '10', ...fields })
      expect(error?.issues).toMatchObject([{ path: [field], message }])
    }
  })

  test.each([
    ['only where the issuer lets nobody fuel', 'only', 'other', 'rule_allows_nothing'],
    ['wherever the issuer does not', 'except', 'station', 'rule_allows_nothing'],
    ['where the issuer does', 'only', 'station', null],
    ['everywhere but where the issuer does not', 'except', 'other', null],
  ] as const)('what holds %s, and nothing else', async (_, stationMode, which, code) => {
    const { id } = await card()
    await setIssuerStations(owner, 'card', id, { are: 'only', codes: [station] })
    const rule = typed({ stationMode, stations: [which === 'other' ? other : station] })
    const saved = saveCardRule(owner, companyId, id, rule)
    if (code) await expect(saved).rejects.toMatchObject({ code, field: 'stations' })
    else expect(await saved).toMatchObject({ version: 1 })
  })

  test('every station left out', async () => {
    const { id } = await card()
    const rows = await cabinet.db.selectFrom('stations').select('code').execute()
    const stations = rows.map(({ code }) => code)
    await expect(
      saveCardRule(owner, companyId, id, typed({ stationMode: 'except', stations })),
    ).rejects.toThrow(refusedAs('rule_allows_nothing'))
  })

  test('what somebody else has changed meanwhile, saved or removed', async () => {
    const { id } = await card({}, { perDay: '60' })
    await saveCardRule(owner, companyId, id, typed({ perDay: '50', version: 1 }))
    for (const version of [0, 1]) {
      const stale = saveCardRule(owner, companyId, id, typed({ perDay: '40', version }))
      await expect(stale).rejects.toThrow(refusedAs('conflict_try_again'))
    }
    await expect(removeCardRule(owner, companyId, id, { version: 1 })).rejects.toThrow(
      refusedAs('conflict_try_again'),
    )
    expect((await findCardRule(owner, companyId, id)).rule).toMatchObject({ perDay: 50_000, version: 2 })
  })

  test('all but one of two dispatchers at once', async () => {
    const { id } = await card({}, { perDay: '60' })
    const answers = await Promise.allSettled(
      ['50', '40', '30'].map((perDay) => saveCardRule(owner, companyId, id, typed({ perDay, version: 1 }))),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await findCardRule(owner, companyId, id)).rule?.version).toBe(2)
  })

  test('a card of another company, which is not there', async () => {
    const { id } = await card()
    const stranger = await cabinet.company()
    const { ctx } = await cabinet.client(stranger, 'owner')
    await expect(saveCardRule(ctx, stranger, id, typed({ perDay: '1' }))).rejects.toThrow(
      refusedAs('card_not_found'),
    )
    expect(() => saveCardRule(ctx, companyId, id, typed({ perDay: '1' }))).toThrow(refusedAs('not_found'))
  })
})

test('a rule removed leaves the issuer’s, and both are in the history', async () => {
  const { id, ask } = await card({}, { perDay: '10' })
  await removeCardRule(owner, companyId, id, { version: 1 })
  expect(await ask(50_000)).toMatchObject({ volume: 50_000 })
  const { history, rule } = await findCard(owner, companyId, id)
  expect(rule).toBeNull()
  expect(history.map(({ what }) => what)).toEqual(['rule_removed', 'rule_set'])
  // Again: nothing more to remove.
  await removeCardRule(owner, companyId, id, { version: 1 })
  expect((await findCard(owner, companyId, id)).history).toHaveLength(2)
})

test('a rule saved as it is changes nothing', async () => {
  const { id } = await card({}, { perDay: '10', products: ['diesel', 'ai95'] })
  const same = typed({ perDay: '10', products: ['ai95', 'diesel'], version: 1 })
  expect(await saveCardRule(owner, companyId, id, same)).toMatchObject({ version: 1 })
  expect((await findCard(owner, companyId, id)).history).toHaveLength(1)
})

const permit = (id: number, fields: Record<string, string>) =>
  permitMore(owner, companyId, id, PermitMore.parse(fields))

describe('a permission', () => {
  test('of more raises day, week and month until midnight, within the issuer’s', async () => {
    const { id, ask } = await card({}, { perDay: '20', perMonth: '20' })
    expect(await ask(20_000)).toMatchObject({ volume: 20_000 })
    expect(await ask(5_000)).toMatchObject({ status: 'declined' })
    await permit(id, { kind: 'extra', extra: '60', reason: 'Дальний рейс' })
    expect(await ask(70_000)).toMatchObject({ volume: 60_000 })
    const { permission } = await findCardRule(owner, companyId, id)
    expect(permission).toMatchObject({ kind: 'extra', extra: 60_000 })
    // Midnight in Almaty.
    expect(permission?.until.toISOString()).toMatch(/T19:00:00\.000Z$/)
    expect(permission && permission.until > owner.now).toBe(true)
  })

  test('of hours lifts the rule until they end', async () => {
    const { id, ask, number } = await card({}, { perDay: '1', stationMode: 'only', stations: [other] })
    await permit(id, { kind: 'open', hours: '2' })
    expect(await ask(50_000)).toMatchObject({ volume: 50_000 })
    const later = await pumpOf(cabinet, {}, { now: new Date(owner.now.getTime() + 2 * 3_600_000) })
    const asked = { ...fuelAsked(station, { by: 'card', number }), volume: 1_000 } as const
    expect(await authorize(later, asked)).toMatchObject({ status: 'declined', whose: 'client' })
  })

  test('of one fill is used up by one, and free again when that is void', async () => {
    const { id, ask } = await card({ dailyLimit: 1_000_000 }, { perFill: '5' })
    await permit(id, { kind: 'fill' })
    const first = await ask(50_000)
    expect(first).toMatchObject({ volume: 50_000 })
    expect((await findCardRule(owner, companyId, id)).permission).toBeNull()
    expect(await ask(50_000)).toMatchObject({ volume: 5_000, limitedBy: { whose: 'client' } })
    await voidAuthorization(pump, first.operationId)
    // The hold of five litres is a fill of its own.
    expect(await ask(50_000)).toMatchObject({ volume: 5_000 })
  })

  test('of one fill is not two for two pumps at once', async () => {
    const { id, ask } = await card({ dailyLimit: 1_000_000 }, { perFill: '5' })
    await permit(id, { kind: 'fill' })
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(50_000)))
    expect(answers.filter(({ volume }) => volume === 50_000)).toHaveLength(1)
    expect(answers.filter(({ volume }) => volume === 5_000)).toHaveLength(5)
  })

  test('ends before its time, and needs a rule', async () => {
    const { id, ask } = await card({}, { perDay: '1' })
    await permit(id, { kind: 'open' })
    await endPermission(owner, companyId, id)
    expect(await ask(50_000)).toMatchObject({ volume: 1_000 })
    await endPermission(owner, companyId, id)
    const { id: bare } = await card()
    await expect(permit(bare, { kind: 'open' })).rejects.toThrow(refusedAs('rule_missing'))
    expect((await findCard(owner, companyId, id)).history.map(({ what }) => what)).toEqual([
      'rule_permission_ended',
      'rule_permitted',
      'rule_set',
    ])
  })

  test('goes on when the rule changes, unless it counts in something else by then', async () => {
    const { id } = await card({}, { perDay: '10' })
    await permit(id, { kind: 'extra', extra: '5' })
    await saveCardRule(owner, companyId, id, typed({ perDay: '12', version: 1 }))
    expect((await findCardRule(owner, companyId, id)).permission).toMatchObject({ extra: 5_000 })
    await saveCardRule(owner, companyId, id, typed({ perDay: '12', unit: 'kzt', version: 2 }))
    expect((await findCardRule(owner, companyId, id)).permission).toBeNull()
  })
})

test('litres above the client’s rule after the hold has ended are an exception', async () => {
  const { ask } = await card({ dailyLimit: 1_000_000 }, { perDay: '30' })
  const first = await ask(20_000)
  await cabinet.db
    .updateTable('authorizations')
    .set({ expires_at: new Date('2020-01-01') })
    .where('operation_id', '=', first.operationId)
    .execute()
  expect(await ask(30_000)).toMatchObject({ volume: 30_000 })
  const late = await completeAuthorization(pump, first.operationId, { volume: 20_000 })
  expect(late).toMatchObject({ status: 'completed' })
  const row = await cabinet.db
    .selectFrom('authorizations')
    .select('id')
    .where('operation_id', '=', first.operationId)
    .executeTakeFirstOrThrow()
  const kinds = await cabinet.db
    .selectFrom('fuel_exceptions')
    .select('kind')
    .where('authorization_id', '=', row.id)
    .execute()
  expect(kinds).toEqual([{ kind: 'litres_gone' }])
})
