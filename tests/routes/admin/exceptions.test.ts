import { afterAll, beforeAll, expect, test } from 'vitest'
import { listExceptions } from '#app/domain/pump-operations/exception-lists.server.ts'
import { authorize, completeAuthorization } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

test('the form asks who pays, and charges what it showed', async () => {
  const person = await cabinet.staff('operator')
  const { ctx } = person
  const operator = app.as(person)
  const pump = await pumpOf(cabinet)
  const [card] = await bringCards(ctx, await cabinet.company(), [{}])
  const asked = fuelAsked(await cabinet.station(), { by: 'card', number: card?.number ?? '' })
  await authorize(pump, { ...asked, volume: 20_000, price: 32_500 })
  await completeAuthorization(pump, asked.operationId, { volume: 26_000 })
  const id = (await listExceptions(ctx, { status: 'open' })).exceptions[0]?.id ?? 0
  const page = `/admin/exceptions/${id}`
  expect(await (await operator.get(page)).text()).toContain('<option value="6000">')
  const refused = await operator.post(`${page}/settle`, { reason: 'Чек', charge: '6001' })
  expect(refused.status).toBe(409)
  expect(await operator.post(`${page}/settle`, { reason: 'Чек', charge: '6000' })).toRedirectTo(
    '/admin/exceptions',
  )
  const billed = await cabinet.db.selectFrom('authorizations').select('billed').executeTakeFirstOrThrow()
  expect(billed.billed).toBe(26_000)
  expect(await (await operator.get(page)).text()).not.toContain('<option value=')
})
