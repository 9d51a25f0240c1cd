import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findAnyDecline, listDeclinesAcrossCompanies } from '#app/domain/declines/declines.server.ts'
import {
  countUnsettled,
  findDiscrepancy,
  listDiscrepancies,
} from '#app/domain/discrepancies/discrepancies.server.ts'
import { actorOfKey } from '#app/domain/integrations/bearer.server.ts'
import { sandbox } from '#app/domain/integrations/sandbox.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  completeAuthorization,
  redeem,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { searchEverything } from '#app/domain/search/search.server.ts'
import { apiKey } from '#tests/support/api.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked } from '#tests/support/pump.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Context
let pump: Context
let tester: Context
let otherTester: Context
let station: string
let realCard: string

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = (await cabinet.staff('operator')).ctx
  pump = await systemOf({ test: false })
  tester = await systemOf({ test: true })
  otherTester = await systemOf({ test: true })
  station = await cabinet.station()
  const [card] = await bringCards(staff, await cabinet.company(), [{}])
  realCard = card?.number ?? ''
})
afterAll(() => cabinet.destroy())

async function systemOf({ test }: { test: boolean }): Promise<Context> {
  const guest = await cabinet.guest()
  const actor = await actorOfKey(guest, await apiKey(cabinet, { scopes: ['pump'], test }))
  if (!actor) throw new Error('the key opens nothing')
  return { ...guest, actor }
}

const UNKNOWN = '7825000000009999'
const asked = (number: string) => fuelAsked(station, { by: 'card', number })
const told = (number: string, pumpTransaction: string) => ({
  ...asked(number),
  ...{ volume: 1_000, price: 30_000, pumpTransaction },
})

describe('the pump’s own number of a dispensing', () => {
  test('stays free for the real one when a test key has redeemed under it', async () => {
    expect(await redeem(tester, told(sandbox.card, '700'))).toMatchObject({ status: 'completed' })
    expect(await redeem(pump, told(realCard, '700'))).toMatchObject({ status: 'completed' })
  })

  test('stays free for the real one when a test key has completed under it', async () => {
    const completed = (ctx: Context, number: string) => {
      const { operationId, ...authorization } = asked(number)
      const fuel = { volume: 1_000, pumpTransaction: '701' }
      return completeAuthorization(ctx, operationId, { ...fuel, authorization })
    }
    expect(await completed(tester, sandbox.card)).toMatchObject({ discrepancies: [] })
    expect(await completed(pump, realCard)).toMatchObject({ status: 'completed', discrepancies: [] })
  })

  test('is taken for the test key itself, and for no other one', async () => {
    expect(await redeem(tester, told(sandbox.card, '702'))).toMatchObject({ status: 'completed' })
    expect(await redeem(tester, told(sandbox.card, '702'))).toMatchObject({ code: 'duplicate_operation' })
    expect(await redeem(otherTester, told(sandbox.card, '702'))).toMatchObject({ status: 'completed' })
  })
})

describe('in no list of the staff is what test keys', () => {
  test('are refused', async () => {
    const declined = async (ctx: Context, number: string) => {
      const { operationId, ...question } = asked(number)
      expect(await authorize(ctx, { operationId, ...question })).toMatchObject({ status: 'declined' })
      return operationId
    }
    const tried = await declined(tester, sandbox.blockedCard)
    await declined(tester, UNKNOWN)
    const real = await declined(pump, UNKNOWN)
    for (const filter of [{}, { station }]) {
      const { rows } = await listDeclinesAcrossCompanies(staff, filter)
      expect(rows.map(({ operation_id: id }) => id)).toEqual([real])
    }
    const { id } = await cabinet.db
      .selectFrom('authorizations')
      .select('id')
      .where('operation_id', '=', tried)
      .executeTakeFirstOrThrow()
    await expect(findAnyDecline(staff, id)).rejects.toMatchObject({ code: 'refusal_not_found' })
  })

  test('may present', async () => {
    for (const q of [sandbox.card, sandbox.coupons[0], 'Test company'])
      expect((await searchEverything(staff, q)).groups).toEqual([])
    expect((await searchEverything(staff, realCard)).groups).toHaveLength(1)
  })

  test('report against the rules', async () => {
    const before = await countUnsettled(staff)
    for (const number of [sandbox.card, UNKNOWN]) {
      const { operationId, ...authorization } = asked(number)
      const { discrepancies } = await completeAuthorization(tester, operationId, {
        volume: 60_000_000,
        authorization,
      })
      expect(discrepancies).toEqual(['not_approved'])
    }
    const { discrepancies } = await listDiscrepancies(staff, { status: 'open' })
    expect([await countUnsettled(staff), discrepancies.length]).toEqual([before, before])
    const { id } = await cabinet.db
      .selectFrom('fuel_exceptions')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    await expect(findDiscrepancy(staff, id)).rejects.toMatchObject({ code: 'exception_not_found' })
  })
})
