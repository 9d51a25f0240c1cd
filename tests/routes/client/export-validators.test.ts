import { afterAll, describe, expect, test } from 'vitest'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { editProduct, listProducts } from '#app/domain/products/products.server.ts'
import { redeem, reverseAuthorization } from '#app/domain/pump-operations/pump-operations.server.ts'
import { editStation, findStationByCode } from '#app/domain/stations/station-details.server.ts'
import { EditStation } from '#app/domain/stations/stations.input.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, newBin } from '#tests/support/fixtures.ts'
import { bringIn, csv } from '#tests/support/imports.ts'
import { fuelAsked, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'

const PATHS = ['/cards/export', '/coupons/export', '/transactions/export']

const cabinet = await createCabinet()
const app = await startApp(cabinet)
const company = await cabinet.company()
const owner = await cabinet.client(company)
const administrator = await cabinet.staff('administrator')
await bringCards(owner.ctx, company, [{}])
await bringCoupons(owner.ctx, company, [{}])
await bringTransactions(owner.ctx, company, [{}])

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const get = (path: string, tag?: string, person = owner) =>
  app.as(person).get(path, { headers: tag ? { 'If-None-Match': tag } : {} })
const tagOf = async (path: string, person = owner) =>
  (await get(path, undefined, person)).headers.get('ETag') ?? ''

describe.each(['/cards/export', '/coupons/export', '/transactions/export?format=xlsx'])('%s', (path) => {
  test('is not sent again to who has it', async () => {
    const tag = await tagOf(path)
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/)
    for (const known of [tag, tag.slice(2), `"another", ${tag}`, '*']) {
      const answer = await get(path, known)
      expect([answer.status, await answer.text()]).toEqual([304, ''])
      expect(answer.headers.get('ETag')).toBe(tag)
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
      expect(answer.headers.get('Content-Disposition')).toBeNull()
    }
    expect((await get(path, 'W/"another"')).status).toBe(200)
  })

  test('is another file with another filter, in another language and of another company', async () => {
    const tag = await tagOf(path)
    expect((await get(`${path}${path.includes('?') ? '&' : '?'}q=7825`, tag)).status).toBe(200)
    const other = await cabinet.client(await cabinet.company())
    expect((await get(path, tag, other)).status).toBe(200)
    await cabinet.db.updateTable('users').set({ locale: 'kk' }).where('id', '=', owner.userId).execute()
    expect((await get(path, tag)).status).toBe(200)
    await cabinet.db.updateTable('users').set({ locale: 'ru' }).where('id', '=', owner.userId).execute()
    expect((await get(path, tag)).status).toBe(304)
  })

  test('is another file once a person or a register changed something', async () => {
    const first = await tagOf(path)
    const [fresh] = await bringCards(owner.ctx, company, [{}])
    await blockCard(owner.ctx, company, fresh?.id ?? 0, { reason: '' })
    const second = await tagOf(path)
    await bringIn(administrator.ctx, 'companies', csv('БИН;Наименование', [[newBin(), 'ТОО «Новая»']]))
    const third = await tagOf(path)
    expect(new Set([first, second, third]).size).toBe(3)
    expect((await get(path, first)).status).toBe(200)
  })

  test('says nothing to who may not have it, whatever tag they know', async () => {
    const tag = await tagOf(path)
    expect((await get(path, tag, await cabinet.staff('support'))).status).toBe(403)
    const guest = await app.visitor().get(path, { headers: { 'If-None-Match': tag } })
    expect(guest.status).toBe(302)
    expect(guest.headers.get('ETag')).toBeNull()
  })
})

test('fuel at a pump is another file, and so is what is taken back of it', async () => {
  const pump = await pumpOf(cabinet)
  const payload = newOperationId()
  await bringCoupons(owner.ctx, company, [{ qr: payload, divisible: true, validUntil: '2036-11-22' }])
  const [card] = await bringCards(owner.ctx, company, [
    { scheme: 'wallet_litres', balance: 90_000, validUntil: null },
  ])
  const station = await cabinet.station()
  const tags = () => Promise.all(PATHS.map((path) => tagOf(path)))
  const seen = [await tags()]
  for (const instrument of [
    { by: 'qr' as const, payload },
    { by: 'card' as const, number: card?.number ?? '' },
  ]) {
    const asked = { ...fuelAsked(station, instrument), volume: 5_000 }
    expect(await redeem(pump, asked)).toMatchObject({ status: 'completed' })
    seen.push(await tags())
    await reverseAuthorization(pump, asked.operationId, { reason: 'wrong pump' })
    seen.push(await tags())
  }
  for (const index of PATHS.keys()) expect(new Set(seen.map((each) => each[index])).size).toBe(seen.length)
})

test('a station that staff name otherwise is another file of transactions', async () => {
  const tag = await tagOf('/transactions/export')
  const code = await cabinet.station()
  const { city, address, version } = await findStationByCode(administrator.ctx, code)
  const changed = { name: 'АЗС под новым именем', city, address, hoursMode: 'register' }
  await editStation(administrator.ctx, code, EditStation.parse({ ...changed, version: String(version) }))
  expect((await get('/transactions/export', tag)).status).toBe(200)
})

test('a product that is renamed is another file', async () => {
  const before = await Promise.all(PATHS.map((path) => tagOf(path)))
  const [product] = await listProducts(administrator.ctx)
  if (!product) throw new Error('there are no products')
  const changed = { ...product, active: product.isActive, nameRu: 'Бензин под новым именем' }
  await editProduct(administrator.ctx, product.id, changed)
  for (const [index, path] of PATHS.entries()) {
    const answer = await get(path, before[index])
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.headers.get('ETag')).not.toBe(before[index])
  }
})

test('a change that another node of a cluster wrote below the highest id counts too', async () => {
  const tag = await tagOf('/cards/export')
  const highest = await cabinet.db
    .selectFrom('audit_log')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const { id, ...entry } = { ...highest, company_id: company }
  await cabinet.db
    .insertInto('audit_log')
    .values({ ...entry, id: id + 10, data: JSON.stringify({}) })
    .execute()
  const higher = await tagOf('/cards/export')
  await cabinet.db
    .insertInto('audit_log')
    .values({ ...entry, id: id + 5, data: JSON.stringify({}) })
    .execute()
  expect(new Set([tag, higher, await tagOf('/cards/export')]).size).toBe(3)
})
