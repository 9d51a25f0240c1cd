import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiAnswer, apiKey, apiOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { litresOf, newOperationId } from '#tests/support/pump.ts'
import { bringCoupons } from '#tests/support/registers.ts'

const KEYS = 8
const RIVALS = 64

let cabinet: Cabinet
let app: App
let pumps: ReturnType<typeof apiOf>[]
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  station = await cabinet.station()
  pumps = []
  for (let made = 0; made < KEYS; made++) pumps.push(apiOf(app, await apiKey(cabinet, { scopes: ['pump'] })))
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function newCoupon(): Promise<{ id: number; asked: Record<string, unknown> }> {
  const qr = `PAYLOAD-${newOperationId()}`
  const [coupon] = await bringCoupons(await cabinet.system(), await cabinet.company(), [{ qr }])
  return { id: coupon?.id ?? 0, asked: { station, product: 'diesel', qr } }
}

const of = (answers: readonly ApiAnswer[]) =>
  Object.fromEntries(
    [
      ...Map.groupBy(answers, ({ status, body }) =>
        [status, body.status, body.code].filter(Boolean).join(' '),
      ),
    ].map(([kind, all]) => [kind, all.length]),
  )

test.each([
  ['/api/v1/redemptions', 'completed', 'coupon_used'],
  ['/api/v1/authorizations', 'held', 'coupon_reserved'],
])(
  `${RIVALS} at once on one coupon by ${KEYS} keys at %s: one %s, the others %s`,
  async (path, won, lost) => {
    const { id, asked } = await newCoupon()
    const answers = await Promise.all(
      Array.from({ length: RIVALS }, async (_, rival) =>
        pumps[rival % KEYS]?.post(path, { operation_id: newOperationId(), ...asked }),
      ),
    )
    expect(of(answers.filter((answer) => answer !== undefined))).toEqual({
      [`201 ${won}`]: 1,
      [`200 declined ${lost}`]: RIVALS - 1,
    })
    const { issued, left, held, used } = await litresOf(cabinet, id)
    expect({ issued, left, taken: held + used }).toEqual({ issued: 20_000, left: 0, taken: 20_000 })
  },
)

test('one operation sent 16 times at once is one hold; who comes while it runs is told when to come again', async () => {
  const { asked } = await newCoupon()
  const body = { operation_id: newOperationId(), ...asked }
  const send = () => pumps[0]?.post('/api/v1/authorizations', body) ?? Promise.reject(new Error('no pump'))
  const answers = await Promise.all(Array.from({ length: 16 }, send))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  for (const { status, body, headers } of answers) {
    if (status === 409) {
      expect(body.code).toBe('operation_running')
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    } else expect(body.status).toBe('held')
  }
  expect(await send()).toMatchObject({ status: 200, body: { status: 'held' } })
})

test('one operation id with different contents at once: one of them is decided on, the other is refused', async () => {
  const [one, other] = [await newCoupon(), await newCoupon()]
  const operation_id = newOperationId()
  const answers = await Promise.all(
    [one, other].map(({ asked }) => pumps[0]?.post('/api/v1/redemptions', { operation_id, ...asked })),
  )
  expect(answers.map((answer) => answer?.status).sort()).toEqual([201, 422])
  expect(answers.find((answer) => answer?.status === 422)?.body.code).toBe('operation_differs')
  const used = [(await litresOf(cabinet, one.id)).used, (await litresOf(cabinet, other.id)).used]
  expect(used.sort()).toEqual([0, 20_000])
})

test('one dispensing paid with two coupons at once is paid with one of them, however often', async () => {
  for (let round = 1; round <= 20; round++) {
    const coupons = [await newCoupon(), await newCoupon()]
    const answers = await Promise.all(
      coupons.map(({ asked }, at) =>
        pumps[at]?.post('/api/v1/redemptions', {
          operation_id: newOperationId(),
          ...asked,
          pump_transaction: `pump-${round}`,
        }),
      ),
    )
    expect(of(answers.filter((answer) => answer !== undefined))).toEqual({
      '201 completed': 1,
      '200 declined duplicate_operation': 1,
    })
    const used = await Promise.all(coupons.map(async ({ id }) => (await litresOf(cabinet, id)).used))
    expect(used.sort()).toEqual([0, 20_000])
  }
})
