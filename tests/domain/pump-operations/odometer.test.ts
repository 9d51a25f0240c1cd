import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  checkFuel,
  completeAuthorization,
  redeem,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let station: string
let pump: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
})
afterAll(() => cabinet.destroy())

test('an unlikely odometer is refused once, then kept with a mark, and what follows is compared with it', async () => {
  const [card] = await bringCards(owner, companyId, [{}])
  if (!card) throw new Error('no card')
  const asked = (odometerKm: number) => ({
    ...fuelAsked(station, { by: 'card', number: card.number }),
    ...{ volume: 1_000, odometerKm },
  })
  expect(await redeem(pump, asked(90_000))).toMatchObject({ status: 'completed', isOdometerUnlikely: false })
  const unlikely = { status: 'declined', code: 'odometer_out_of_range', whose: 'client' }
  expect(await checkFuel(pump, asked(9_000))).toMatchObject(unlikely)
  expect(await authorize(pump, asked(9_000))).toMatchObject({
    ...unlikely,
    figures: { asked: 9_000, least: 90_000, most: 93_000 },
  })
  const again = asked(9_000)
  expect(await authorize(pump, again)).toMatchObject({ status: 'held', isOdometerUnlikely: true })
  await completeAuthorization(pump, again.operationId, { volume: 1_000 })
  expect(await lastTransactions(owner, companyId, { card: card.id }, 1)).toMatchObject([
    { odometer_unlikely: 1, odometer_km: 9_000 },
  ])
  expect(await authorize(pump, asked(9_500))).toMatchObject({ status: 'held', isOdometerUnlikely: false })
  expect(await authorize(pump, asked(8_000))).toMatchObject(unlikely)
})

test('a completion is recorded whatever its odometer says', async () => {
  const [card] = await bringCards(owner, companyId, [{}])
  if (!card) throw new Error('no card')
  for (const odometerKm of [90_000, 5]) {
    const { operationId, ...authorization } = fuelAsked(station, { by: 'card', number: card.number })
    const completion = { volume: 1_000, authorization: { ...authorization, odometerKm } }
    expect(await completeAuthorization(pump, operationId, completion)).toMatchObject({
      ...{ status: 'completed', discrepancies: [] },
      isOdometerUnlikely: odometerKm === 5,
    })
  }
})
