import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { authorize, redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { fuelAsked, newOperationId, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let support: Person
let auditor: Person
let cardId: number
let callersCardId: number
let couponId: number
let cardNumber: string

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company({ name: 'ТОО «Алатау Транс»' })
  owner = await cabinet.client(companyId)
  support = await cabinet.staff('support')
  auditor = await cabinet.staff('auditor')
  const lasting = { validUntil: '2099-01-01' }
  const [card, callersCard] = await bringCards(owner.ctx, companyId, [lasting, lasting])
  const [coupon] = await bringCoupons(owner.ctx, companyId, [{ validUntil: '2099-01-01', qr: '4507101214' }])
  cardId = card?.id ?? 0
  callersCardId = callersCard?.id ?? 0
  cardNumber = card?.number ?? ''
  couponId = coupon?.id ?? 0
  await bringTransactions(owner.ctx, companyId, [{ cardId, instrumentNumber: cardNumber }])
  await blockCard(owner.ctx, companyId, cardId, { reason: 'Водитель уволился' })
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

describe('support, when something was refused at the pump', () => {
  test('finds the card, who blocked it and why', async () => {
    const base = `/admin/companies/${companyId}`
    await expect(await app.as(support).get(`${base}/cards?q=${cardNumber.slice(-4)}`)).toShow('Заблокирована')
    const page = await app.as(support).get(`${base}/cards/${cardId}`)
    await expect(page).toShow('Карту заблокировал клиент')
    await expect(page).toShow('Водитель уволился')
    await expect(page).toShow(owner.email)
    await expect(await app.as(support).get(`${base}/transactions?card=${cardId}`)).toShow('1 транзакция')
  })

  test('sees what stations declined last, on the card and on the coupon', async () => {
    const station = await cabinet.station()
    const pump = await pumpOf(cabinet)
    const redeeming = { operationId: newOperationId(), station, product: 'ai98' }
    await redeem(pump, { ...redeeming, instrument: { by: 'qr', payload: '4507101214' } })
    await authorize(pump, fuelAsked(station, { by: 'card', number: cardNumber }))
    for (const [noun, id] of [
      ['coupon', couponId],
      ['card', cardId],
    ] as const) {
      const page = await app.as(support).get(`/admin/companies/${companyId}/${noun}s/${id}`)
      await expect(page).toShow('Последние отказы')
      await expect(page).toShow(noun === 'card' ? 'заблокировал клиент' : 'Этот вид топлива не разрешён')
      expect(await page.text()).toContain(`href="/admin/refusals?${noun}=${id}"`)
    }
  })

  test.each(['cards', 'coupons'])(
    'blocks and unblocks one of the %s for a client who calls',
    async (noun) => {
      const id = noun === 'cards' ? callersCardId : couponId
      const page = `/admin/companies/${companyId}/${noun}/${id}`
      expect((await app.as(support).post(`${page}/block`, { reason: '' })).status).toBe(400)
      const reason = 'Позвонила Айгуль Сейтова'
      expect(await app.as(support).post(`${page}/block`, { reason })).toRedirectTo(page)
      const clients = await app.as(owner).get(`/${noun}/${id}`)
      await expect(clients).toShow(`${support.email} (сотрудник поставщика)`)
      await expect(clients).toShow(reason)
      expect(await app.as(support).post(`${page}/unblock`, { reason: 'Нашлась' })).toRedirectTo(page)
      await expect(await app.as(owner).get(`/${noun}/${id}`)).toShow('Нашлась')
      expect(await cabinet.actions({ kind: noun.slice(0, -1), id })).toEqual([
        `${noun.slice(0, -1)}.blocked`,
        `${noun.slice(0, -1)}.unblocked`,
      ])
    },
  )

  test('security 22: sees no QR code, and an auditor no button that changes anything', async () => {
    for (const path of ['cards', 'coupons', `cards/${cardId}`, `coupons/${couponId}`, 'transactions']) {
      const of = (person: Person) => app.as(person).get(`/admin/companies/${companyId}/${path}`)
      for (const person of [support, auditor]) {
        const html = await (await of(person)).text()
        expect(html).not.toContain('4507101214')
        expect(html).not.toMatch(/\/qr"/)
      }
      expect(await (await of(auditor)).text()).not.toMatch(/\/(block|unblock)"/)
    }
    expect(await cabinet.actions({ kind: 'coupon', id: couponId })).not.toContain('coupon.qr_shown')
  })

  test("one company's thing is not another's", async () => {
    const other = await cabinet.company()
    for (const path of [`cards/${cardId}`, `coupons/${couponId}`]) {
      expect((await app.as(support).get(`/admin/companies/${other}/${path}`)).status).toBe(404)
    }
    await expect(await app.as(support).get(`/admin/companies/${other}/cards`)).toShow('Карт пока нет')
  })

  test('security 22: a client has no way in', async () => {
    for (const path of ['cards', `cards/${cardId}`, 'coupons', `coupons/${couponId}`, 'transactions']) {
      expect((await app.as(owner).get(`/admin/companies/${companyId}/${path}`)).status).toBe(403)
    }
  })
})
