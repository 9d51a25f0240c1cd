import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { checkOwnFuel, findInstruments } from '#app/domain/pump-operations/own-check.server.ts'
import { closeStation, recordShortage } from '#app/domain/stations/outages.server.ts'
import { CloseStation, RecordShortage } from '#app/domain/stations/stations.input.server.ts'
import { accountFor, book } from '#tests/support/accounts.ts'
import { apiKey, apiOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { newOperationId } from '#tests/support/pump.ts'
import { bringCards, bringCoupons, type NewCard, type NewCoupon } from '#tests/support/registers.ts'
import { Random } from '../../faults/driver/random.ts'

/** Ten thousand of another seed: `npm run fuzz -- pump`. */
const COUNT = Number(process.env.FUZZ_COUNT ?? 250)
const SEED = Number(process.env.FUZZ_SEED ?? 2027)
/** Then there are new cards and coupons, since those of before are used up. */
const OF_ONE_SET = 125

let cabinet: Cabinet
let app: App
let api: ReturnType<typeof apiOf>
/** The second one has an account, from which its cards are paid. */
const companyIds: CompanyId[] = []
const owners: Context[] = []
const stations: string[] = []

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  for (let n = 0; n < 2; n++) {
    const companyId = await cabinet.company()
    owners.push((await cabinet.client(companyId, 'owner')).ctx)
    companyIds.push(companyId)
  }
  const operator = await cabinet.staff('operator')
  const keeper = companyIds[1]
  if (!keeper) throw new Error('no company')
  await accountFor(operator, keeper)
  // So little that it is used up within a set.
  await book(operator, keeper, { kind: 'payment', amount: '20000' })
  api = apiOf(app, await apiKey(cabinet, { scopes: ['pump'] }))
  const staff = (await cabinet.staff('administrator')).ctx
  for (let n = 0; n < 3; n++) stations.push(await cabinet.station())
  const period = { startsOn: '', startsTime: '', endsOn: '', endsTime: '', reason: '', version: '1' }
  await closeStation(staff, stations[1] ?? '', CloseStation.parse(period))
  const shortage = RecordShortage.parse({ ...period, product: 'diesel', cap: '15' })
  await recordShortage(staff, stations[2] ?? '', shortage)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const cards: NewCard[] = [
  {},
  { dailyLimit: 30_000 },
  { dailyLimit: null, weeklyLimit: 50_000 },
  { dailyLimit: null, monthlyLimit: 70_000 },
  { dailyLimit: 900_000, limitUnit: 'tiyn' },
  { dailyLimit: null, scheme: 'wallet_litres', balance: 45_000 },
  { dailyLimit: null, scheme: 'wallet_money', balance: 1_000_000 },
  { products: ['ai95'] },
  { validUntil: '2020-01-01' },
  { issuerStatus: 'blocked' },
  { issuerStatus: 'lost' },
]
const coupons: NewCoupon[] = [
  {},
  { product: 'ai95' },
  { divisible: true },
  { divisible: true, volume: 50_000 },
  { validFrom: '2020-01-01', validUntil: '2020-02-01' },
  { validFrom: '2030-01-01', validUntil: '2030-02-01' },
  { issuerStatus: 'redeemed' },
  { issuerStatus: 'cancelled' },
  { issuerStatus: 'blocked' },
]

interface Thing {
  companyId: CompanyId
  owner: Context
  of: { card: number } | { coupon: number }
  presented: { card_number: string } | { qr: string }
}

/** One of each kind, and one of each that the client has blocked. */
async function newThings(owner: Context, companyId: CompanyId): Promise<Thing[]> {
  const payloads = [...coupons, {}].map(() => `PAYLOAD-${newOperationId()}`)
  const made = await bringCoupons(
    owner,
    companyId,
    [...coupons, {}].map((one, at) => ({ ...one, qr: payloads[at] ?? '' })),
  )
  const couponIds = made.map(({ id }, at) => ({ of: { coupon: id }, presented: { qr: payloads[at] ?? '' } }))
  const cardIds = (await bringCards(owner, companyId, [...cards, {}])).map(({ id, number }) => ({
    of: { card: id },
    presented: { card_number: number },
  }))
  const [card, coupon] = [cardIds.at(-1), couponIds.at(-1)]
  if (!card || !coupon) throw new Error('nothing was brought in')
  await blockCard(owner, companyId, card.of.card, { reason: '' })
  await blockCoupon(owner, companyId, coupon.of.coupon, { reason: '' })
  return [...cardIds, ...couponIds].map((thing) => ({ ...thing, companyId, owner }))
}

const seen = new Map<string, number>()

async function ask(random: Random, things: readonly Thing[]): Promise<void> {
  const thing = random.pick(things)
  const { owner, companyId } = thing
  const [code, product] = [random.pick(stations), random.pick(['diesel', 'ai95'] as const)]
  const litres = random.pick([5, 12, 20, 40])
  const rows = () => cabinet.db.selectFrom('authorizations').select('id').execute()
  const [instrument] = await findInstruments(owner, companyId, thing.of)
  if (!instrument) throw new Error('not found')
  const station = { code, name: code, city: '' }
  const before = (await rows()).length
  const { decision } = await checkOwnFuel({ ...owner, now: new Date() }, companyId, instrument, {
    station,
    product,
    volume: litres * 1_000,
    price: 30_000,
  })
  const question = {
    ...{ station: code, product, volume_ml: litres * 1_000, price_tiyn: 30_000 },
    ...thing.presented,
  }
  const query = new URLSearchParams(Object.entries(question).map(([name, value]) => [name, String(value)]))
  const checked = await api.get(`/api/v1/check?${query}&accept_partial=false`)
  expect((await rows()).length).toBe(before)
  const operation_id = newOperationId()
  const { body } = await api.post('/api/v1/authorizations', {
    ...{ operation_id, ...question, accept_partial: false },
  })
  const told = body.status === 'held' ? 'approved' : String(body.code)
  const what = { ...question, seed: SEED }
  expect({ ...what, ...answerOf(decision) }).toEqual({ ...what, code: told, volume: volumeIn(body) })
  const asked = { code: checked.body.code ?? checked.body.status, volume: volumeIn(checked.body) }
  expect({ ...what, ...asked }).toEqual({ ...what, code: told, volume: volumeIn(body) })
  seen.set(told, (seen.get(told) ?? 0) + 1)
  if (told !== 'approved') return
  // What is asked next meets holds, used litres and freed ones.
  const next = random.pick(['complete', 'void', 'leave'])
  if (next === 'leave') return
  const end = next === 'void' ? {} : { volume_ml: random.pick([litres * 1_000, 5_000]) }
  await api.post(`/api/v1/authorizations/${operation_id}/${next}`, end)
}

function answerOf(decision: Awaited<ReturnType<typeof checkOwnFuel>>['decision']) {
  return decision.status === 'approved'
    ? { code: 'approved', volume: decision.volume }
    : { code: decision.code, volume: undefined }
}

function volumeIn({ code, volume_ml: volume }: { code?: string; volume_ml?: unknown }) {
  return code === undefined ? volume : undefined
}

test(`${COUNT} questions: the page, the check of the API and an authorization say the same, and asking holds nothing`, async () => {
  const random = new Random(SEED)
  let things: Thing[] = []
  for (let n = 0; n < COUNT; n++) {
    if (n % OF_ONE_SET === 0) {
      things = []
      for (const [at, companyId] of companyIds.entries()) {
        const owner = owners[at]
        if (owner) things.push(...(await newThings(owner, companyId)))
      }
    }
    await ask(random, things)
  }
  // Many kinds of answers were compared, not one.
  expect(seen.size).toBeGreaterThan(13)
  expect(seen.get('balance_low')).toBeGreaterThan(0)
}, 3_600_000)
