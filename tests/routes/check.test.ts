import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorize } from '#app/domain/pump-operations/pump-operations.server.ts'
import { accountFor } from '#tests/support/accounts.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons, newCouponNumber } from '#tests/support/registers.ts'

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

const codesOn = (page: string) => [...page.matchAll(/data-code="([^"]+)"/g)].map(([, code]) => code)

test("the address is the contract's, and the answer's code stands in it, for the client and for staff", async () => {
  const companyId = await cabinet.company()
  const owner = await cabinet.client(companyId)
  const station = await cabinet.station()
  const [card] = await bringCards(owner.ctx, companyId, [{ dailyLimit: 30_000 }])
  const people = [app.as(owner), app.as(await cabinet.staff('auditor'))]
  for (const person of people) {
    const answer = async (more: Record<string, string>) => {
      const query = new URLSearchParams({
        instrument: card?.number ?? '',
        station,
        product: 'diesel',
        ...more,
      })
      return codesOn(await (await person.get(`/check?${query}`)).text())
    }
    expect(await answer({ volume: '30' })).toEqual(['approved'])
    expect(await answer({ volume: '30.001' })).toEqual(['limit_day'])
    expect(await answer({ at: '2098-11-20T10:00' })).toEqual(['card_expired'])
    expect(await answer({ station: 'nowhere' })).toEqual(['station_unknown'])
    expect(await answer({ instrument: '404' })).toEqual(['card_not_found'])
    expect(await answer({ instrument: newCouponNumber() })).toEqual(['coupon_not_found'])
  }
  const stranger = app.as(await cabinet.client(await cabinet.company()))
  const theirs = await (await stranger.get(`/check?instrument=${card?.number}&station=${station}`)).text()
  expect(codesOn(theirs)).toEqual(['card_not_found'])
})

test('a no names the limit that would do, leads to it, and to the moment at which it is a yes', async () => {
  const companyId = await cabinet.company()
  const owner = await cabinet.client(companyId)
  const station = await cabinet.station()
  const [card] = await bringCards(owner.ctx, companyId, [{ dailyLimit: 30_000 }])
  const number = card?.number ?? ''
  await authorize(await pumpOf(cabinet), {
    ...fuelAsked(station, { by: 'card', number }),
    volume: 25_000,
  })
  const query = new URLSearchParams({ instrument: number, station, product: 'diesel', volume: '20' })
  const page = await (await app.as(owner).get(`/check?${query}`)).text()
  expect(codesOn(page)).toEqual(['limit_day'])
  expect(page).toMatch(/limit of 45\D*l\b|45\D*л/)
  expect(page).toContain(`/service-requests/new?kind=raise_limit&amp;card=${card?.id}`)
  const later = /href="(\/check\?[^"]*&amp;at=[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(codesOn(await (await app.as(owner).get(later)).text())).toEqual(['approved'])
})

test('a yes for a part of a coupon says what becomes of the rest', async () => {
  const companyId = await cabinet.company()
  const owner = await cabinet.client(companyId)
  const station = await cabinet.station()
  await accountFor(await cabinet.staff('operator'), companyId, { couponRemainder: 'returned' })
  const [coupon] = await bringCoupons(owner.ctx, companyId, [{ validUntil: '2099-01-01' }])
  const instrument = coupon?.number ?? ''
  const query = new URLSearchParams({ instrument, station, product: 'diesel', volume: '12' })
  const page = await app.as(owner).get(`/check?${query}`)
  await expect(page).toShow('8 л вернётся клиенту, а талон будет использован.')
})

test('a limit in tenge asks for the price of the station where no contract has one', async () => {
  const companyId = await cabinet.company()
  const owner = await cabinet.client(companyId)
  const station = await cabinet.station()
  const [card] = await bringCards(owner.ctx, companyId, [{ dailyLimit: 900_000, limitUnit: 'tiyn' }])
  const ask = async (more: Record<string, string>) => {
    const query = { instrument: card?.number ?? '', station, product: 'diesel', volume: '30', ...more }
    return (await app.as(owner).get(`/check?${new URLSearchParams(query)}`)).text()
  }
  const unpriced = await ask({})
  expect([codesOn(unpriced), unpriced.includes('name="price"')]).toEqual([['price_missing'], true])
  expect(codesOn(await ask({ price: '300' }))).toEqual(['approved'])
  expect(codesOn(await ask({ price: '300,01' }))).toEqual(['limit_day'])
})
