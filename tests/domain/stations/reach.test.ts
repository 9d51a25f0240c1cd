import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCard } from '#app/domain/cards/cards.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { authorize, checkFuel, redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let pump: Context
let card: { id: number; number: string }
let stations: string[]

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  pump = await pumpOf(cabinet)
  stations = [await cabinet.station(), await cabinet.station(), await cabinet.station()]
  const [one] = await bringCards(owner, companyId, [{}])
  if (!one) throw new Error('no card')
  card = one
})
afterAll(() => cabinet.destroy())

const reach = async () => (await findCard(owner, companyId, card.id)).reach
const ask = (station: string | undefined) =>
  fuelAsked(station ?? '', { by: 'card', number: card.number } as const)

test('a block is in force where stations asked within a day, whatever they were answered', async () => {
  expect(await reach()).toEqual({ asking: 0, all: 3, isElsewhere: false })
  await authorize(pump, { ...ask(stations[0]), volume: 1_000 })
  await redeem(pump, { ...ask(stations[1]), volume: 900_000 })
  expect(await reach()).toEqual({ asking: 2, all: 3, isElsewhere: false })
})

test('asking what would be, a test key, and a station that nobody knows do not count', async () => {
  await checkFuel(pump, ask(stations[2]))
  await authorize(await pumpOf(cabinet, { isTest: true }), ask(stations[2]))
  await authorize(pump, ask(`no-${newOperationId()}`))
  expect(await reach()).toEqual({ asking: 2, all: 3, isElsewhere: false })
})

test('a station that is silent for a day, or closed, no longer counts', async () => {
  await cabinet.db
    .updateTable('station_contacts')
    .set({ asked_at: new Date(Date.now() - 24 * 3_600_000 - 60_000) })
    .where('station_id', '=', await idOf(stations[0]))
    .execute()
  expect(await reach()).toEqual({ asking: 1, all: 3, isElsewhere: false })
  await cabinet.db
    .updateTable('stations')
    .set({ status: 'closed' })
    .where('id', '=', await idOf(stations[1]))
    .execute()
  expect(await reach()).toEqual({ asking: 0, all: 2, isElsewhere: false })
})

async function idOf(code: string | undefined): Promise<number> {
  const row = await cabinet.db
    .selectFrom('stations')
    .select('id')
    .where('code', '=', code ?? '')
    .executeTakeFirstOrThrow()
  return row.id
}
