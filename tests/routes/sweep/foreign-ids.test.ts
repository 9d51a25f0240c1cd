import { afterAll, describe, expect, test } from 'vitest'
import { shapes as allShapes, shapesAt } from '../fuzz/forms.ts'
import { allowedAt, isOpen } from './access.ts'
import { everyRoute, pathOf, type SiteRoute } from './site-map.ts'
import { createWorld, HOLDER, parametersOf } from './world.ts'

const routes = await everyRoute()
const world = await createWorld()
const { cabinet, objects, people } = world

afterAll(() => world.end())

/** A company's own lists, downloads and forms: whose they are is nowhere in the address, so nothing in it may say it. */
const own = routes.filter(
  (route) => !isOpen(route) && !route.pattern.includes(':') && allowedAt(route).includes('owner'),
)
/** A thing within another: it is there only where it belongs. */
const nested = routes.filter(
  ({ pattern }) => (pattern.match(/:/g) ?? []).length > 1 && pattern.startsWith('/admin/'),
)

/** Whatever names something of company A's. */
const foreign = [
  ...new Set(Object.values(objects).flatMap((thing) => (typeof thing === 'number' ? [thing] : [thing.id]))),
].map(String)
const numbers = [objects.card.number, objects.coupon.number, people.viewer.email].map(String)
const secrets = [...numbers, HOLDER]

/** Its own forms and filters; a page that names none has none. */
function shapesOf(pattern: string) {
  const shapes = shapesAt.get(pattern) ?? []
  return shapes === allShapes ? [] : shapes
}

/** Beside the fields of the page's own forms, what a page might be tempted to heed. */
function fieldsOf({ pattern }: SiteRoute): string[] {
  const named = shapesOf(pattern).flatMap(({ fields }) => Object.keys(fields))
  return [...new Set([...named, 'companyId', 'company', 'userId', 'id', 'cardId', 'couponId'])]
}

function expectNothingOf(what: string, text: string, typed: readonly string[]): void {
  for (const secret of secrets) {
    if (!typed.includes(secret)) expect([what, secret, text.includes(secret)]).toEqual([what, secret, false])
  }
}

/** Rows of the audit log about company A and its people's accounts. */
async function done(): Promise<number> {
  const rows = await cabinet.db.selectFrom('audit_log').select(['company_id', 'data']).execute()
  return rows.filter(
    (row) => row.company_id === objects.company || JSON.stringify(row).includes(people.viewer.email),
  ).length
}

test('security 22: there are lists and things within things', () => {
  expect(own.filter(({ reads }) => reads).length).toBeGreaterThan(7)
  expect(own.some(({ isPage }) => !isPage)).toBe(true)
  expect(nested.length).toBeGreaterThan(1)
})

describe.each(own.filter(({ reads }) => reads))('security 22: $pattern of one company', (route) => {
  test('security 22: holds nothing of another, whatever its query names', async () => {
    const queries = [...foreign, ...numbers].map((value) =>
      fieldsOf(route).map((field) => [field, value] as const),
    )
    for (const query of [[], ...queries]) {
      const search = new URLSearchParams(query.map(([field, value]) => [field, value])).toString()
      for (const path of route.isPage ? [route.pattern, `${route.pattern}.data`] : [route.pattern]) {
        const answer = await world.stranger.get(`${path}?${search}`)
        expectNothingOf(
          `${path}?${search}`,
          await answer.text(),
          query.map(([, value]) => value),
        )
      }
    }
  })
})

describe.each(own.filter(({ acts }) => acts))('security 22: the form of $pattern', (route) => {
  test('security 22: does nothing to another company, whatever its fields name', async () => {
    const before = await done()
    for (const { fields } of shapesOf(route.pattern)) {
      for (const field of fieldsOf(route)) {
        for (const value of [objects.company, objects.member].map(String))
          await world.stranger.post(route.pattern, { ...fields, [field]: value })
      }
    }
    expect(await done()).toBe(before)
  })
})

describe.each(nested)('security 22: $pattern', ({ pattern, reads, acts }) => {
  test('security 22: is not there under another company, for staff neither', async () => {
    const { there } = parametersOf(world, pattern)
    const path = pathOf(pattern, { ...there, id: String(world.strangersCompany) })
    const administrator = world.visitors.administrator()
    if (reads) expect((await administrator.get(pathOf(pattern, there))).status).toBe(200)
    for (const spelling of [path, `${path}.data`]) {
      if (reads) {
        const answer = await administrator.get(spelling)
        expect([spelling, answer.status]).toEqual([spelling, 404])
        expectNothingOf(spelling, await answer.text(), [])
      }
      if (acts) expect((await administrator.post(spelling)).status).toBe(404)
    }
  })
})
