import { afterAll, beforeAll, expect, test } from 'vitest'
import { setCardPin } from '#app/domain/cards/card-pins.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { authorize, redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { hashingAfter, readingBefore } from '#tests/support/pausing.ts'
import { fuelAsked, litresOf } from '#tests/support/pump.ts'
import { bringCoupons } from '#tests/support/registers.ts'
import { createRulesWorld, refusedAs } from '../rules/world.ts'

// One database lets nobody change a row that an operation holds; a node of a cluster may have read it before another changed it.

let world: Awaited<ReturnType<typeof createRulesWorld>>
beforeAll(async () => {
  world = await createRulesWorld()
})
afterAll(() => world.cabinet.destroy())

const CONFLICT = refusedAs('conflict_try_again')
const PIN = '492516'
const WRONG = '592517'

async function card() {
  const one = await world.card({ dailyLimit: 100_000 })
  const asked = (pin?: string) => ({
    ...fuelAsked(world.station, { by: 'card', number: one.number, ...(pin === undefined ? {} : { pin }) }),
    volume: 10_000,
  })
  const used = async () => (await findCard(world.owner, world.companyId, one.id)).limits[0]?.used
  return { ...one, asked, used }
}

/** Rows that have both columns, with one less in the first than there is. */
function lessIn(column: string, beside: string) {
  return (row: Record<string, unknown>) =>
    column in row && beside in row ? { ...row, [column]: Number(row[column]) - 1 } : row
}

test('sums of a card that somebody has added to since decide nothing, and the operation may be sent again', async () => {
  const { asked, used } = await card()
  const question = asked()
  const late = readingBefore(world.pump, lessIn('ledger_version', 'scheme'))
  await expect(authorize(late, question)).rejects.toThrow(CONFLICT)
  await expect(redeem(late, asked())).rejects.toThrow(CONFLICT)
  expect(await used()).toBe(0)
  expect(await authorize(world.pump, question)).toMatchObject({ status: 'held', volume: 10_000 })
})

test('sums of a group that somebody has added to since decide nothing', async () => {
  const one = await card()
  await world.groupOf({ perDay: '100' }, [one])
  const late = readingBefore(world.pump, (row) =>
    'scheme' in row ? row : lessIn('ledger_version', 'ledger_version')(row),
  )
  await expect(authorize(late, one.asked())).rejects.toThrow(CONFLICT)
  expect(await one.used()).toBe(0)
  expect(await authorize(world.pump, one.asked())).toMatchObject({ status: 'held' })
})

test('litres of a coupon that somebody has taken from since are neither held nor used', async () => {
  const payload = '4508100001'
  const [coupon] = await bringCoupons(world.owner, world.companyId, [{ qr: payload }])
  const asked = () => fuelAsked(world.station, { by: 'qr', payload })
  const late = readingBefore(world.pump, lessIn('remaining', 'used'))
  await expect(authorize(late, asked())).rejects.toThrow(CONFLICT)
  await expect(redeem(late, asked())).rejects.toThrow(CONFLICT)
  expect(await litresOf(world.cabinet, coupon?.id ?? 0)).toMatchObject({ left: 20_000, held: 0, used: 0 })
  expect(await redeem(world.pump, asked())).toMatchObject({ status: 'completed' })
})

test('a PIN that is changed while the old one is compared proves nothing', async () => {
  const { id, asked, used } = await card()
  await setCardPin(world.owner, world.companyId, id, { pin: PIN })
  const late = hashingAfter(world.pump, () => setCardPin(world.owner, world.companyId, id, { pin: '604183' }))
  await expect(authorize(late, asked(PIN))).rejects.toThrow(CONFLICT)
  expect(await used()).toBe(0)
  expect(await authorize(world.pump, asked('604183'))).toMatchObject({ status: 'held' })
})

test('a wrong PIN that cannot be counted is not told to be wrong', async () => {
  const { id, asked } = await card()
  await setCardPin(world.owner, world.companyId, id, { pin: PIN })
  expect(await authorize(world.pump, asked(WRONG))).toMatchObject({ code: 'pin_wrong', figures: { left: 2 } })
  const late = readingBefore(world.pump, lessIn('pin_failures', 'pin_hash'))
  await expect(authorize(late, asked(WRONG))).rejects.toThrow(CONFLICT)
  expect(await authorize(world.pump, asked(WRONG))).toMatchObject({ figures: { left: 1 } })
})
