import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientRoles, type StaffRole, staffRoles } from '#app/domain/kernel/roles.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { allowedAt } from './access.ts'
import { everyRoute, pathOf, type SiteRoute } from './site-map.ts'
import { createWorld, parametersOf, type VisitorRole } from './world.ts'

const OF_A_COMPANY = '/admin/companies/:id/'

/** The migrations bring the first products; the page of a shift asks to open one first. */
const NEVER_EMPTY = ['/admin/products', '/till/shift', '/till/shift/unlock', '/till/shift/resume']

/** Pages that may be lists: of everything, or of everything of one company. Whether one is a list, its table says. */
const pages = (await everyRoute()).filter(({ isPage, pattern }) => {
  const rest = pattern.startsWith(OF_A_COMPANY) ? pattern.slice(OF_A_COMPANY.length) : pattern
  return isPage && !/[:*]/.test(rest)
})

const hasRows = (html: string) => /<tbody>\s*<tr/.test(html)
const nextIn = (html: string) => /<(p|div)[^>]* data-next="true"[^>]*>(.*?)<\/\1>/s.exec(html)?.[2]

let lists: SiteRoute[] = []
let cabinet: Cabinet
let app: App
let companyId: number
let people: Partial<Record<VisitorRole, Person>>

beforeAll(async () => {
  lists = await listsOfWorld()
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  const company = await cabinet.company()
  companyId = company
  const made: [VisitorRole, Person][] = []
  for (const role of clientRoles) made.push([role, await cabinet.client(company, role)])
  for (const role of staffRoles) made.push([role, await cabinet.staff(role as StaffRole)])
  people = Object.fromEntries(made)
  for (const table of ['links', 'outbox_attempts', 'outbox', 'invitations', 'audit_log'] as const)
    await cabinet.db.deleteFrom(table).execute()
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** Where there is something of everything, a list has a table with rows. */
async function listsOfWorld(): Promise<SiteRoute[]> {
  const world = await createWorld()
  const found: SiteRoute[] = []
  for (const route of pages) {
    const visitor = world.visitors[allowedAt(route)[0] ?? 'guest']()
    const html = await (
      await visitor.get(pathOf(route.pattern, parametersOf(world, route.pattern).there))
    ).text()
    if (hasRows(html) && !NEVER_EMPTY.includes(route.pattern)) found.push(route)
  }
  await world.end()
  return found
}

/** The list without a row: as it is, or else with a search that finds nothing. */
async function emptyPage(visitor: Visitor, path: string): Promise<string> {
  const html = await (await visitor.get(path)).text()
  if (!hasRows(html)) return html
  return (await visitor.get(`${path}?q=nothing-like-this`)).text()
}

describe('a list without rows', () => {
  test('says to each role what to do next, and leads only to pages that the role may open', async () => {
    const wrong: string[] = []
    for (const route of lists) {
      const path = pathOf(route.pattern, { id: String(companyId) })
      for (const role of allowedAt(route)) {
        const person = people[role]
        const visitor = person ? app.as(person) : app.visitor()
        const next = nextIn(await emptyPage(visitor, path))
        const href = /href="([^"]+)"/.exec(next ?? '')?.[1]?.replaceAll('&amp;', '&')
        if (!next) wrong.push(`${path}, ${role}: no next step`)
        if (href?.startsWith('/') && (await visitor.get(href)).status !== 200)
          wrong.push(`${path}, ${role}: leads to ${href}, which the role may not open`)
      }
    }
    expect(wrong).toEqual([])
    expect(lists.length).toBeGreaterThan(18)
  })

  test('tells apart that there is nothing yet and that the filter leaves nothing', async () => {
    const owner = people.owner
    if (!owner) throw new Error('nobody to look')
    const nothingYet = nextIn(await (await app.as(owner).get('/cards')).text())
    const nothingFound = nextIn(await (await app.as(owner).get('/cards?q=77')).text())
    expect(nothingYet).toContain('href="mailto:')
    expect(nothingFound).toContain('href="/cards"')
  })
})
