import { afterAll, beforeAll, expect, test } from 'vitest'
import { NewApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import { createApiKey } from '#app/domain/integrations/integrations.server.ts'
import {
  listProductCodes,
  removeProductCode,
  setProductCode,
} from '#app/domain/integrations/product-codes.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  checkFuel,
  completeAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { NewSubstitution } from '#app/domain/stations/substitutions.input.server.ts'
import {
  addSubstitution,
  endSubstitution,
  listSubstitutions,
} from '#app/domain/stations/substitutions.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let administrator: Context
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  administrator = (await cabinet.staff('administrator')).ctx
  station = await cabinet.station()
})
afterAll(() => cabinet.destroy())

async function dieselCard() {
  const [card] = await bringCards(administrator, companyId, [{ products: ['diesel'] }])
  return { by: 'card', number: card?.number ?? '' } as const
}

test.each(['3', 'ДТ-З'])(
  "a system's own code, such as %s, means what staff say, for that system only",
  async (code) => {
    const input = NewApiKey.parse({ name: 'АСУ', scopes: ['pump'] })
    const { publicId } = await createApiKey(administrator, input)
    const { integration_id: integrationId } = await cabinet.db
      .selectFrom('api_keys')
      .select('integration_id')
      .where('public_id', '=', publicId)
      .executeTakeFirstOrThrow()
    const pump = await pumpOf(cabinet, { integrationId })
    const other = await pumpOf(cabinet)
    const instrument = await dieselCard()
    const asked = () => ({ ...fuelAsked(station, instrument), product: code, volume: 1_000 })
    expect(await authorize(pump, asked())).toMatchObject({ code: 'product_unknown' })
    await setProductCode(administrator, publicId, { code, product: 'diesel' })
    expect(await listProductCodes(administrator, publicId)).toMatchObject({
      codes: [{ code, product: 'diesel' }],
    })
    expect(await authorize(pump, asked())).toMatchObject({ status: 'held', product: 'diesel' })
    const { operationId, ...authorization } = asked()
    expect(await completeAuthorization(pump, operationId, { volume: 1_000, authorization })).toMatchObject({
      ...{ status: 'completed', product: 'diesel', discrepancies: [] },
    })
    expect(await authorize(other, asked())).toMatchObject({ code: 'product_unknown' })
    await setProductCode(administrator, publicId, { code: 'diesel', product: 'ai95' })
    expect(await authorize(pump, { ...asked(), product: 'diesel' })).toMatchObject({ product: 'ai95' })
    await removeProductCode(administrator, publicId, { code })
    expect(await checkFuel(pump, asked())).toMatchObject({ code: 'product_unknown' })
    await expect(setProductCode(administrator, publicId, { code: '4', product: 'nothing' })).rejects.toThrow(
      'product_not_found',
    )
  },
)

test('a product is served in the stead of another where and while staff allow it', async () => {
  const pump = await pumpOf(cabinet)
  const elsewhere = await cabinet.station()
  const today = businessDay(new Date())
  const allow = (at: string) =>
    addSubstitution(
      administrator,
      NewSubstitution.parse({
        ...{ served: 'diesel_winter', insteadOf: 'diesel', station: at },
        ...{ startsOn: today, endsOn: today },
      }),
    )
  const card = await dieselCard()
  const [coupon] = await bringCoupons(administrator, companyId, [{ qr: 'winter-1' }])
  expect(coupon).toBeDefined()
  const winter = (at: string, instrument: typeof card | { by: 'qr'; payload: string }) => ({
    ...{ ...fuelAsked(at, instrument), product: 'diesel_winter' },
    ...(instrument.by === 'card' ? { volume: 1_000 } : {}),
  })
  const byQr = { by: 'qr', payload: 'winter-1' } as const
  const refused = { status: 'declined', code: 'product_not_allowed' }
  expect(await authorize(pump, winter(station, card))).toMatchObject(refused)
  await allow(station)
  expect(await checkFuel(pump, winter(station, card))).toMatchObject({ insteadOf: 'diesel' })
  expect(await authorize(pump, winter(station, card))).toMatchObject({ product: 'diesel_winter' })
  expect(await authorize(pump, winter(station, byQr))).toMatchObject({ status: 'held' })
  expect(await authorize(pump, winter(elsewhere, card))).toMatchObject(refused)
  const summer = { ...winter(station, card), product: 'diesel' }
  expect(await checkFuel(pump, summer)).toMatchObject({ status: 'approved', insteadOf: null })
  const tomorrow = { ...pump, now: new Date(Date.now() + 86_400_000) }
  expect(await authorize(tomorrow, winter(station, card))).toMatchObject(refused)

  await allow('')
  expect(await authorize(pump, winter(elsewhere, card))).toMatchObject({ status: 'held' })
  for (const { id } of await listSubstitutions(administrator)) await endSubstitution(administrator, id)
  const later = { ...pump, now: new Date(Date.now() + 1_000) }
  expect(await authorize(later, winter(station, card))).toMatchObject(refused)
})

test.each([
  [{ insteadOf: 'diesel_winter' }, 'insteadOf'],
  [{ endsOn: '2026-11-30' }, 'endsOn'],
  [{ endsOn: '2027-12-31' }, 'endsOn'],
  [{ startsOn: '' }, 'startsOn'],
])('a substitution with %j is refused', (wrong, field) => {
  const parsed = NewSubstitution.safeParse({
    ...{
      served: 'diesel_winter',
      insteadOf: 'diesel',
      startsOn: '2026-12-01',
      endsOn: '2027-03-31',
      ...wrong,
    },
  })
  expect(parsed.error?.issues.map(({ path }) => path[0])).toContain(field)
})
