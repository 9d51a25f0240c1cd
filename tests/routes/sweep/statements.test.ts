import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { businessDay, dayBounds } from '#app/domain/kernel/calendar.ts'
import { systemContext } from '#app/domain/kernel/system-context.server.ts'
import { createLog } from '#app/runtime/log.server.ts'
import type { WorkerServices } from '#app/worker/job.ts'
import { jobs } from '#app/worker/jobs.ts'
import { startApp } from '#tests/support/app.ts'
import { withSettings } from '#tests/support/context.ts'
import { newAddress } from '#tests/support/fixtures.ts'
import { letterTo, mailerTo } from '#tests/support/mail.ts'
import { forgetPretence, fullScansOf, pretendLarge } from '#tests/support/query-plans.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'
import { recordStatements, type Statement } from '#tests/support/statement-recorder.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { nowhere, webhookSender } from '#tests/support/webhooks.ts'
import { allowedAt, wholeForms } from './access.ts'
import { growEverything } from './growth.ts'
import { everyRoute, pathOf, type SiteRoute } from './site-map.ts'
import { createWorld, parametersOf } from './world.ts'

/** Statements of the costliest page, a card as staff see it: the session, the menu's badges, then the page's own: the card and
 * those before and after it, what of its limits and its wallet is used and held, what of its group’s, transactions, declines and
 * history; the contract and the sums of its account, where one is kept. */
const BUDGET = 15
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

describe('what a page asks the database', () => {
  const before = new Map<string, string[]>()
  // What whichever page comes then does: a session was seen, once a minute; the products are read again, after two
  // seconds; the first hit of a rate limit's next window makes its row, which later ones only count up.
  const isSlide = (text: string) =>
    /^update .?(sessions.? set .?seen_at|memberships.? set .?visited_at)/.test(text) ||
    /^select \* from .?products/.test(text) ||
    /^insert into .?rate_limits/.test(text)
  const texts = async (route: SiteRoute) =>
    (await statementsOf(route)).map(({ sql }) => sql).filter((text) => !isSlide(text))

  beforeAll(async () => {
    for (const route of pages) before.set(route.pattern, await texts(route))
    await growEverything(world)
  })

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
const SMALL = ['products', 'stations', 'price_lists']

/** Every filter, search and order of the lists; a list without one of them ignores it. */
const QUERIES = [
  '?q=7825',
  '?q=abc',
  '?status=active',
  '?status=expired',
  '?status=blocked',
  '?status=pending',
  '?status=dead',
  '?status=stopped',
  '?status=undecided',
  '?status=open',
  '?status=closed',
  '?status=shortage',
  `?${new URLSearchParams({ city: 'Алматы' })}`,
  `?${new URLSearchParams({ city: 'Алматы', product: 'diesel', q: 'абая' })}`,
  '?people=none',
  '?reinvite=1',
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
      // What only a page shows, and a form that answers with one.
      const shown = statements.filter(({ sql }) =>
        /^select.* from .?(station_contacts|status_changes)/is.test(sql),
      )
      if (result.status !== 200) expect(shown).toEqual([])
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
      // Elsewhere, because some jobs have nothing to ask of a processing that is here.
      const processing = { card: 'outside', coupon: 'outside' } as const
      const system = withSettings(await cabinet.system(), { processing })
      const context = { ...system, db: recorder.db }
      const services: WorkerServices = {
        ...context,
        log,
        mailer: mailerTo(resend),
        webhooks: webhookSender({ transport: nowhere }),
      }
      await letterTo(context, newAddress())
      // At ten in the morning: at night nobody is told anything.
      const { from } = dayBounds(businessDay(context.now))
      const now = new Date(from.getTime() + 10 * 3_600_000)
      const ctx = { ...(await systemContext(services, 'worker', job.name)), now }
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
