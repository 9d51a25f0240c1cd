import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'
import type { Visitor } from '#tests/support/visitor.ts'

let cabinet: Cabinet
let app: App
let owner: Visitor
let stranger: Visitor
let staff: Visitor
let companyId: number
let couponId: number

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  const system = await cabinet.system()
  const company = await cabinet.company()
  companyId = company
  owner = app.as(await cabinet.client(company))
  stranger = app.as(await cabinet.client(await cabinet.company()))
  staff = app.as(await cabinet.staff('support'))
  const [coupon] = await bringCoupons(system, company, [
    { number: '99990000111122223333' },
    { number: '99990000111122224444' },
  ])
  couponId = coupon?.id ?? 0
  await bringCards(system, company, [{ number: '7825462894623333' }])
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

describe('the search of everything', () => {
  test('stands in the header of every page of clients and staff, not of a guest', async () => {
    for (const [visitor, path] of [
      [owner, '/cards'],
      [staff, '/admin/imports'],
    ] as const)
      expect(await (await visitor.get(path)).text()).toContain('action="/search"')
    expect(await (await app.get('/sign-in')).text()).not.toContain('action="/search"')
  })

  test('shows what it found by kind, cards by their last four digits', async () => {
    const text = await (await owner.get('/search?q=3333')).text()
    expect(text).toContain(`href="/coupons/${couponId}"`)
    expect(text).toContain('99990000111122223333')
    expect(text.includes('7825462894623333')).toBe(false)
    expect(text.indexOf('99990000111122223333')).toBeLessThan(text.indexOf('••••'))
  })

  test('opens a single hit at once', async () => {
    expect(await owner.get('/search?q=22223333')).toRedirectTo(`/coupons/${couponId}`)
    expect(await staff.get('/search?q=9999%200000%201111%202222%203333')).toRedirectTo(
      `/admin/companies/${companyId}/coupons/${couponId}`,
    )
  })

  test('finds nothing of another company', async () => {
    for (const q of ['22223333', '7825462894623333', '99990000']) {
      const text = await (await stranger.get(`/search?q=${q}`)).text()
      expect(text).not.toContain('/coupons/')
      expect(text).not.toContain('/cards/')
    }
  })

  test('asks a guest to sign in first', async () => {
    expect(await app.get('/search?q=3333')).toRedirectTo('/sign-in?redirectTo=%2Fsearch%3Fq%3D3333')
  })

  test('the search of everything and that of a list say that a text is too long', async () => {
    for (const path of ['/search', '/coupons', '/stations']) {
      const text = await (await owner.get(`${path}?q=${'9'.repeat(101)}`)).text()
      expect([path, text.includes('Слишком длинный запрос')]).toEqual([path, true])
    }
    expect((await (await owner.get(`/coupons?q=${'9'.repeat(100)}`)).text()).includes('Слишком')).toBe(false)
  })
})
