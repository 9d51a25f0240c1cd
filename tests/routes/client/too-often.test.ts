import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { rateLimits } from '#app/domain/rate-limits/rate-limits.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { handTo } from '#tests/support/handovers.ts'
import { readonlyLinkTo } from '#tests/support/readonly-links.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet()
  // Whatever is limited may be done once.
  const most = Math.max(...Object.values(rateLimits).map(({ limit }) => limit))
  app = await startApp(cabinet, { settings: { rateLimitFactor: 1 / most } })
  companyId = await cabinet.company()
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const TOO_OFTEN = 'Слишком много попыток'

/** Tries twice; the second time is one too many. */
async function twice(send: () => Promise<Response>): Promise<{ status: number; html: string }> {
  await send()
  const answer = await send()
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
  return { status: answer.status, html: await answer.text() }
}

/** What a refused form shows instead of the error page: the sentence in the page, and the form as it was. */
function expectForm({ html }: { html: string }, ...typed: string[]) {
  expect(html).toContain(TOO_OFTEN)
  expect(html).not.toContain('class="error-code"')
  for (const value of typed) expect(html).toContain(value)
}

describe('what is tried out too often is refused in its form, which keeps what was typed', () => {
  test('the rule of a card', async () => {
    const owner = await cabinet.client(companyId)
    const [card] = await bringCards(owner.ctx, companyId, [{}])
    const query = 'whatIf=1&unit=l&perDay=117&perMonth=1234&stationMode=all&version=0'
    const answer = await twice(() => app.as(owner).get(`/cards/${card?.id}/rule?${query}`))
    expect(answer.status).toBe(429)
    expectForm(answer, 'value="117"', 'value="1234"')
  })

  test.each(['rules', 'groups'])('a change of /%s that is shown before it is confirmed', async (kind) => {
    const owner = await cabinet.client(companyId)
    const visitor = app.as(owner)
    const fields = { name: `Гараж ${kind}`, unit: 'l', perDay: '60', version: '0' }
    const made = await visitor.post(`/${kind}/new`, fields)
    const path = made.headers.get('Location') ?? ''
    const query = `whatIf=1&name=${kind}&unit=l&perDay=117&perMonth=1234&stationMode=all&version=1`
    const answer = await twice(() => visitor.get(`${path}?${query}`))
    expect(answer.status).toBe(429)
    expectForm(answer, 'value="117"', 'value="1234"')
  })

  test('coupons for so many litres', async () => {
    const owner = await cabinet.client(companyId)
    const answer = await twice(() => app.as(owner).get('/coupons/pick?product=diesel&volume=117'))
    expect(answer.status).toBe(429)
    expectForm(answer, 'value="117"')
  })

  test('sheets of coupons, by the browser and as a file, with the paper that was chosen', async () => {
    const owner = await cabinet.client(companyId)
    const [coupon] = await bringCoupons(owner.ctx, companyId, [{}])
    const fields = { ids: String(coupon?.id), ticked: '1', layout: 'a6' }
    const visitor = app.as(owner)
    const answer = await twice(() => visitor.post('/coupons/print', fields))
    expect(answer.status).toBe(429)
    expectForm(answer, `name="ids" value="${coupon?.id}"`)
    expect(answer.html).toMatch(/<input[^>]*checked=""[^>]*value="a6"|<input[^>]*value="a6"[^>]*checked=""/)
    const file = await visitor.post('/coupons/print.pdf', fields)
    expect(file.status).toBe(302)
    const html = await (await visitor.follow(file)).text()
    expectForm({ html }, `name="ids" value="${coupon?.id}"`)
    expect(html).toMatch(/<input[^>]*checked=""[^>]*value="a6"|<input[^>]*value="a6"[^>]*checked=""/)
  })
})

describe('a button that is pressed too often says so where it stands', () => {
  test('the code of a coupon', async () => {
    const owner = await cabinet.client(companyId)
    const [coupon] = await bringCoupons(owner.ctx, companyId, [{}])
    const answer = await twice(() => app.as(owner).post(`/coupons/${coupon?.id}/qr`))
    expect(answer.status).toBe(429)
    expectForm(answer, `action="/coupons/${coupon?.id}/qr"`)
  })

  test('an invitation that is sent again', async () => {
    const invited = await cabinet.invited(companyId, 'viewer')
    const visitor = app.as(await cabinet.staff('operator'))
    const again = () => visitor.post(`/admin/invitations/${invited.invitationId}/resend`)
    await again()
    const answer = await again()
    expect(answer.status).toBe(302)
    expectForm({ html: await (await visitor.follow(answer)).text() })
  })

  test('a driver’s link, sealed and open', async () => {
    const owner = await cabinet.client(companyId)
    const [coupon] = await bringCoupons(owner.ctx, companyId, [{}])
    const { token } = await handTo(owner.ctx, companyId, [coupon?.id ?? 0])
    const driver = app.visitor()
    const answer = await twice(() => driver.post(`/d/${token}`))
    expect(answer.status).toBe(429)
    expectForm(answer, `action="/d/${token}"`, 'data-state=')
    const stranger = await app.visitor().post(`/d/${token}`)
    expect(stranger.status).toBe(429)
    expectForm({ html: await stranger.text() }, `action="/d/${token}"`)
  })

  test('a link for reading', async () => {
    const owner = await cabinet.client(companyId)
    const { token } = await readonlyLinkTo(owner.ctx, companyId)
    await app.visitor().post(`/r/${token}`)
    const answer = await app.visitor().post(`/r/${token}`)
    expect(answer.status).toBe(429)
    expectForm({ html: await answer.text() }, `action="/r/${token}"`)
  })
})
