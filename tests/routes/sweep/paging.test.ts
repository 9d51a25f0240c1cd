import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { allowedAt } from './access.ts'
import { copyRows, growEverything } from './growth.ts'
import { everyRoute, pathOf, type SiteRoute } from './site-map.ts'
import { createWorld, parametersOf } from './world.ts'

/** Lists whose pages lead on; a list that is not found in pages has no more than one. */
const LISTS = [
  '/account',
  '/admin/announcements',
  '/admin/api-keys',
  '/admin/audit',
  '/admin/companies',
  '/admin/companies/:id/account',
  '/admin/companies/:id/cards',
  '/admin/companies/:id/coupons',
  '/admin/companies/:id/transactions',
  '/admin/exceptions',
  '/admin/imports',
  '/admin/invitations',
  '/admin/mail',
  '/admin/orders',
  '/admin/payments',
  '/admin/refusals',
  '/admin/requests',
  '/admin/service-requests',
  '/admin/signals',
  '/admin/station-shifts',
  '/admin/stations',
  '/admin/users',
  '/admin/webhooks',
  '/admin/webhooks/:id',
  '/bulk-changes',
  '/cards',
  '/coupons',
  '/coupons/expired',
  '/drivers',
  '/groups',
  '/handovers',
  '/integrations',
  '/integrations/webhooks',
  '/integrations/webhooks/:id',
  '/mailbox',
  '/orders',
  '/readonly-links',
  '/refusals',
  '/rules',
  '/service-requests',
  '/stations',
  '/transactions',
  '/unusual',
  '/vehicles',
]

const world = await createWorld()
const app = await startApp(world.cabinet)
const routes = (await everyRoute()).filter(({ reads, isPage }) => reads && isPage)

beforeAll(async () => {
  await growEverything(world)
  await copyRows(world)
})
afterAll(async () => {
  await app.stop()
  await world.end()
})

interface Shown {
  rows: string
  next: string | undefined
  previous: string | undefined
}

async function show(visitor: Visitor, path: string): Promise<Shown> {
  const text = await (await visitor.get(path)).text()
  const linkOf = (rel: string) => {
    const tag = text.match(/<a [^>]*>/g)?.find((each) => each.includes(`rel="${rel}"`))
    return /href="([^"]*)"/.exec(tag ?? '')?.[1]?.replaceAll('&amp;', '&')
  }
  const rows = /<tbody>(.*?)<\/tbody>/s.exec(text)?.[1] ?? ''
  // The forms of a row are new on each page, and their way back is the page's own address.
  return {
    rows: rows.replace(/<input[^>]*>|<a class="btn"[^>]*>/g, ''),
    next: linkOf('next'),
    previous: linkOf('prev'),
  }
}

function visitorOf(route: SiteRoute): Visitor {
  return app.as(world.people[allowedAt(route).includes('administrator') ? 'administrator' : 'owner'])
}

test('every list that is longer than a page is known', async () => {
  const paged: string[] = []
  for (const route of routes) {
    const path = pathOf(route.pattern, parametersOf(world, route.pattern).there)
    const { next } = await show(visitorOf(route), path)
    if (next) paged.push(route.pattern)
  }
  expect(paged.toSorted()).toEqual(LISTS)
})

test.each(LISTS)('%s: the pages back are the pages on', async (pattern) => {
  const route = routes.find((each) => each.pattern === pattern)
  if (!route) throw new Error(`no page ${pattern}`)
  const visitor = visitorOf(route)
  const path = pathOf(pattern, parametersOf(world, pattern).there)
  const pages = [await show(visitor, path)]
  expect(pages[0]?.previous).toBeUndefined()
  for (let next = pages[0]?.next; next && pages.length < 20; next = pages.at(-1)?.next) {
    pages.push(await show(visitor, next))
  }
  expect(pages.length).toBeGreaterThan(1)
  expect(new Set(pages.map(({ rows }) => rows)).size).toBe(pages.length)
  let page = pages.at(-1)
  for (const expected of pages.toReversed().slice(1)) {
    page = await show(visitor, page?.previous ?? 'none')
    expect(page.rows).toBe(expected.rows)
  }
  expect(page?.previous).toBeUndefined()
})
