import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { renewHandoverLink } from '#app/domain/handovers/recalling.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { handTo } from '#tests/support/handovers.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let cardId: number

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId, 'owner')
  const [card] = await bringCards(owner.ctx, companyId, [{}])
  cardId = card?.id ?? 0
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** Listens as a browser does. */
async function listen(person: Pick<Person, 'token'> | null, company: number, at = app) {
  const gone = new AbortController()
  const response = await fetch(`${at.url}/live?company=${company}`, {
    headers: person ? { Cookie: `session=${person.token}` } : {},
    signal: gone.signal,
  })
  let text = ''
  let ended = false
  const reading = (async () => {
    const reader = response.body?.getReader()
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
      text += new TextDecoder().decode(read.value)
  })()
    .catch(() => {})
    .finally(() => {
      ended = true
    })
  return {
    response,
    told: () => [...text.matchAll(/^data: (.*)$/gm)].map(([, json]): unknown => JSON.parse(json ?? '')),
    hasEnded: () => ended,
    async leave() {
      gone.abort()
      await reading
    },
  }
}

const streams = async (at: App) => {
  const text = await at.metrics.registry.getSingleMetricAsString('cabinet_live_streams')
  return Number(/^cabinet_live_streams (\d+)/m.exec(text)?.[1])
}

async function touch(): Promise<void> {
  await blockCard(owner.ctx, companyId, cardId, { reason: '' })
  await unblockCard(owner.ctx, companyId, cardId)
}

describe('an open page', () => {
  test('is told which card something happened to, and nothing of what', async () => {
    const page = await listen(owner, companyId)
    expect(page.response.status).toBe(200)
    expect(Object.fromEntries(page.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    await expect
      .poll(
        async () => {
          await touch()
          return page.told()[0]
        },
        { interval: 500 },
      )
      .toEqual([`card:${cardId}`])
    await page.leave()
    await expect.poll(() => streams(app)).toBe(0)
  })

  test('of any coupon is told to load anew when something happens to several at once', async () => {
    const coupons = await bringCoupons(owner.ctx, companyId, [{}, {}])
    const page = await listen(owner, companyId)
    const { id } = await handTo(
      owner.ctx,
      companyId,
      coupons.map(({ id }) => id),
    )
    await expect
      .poll(
        async () => {
          await renewHandoverLink(owner.ctx, companyId, id)
          return page.told().at(-1)
        },
        { interval: 500 },
      )
      .toEqual(['everything'])
    await page.leave()
  })

  test('hears nothing of another company, and who has none is told not to ask again', async () => {
    const neighbour = await cabinet.client(await cabinet.company(), 'owner')
    const staff = await cabinet.staff('administrator')
    for (const [person, company] of [
      [neighbour, companyId],
      [staff, companyId],
      [null, companyId],
      [owner, 0],
    ] as const)
      expect((await listen(person, company)).response.status).toBe(204)
  })

  test('does not keep a session alive, and hears nothing after it has ended', async () => {
    const visitor = await cabinet.client(companyId, 'viewer')
    const { db } = cabinet
    const expiry = () =>
      db.selectFrom('sessions').select('expires_at').where('user_id', '=', visitor.userId).execute()
    const soon = new Date(Date.now() + 60_000)
    await db.updateTable('sessions').set({ expires_at: soon }).where('user_id', '=', visitor.userId).execute()
    const before = await expiry()
    const page = await listen(visitor, companyId)
    expect(page.response.status).toBe(200)
    expect(await expiry()).toEqual(before)
    await db.deleteFrom('sessions').where('user_id', '=', visitor.userId).execute()
    const heard = page.told()
    await expect
      .poll(
        async () => {
          await touch()
          return page.hasEnded()
        },
        { interval: 500 },
      )
      .toBe(true)
    expect(page.told()).toEqual(heard)
    expect((await listen(visitor, companyId)).response.status).toBe(204)
  })

  test('takes none of the places of pages, and a session has a few streams only', async () => {
    const pages: Awaited<ReturnType<typeof listen>>[] = []
    for (let page = 0; page < 8; page++) pages.push(await listen(owner, companyId))
    await expect
      .poll(() => pages.map(({ hasEnded }) => hasEnded()))
      .toEqual([...[true, true], ...Array.from({ length: 6 }, () => false)])
    expect((await app.as(owner).get(`/cards/${cardId}`)).status).toBe(200)
    for (const page of pages) await page.leave()
  })

  test('is let go at once when the process ends', async () => {
    const other = await startApp(cabinet)
    const page = await listen(owner, companyId, other)
    await other.stop()
    await expect.poll(page.hasEnded).toBe(true)
  })
})
