import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveDriver } from '#app/domain/drivers/drivers.server.ts'
import { fleetChoices } from '#app/domain/fleet/fleet-choices.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { newDriver } from '#tests/support/fleet.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
})
afterAll(() => cabinet.destroy())

const NAMES = Array.from({ length: 130 }, (_, index) => `Жүргізуші ${String(index).padStart(3, '0')}`)

/** So many drivers and vehicles, by name and plate in their order. */
async function bring(names: readonly string[]) {
  await cabinet.db
    .insertInto('drivers')
    .values(
      names.map((name) => ({
        company_id: companyId,
        name,
        locale: 'kk',
        phone: '',
        comment: '',
        archived_at: null,
      })),
    )
    .execute()
  await cabinet.db
    .insertInto('vehicles')
    .values(
      names.map((_, index) => {
        const plate = `${String(index).padStart(3, '0')}ABC02`
        const own = { product: null, tank: null, norm: null, archived_at: null }
        return { company_id: companyId, plate, plate_key: plate, live_key: plate, make: 'MAN', ...own }
      }),
    )
    .execute()
}

test('are all of them while a select can show them', async () => {
  await bring(NAMES.slice(0, 100))
  const { drivers, vehicles, hasMore } = await fleetChoices(owner, companyId, {})
  expect(drivers.map(({ name }) => name)).toEqual(NAMES.slice(0, 100))
  expect(vehicles).toHaveLength(100)
  expect(hasMore).toBe(false)
})

test('are the first hundred beyond that; the others are found by name or plate, or are chosen already', async () => {
  const last = await newDriver(owner, companyId, { name: 'Яковлев Пётр' })
  const all = await fleetChoices(owner, companyId, {})
  expect(all).toMatchObject({ hasMore: true, find: '' })
  expect(all.drivers.map(({ name }) => name)).toEqual(NAMES.slice(0, 100))

  const found = await fleetChoices(owner, companyId, { find: 'яковлев' })
  expect(found.drivers.map(({ id }) => id)).toEqual([last])
  expect(found).toMatchObject({ hasMore: true, find: 'яковлев' })
  // No plate is like it: what can be chosen beside the driver stays.
  expect(found.vehicles).toHaveLength(100)
  const byPlate = await fleetChoices(owner, companyId, { find: '042 abc' })
  expect(byPlate.vehicles.map(({ plate }) => plate)).toEqual(['042ABC02'])

  const chosen = await fleetChoices(owner, companyId, { driver: last })
  expect(chosen.drivers.map(({ id }) => id)[0]).toBe(last)
  expect(chosen.drivers).toHaveLength(101)
})

test('are of this company, and none that has left', async () => {
  const other = await cabinet.company()
  const stranger = (await cabinet.client(other, 'owner')).ctx
  const foreign = await newDriver(stranger, other, { name: 'Чужой' })
  const gone = await newDriver(owner, companyId, { name: 'Ушедший' })
  await archiveDriver(owner, companyId, gone)
  for (const find of ['чужой', 'ушедший']) {
    const { drivers } = await fleetChoices(owner, companyId, { find })
    expect(drivers.map(({ name }) => name)).toEqual(NAMES.slice(0, 100))
  }
  const { drivers } = await fleetChoices(owner, companyId, { driver: foreign })
  expect(drivers.map(({ id }) => id)).not.toContain(foreign)
})
