import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '#app/domain/kernel/system-context.server.ts'
import { requestAccess } from '#app/domain/requests/requests.server.ts'
import { createLog } from '#app/runtime/log.server.ts'
import type { WorkerServices } from '#app/worker/job.ts'
import { jobs } from '#app/worker/jobs.ts'
import { startApp } from '#tests/support/app.ts'
import { newAddress, newBin } from '#tests/support/fixtures.ts'
import { letterTo, mailerTo } from '#tests/support/mail.ts'
import { forgetPretence, fullScansOf, pretendLarge } from '#tests/support/query-plans.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'
import { recordStatements, type Statement } from '#tests/support/statement-recorder.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { allowedAt, wholeForms } from './access.ts'
import { everyRoute, pathOf, type SiteRoute } from './site-map.ts'
import { createWorld, parametersOf } from './world.ts'

/** Statements of the costliest page, a card as staff see it: the session, the menu's badge, then the page's own. */
const BUDGET = 9
/** More rows than any page shows. */
const MANY = 120

const routes = await everyRoute()
const pages = routes.filter(({ reads }) => reads)
const world = await createWorld()
const { cabinet } = world
const recorder = recordStatements(cabinet.db)
const app = await startApp({ db: recorder.db })

afterAll(async () => {
  await app.stop()
  await world.end()
})

function whoMay(route: SiteRoute): Visitor {
  return app.as(world.people[allowedAt(route).includes('administrator') ? 'administrator' : 'owner'])
}

function thereOf({ pattern }: SiteRoute): string {
  return pathOf(pattern, parametersOf(world, pattern).there)
}

async function statementsOf(route: SiteRoute, query = ''): Promise<Statement[]> {
  const { result, statements } = await recorder.during(() => whoMay(route).get(thereOf(route) + query))
  expect(result.status).toBeLessThan(500)
  return statements
}

async function growEverything(): Promise<void> {
  const ctx = await cabinet.system()
  const { company } = world.objects
  const companyId =
    world.people.owner.ctx.actor.kind === 'client' ? world.people.owner.ctx.actor.companyId : null
  if (companyId !== company) throw new Error('the owner is of another company')
  const many = Array.from({ length: MANY }, () => ({}))
  await bringCards(ctx, companyId, many)
  await bringCoupons(ctx, companyId, many)
  await bringTransactions(ctx, companyId, many)
  for (const _ of many) {
    await cabinet.invited(companyId, 'viewer')
    await cabinet.company()
    const asked = {
      companyName: 'ТОО',
      contactName: 'Айгүл',
      city: '',
      comment: '',
      phone: '+7 701 000 00 00',
    }
    await requestAccess(await cabinet.guest(), {
      ...asked,
      bin: newBin(),
      email: newAddress(),
      consent: 'on',
    })
  }
}

describe('what a page asks the database', () => {
  const before = new Map<string, string[]>()
  // That a session was seen is written down once a minute, by whichever page comes then; the products are read again
  // after two seconds, by whichever page comes then.
  const isSlide = (text: string) =>
    /^update .?sessions.? set .?seen_at/.test(text) || /^select \* from .?products/.test(text)
  const texts = async (route: SiteRoute) =>
    (await statementsOf(route)).map(({ sql }) => sql).filter((text) => !isSlide(text))

  beforeAll(async () => {
    for (const route of pages) before.set(route.pattern, await texts(route))
    await growEverything()
  }, 120_000)

  test.each(pages)('$pattern: few statements, and none more for more rows', async (route) => {
    const after = await texts(route)
    expect(after.length).toBeLessThanOrEqual(BUDGET)
    // A first visit may ask more: what is greeted, what is remembered.
    expect(after.length).toBeLessThanOrEqual(before.get(route.pattern)?.length ?? 0)
  })

  test('a page that asked once a row would be noticed', async () => {
    const { statements } = await recorder.during(async () => {
      for (const id of [1, 2, 3])
        await recorder.db.selectFrom('cards').select('id').where('id', '=', id).execute()
    })
    expect(statements).toHaveLength(3)
  })
})

/** Once an hour, of a table that this very job keeps below a million short rows. */
const COUNTED_WHOLE: Record<string, string[]> = { 'cap-sign-in-guards': ['sign_in_guards'] }

/** A dozen rows, read whole: what is sold. */
const SMALL = ['products']

/** Every filter, search and order of the lists; a list without one of them ignores it. */
const QUERIES = [
  '?q=7825',
  '?q=abc',
  '?status=active',
  '?status=expired',
  '?status=blocked',
  '?status=pending',
  '?status=dead',
  '?status=open',
  '?status=closed',
  '?people=none',
  '?wished=1',
  '?kind=client',
  '?product=diesel',
  '?status=active&product=diesel&from=2026-01-01&to=2026-12-31',
  '?sort=number',
  '?sort=-number',
  '?from=2026-01-01&to=2026-12-31',
  '?action=card.blocked',
  '?actor=1',
  '?company=1',
]

describe('no table is read from end to end, were each of 10,000,000 rows', () => {
  beforeAll(() => pretendLarge(cabinet.db))
  afterAll(() => forgetPretence(cabinet.db))

  async function expectIndexes(statements: readonly Statement[], counted: string[] = []): Promise<void> {
    for (const statement of statements) {
      const scans = (await fullScansOf(cabinet.db, statement)).filter(
        (table) => !counted.includes(table) && !SMALL.includes(table),
      )
      expect([scans, scans.length > 0 ? statement.sql : '']).toEqual([[], ''])
    }
  }

  test.each(pages)('by the page $pattern', async (route) => {
    const answer = await whoMay(route).get(thereOf(route))
    const isList = route.pattern.endsWith('/export') || /<form[^>]* method="get"/.test(await answer.text())
    for (const query of isList ? ['', ...QUERIES] : [''])
      await expectIndexes(await statementsOf(route, query))
  })

  test.each(routes.filter(({ acts, pattern }) => acts && pattern !== '/sign-out'))(
    'by the form $pattern',
    async (route) => {
      const { email, password } = world.people.viewer
      const form = wholeForms[route.pattern] ?? { email, password: `${password}?`, reason: 'Ұрланды' }
      const { result, statements } = await recorder.during(() => whoMay(route).post(thereOf(route), form))
      expect(result.status).toBeLessThan(500)
      await expectIndexes(statements)
    },
  )

  test('by signing in', async () => {
    const { email, password } = world.people.manager
    const { result, statements } = await recorder.during(() =>
      app.visitor().post('/sign-in', { email, password }),
    )
    expect(result).toRedirectTo('/')
    expect(statements.length).toBeGreaterThan(10)
    await expectIndexes(statements)
  })

  test.each(jobs)('by the job $name', async (job) => {
    const resend = await ResendStandIn.start()
    try {
      const log = createLog('fatal')
      const context = { ...(await cabinet.system()), db: recorder.db }
      const services: WorkerServices = { ...context, log, mailer: mailerTo(resend) }
      await letterTo(context, newAddress())
      const ctx = await systemContext(services, 'worker', job.name)
      const { signal } = new AbortController()
      const { statements } = await recorder.during(() => job.run({ ctx, services, signal }))
      expect(statements).not.toEqual([])
      await expectIndexes(statements, COUNTED_WHOLE[job.name])
    } finally {
      await resend.stop()
    }
  })

  test('a search by something without an index would be noticed', async () => {
    const scan = { sql: 'select id from cards where plate = ? or balance = ?', parameters: ['719BMW17', 1] }
    expect(await fullScansOf(cabinet.db, scan)).toEqual(['cards'])
    const lookup = { sql: 'select id from cards where number = ?', parameters: ['7825'] }
    expect(await fullScansOf(cabinet.db, lookup)).toEqual([])
  })
})
