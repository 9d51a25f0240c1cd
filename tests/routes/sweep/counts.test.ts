import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resendInstructions } from '#app/domain/invitations/resend-instructions.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { companyCounts } from '#app/domain/overview/company-counts.ts'
import { type StaffCount, staffCounts } from '#app/domain/overview/staff-counts.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'
import { hrefOf } from '#app/views/overview/staff-lists.ts'
import { type Scene, setScene } from '#tests/browser/scene.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { bringCards, bringTransactions } from '#tests/support/registers.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { everyRoute } from './site-map.ts'

let cabinet: Cabinet
let app: App
let scene: Scene
let visitors: Record<'staff' | 'client', Visitor>

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  scene = await setScene(cabinet)
  await stopLetters()
  await askForNewInvitation()
  await leaveWaiting()
  await blockSomebody()
  await useUpLimit()
  visitors = { staff: app.as(scene.staff.en), client: app.as(scene.owners.en) }
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** Two that were refused, one whose outcome is unknown and one that bounced. */
async function stopLetters(): Promise<void> {
  const letters = await cabinet.db.selectFrom('outbox').select('id').orderBy('id').limit(4).execute()
  const changes = [
    ...[{ status: 'dead' as const }, { status: 'dead' as const }, { status: 'parked' as const }],
    { status: 'sent' as const, delivery: 'bounced' as const },
  ]
  for (const [index, { id }] of letters.entries())
    await cabinet.db
      .updateTable('outbox')
      .set(changes[index] ?? {})
      .where('id', '=', id)
      .execute()
}

/** Somebody whose invitation ran out. */
async function askForNewInvitation(): Promise<void> {
  const { email } = await cabinet.db
    .selectFrom('invitations')
    .select('email')
    .where('id', '=', scene.expiredId)
    .executeTakeFirstOrThrow()
  await resendInstructions(await cabinet.guest(), email)
}

/** An invitation that nobody accepts for four days, beside others of today. */
async function leaveWaiting(): Promise<void> {
  await cabinet.db
    .updateTable('invitations')
    .set({ sent_at: new Date((await cabinet.system()).now.getTime() - 4 * 86_400_000) })
    .where('id', '=', scene.invitationId)
    .execute()
}

/** A client after three wrong passwords, and an address without an account. */
async function blockSomebody(): Promise<void> {
  const { email } = await cabinet.client(scene.companyId)
  for (const address of [email, newAddress('nobody')])
    for (let attempt = 0; attempt < 3; attempt++)
      await app.visitor().post('/sign-in', { email: address, password: 'not-this-one-either' })
}

/** One card at its limit, and one that ends soon. */
async function useUpLimit(): Promise<void> {
  const ctx = await cabinet.system()
  const companyId = asCompanyId(scene.companyId)
  const [card] = await bringCards(ctx, companyId, [
    { dailyLimit: 100_000 },
    { validUntil: addDays(businessDay(ctx.now), 3) },
  ])
  const moment = { occurredAt: ctx.now, occurredOn: businessDay(ctx.now) }
  await bringTransactions(ctx, companyId, [{ cardId: card?.id ?? null, volume: 90_000, ...moment }])
}

/** Ready to compare: without tags, any white space as one. */
const readable = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const unescaped = (href: string) => href.replace(/&amp;/g, '&')

async function htmlOf(visitor: Visitor, path: string): Promise<string> {
  const response = await visitor.get(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

/** How many rows a list has on all its pages, and what stands under them. */
async function listAt(visitor: Visitor, path: string): Promise<{ rows: number; totals: string }> {
  let rows = 0
  let next: string | undefined = path
  let totals = ''
  while (next !== undefined) {
    const html: string = await htmlOf(visitor, next)
    rows += /<tbody>(.*?)<\/tbody>/s.exec(html)?.[1]?.match(/<tr/g)?.length ?? 0
    totals = readable(/<tfoot>(.*?)<\/tfoot>/s.exec(html)?.[1] ?? '')
    const href: string | undefined = /<a [^>]*href="([^"]+)" rel="next"/.exec(html)?.[1]
    next = href && unescaped(href)
  }
  return { rows, totals }
}

/** A link with figures, each as it stands there. */
interface CountedLink {
  page: string
  href: string
  figures: string[]
}

/** Every figure on a page that stands in a link, or in the line of one. */
function countedLinks(page: string, html: string): CountedLink[] {
  const stats = [...html.matchAll(/<a class="stat" href="([^"]+)">(.*?)<\/a>/gs)].map(([, href, inner]) => ({
    href,
    figures: [...(inner ?? '').matchAll(/class="stat-(?:value|note)[^"]*">(.*?)<\/span>/gs)].map(
      ([, text]) => text,
    ),
  }))
  const bars = [
    ...html.matchAll(/<li><span><a href="([^"]+)">.*?<small>(.*?)<\/small>.*?<b>(.*?)<\/b>/gs),
  ].map(([, href, note, value]) => ({ href, figures: [note, value] }))
  const badges = [
    ...html.matchAll(/<a href="([^"]+)"[^>]*>(?:(?!<\/a>).)*?<span class="count">(.*?)<\/span>/gs),
  ].map(([, href, count]) => ({ href, figures: [count] }))
  const lines = [...html.matchAll(/<li><a href="([^"]+)">([^<]*\d[^<]*(?:<!-- -->[^<]*)*)<\/a><\/li>/g)].map(
    ([, href, text]) => ({ href, figures: [text] }),
  )
  return [...stats, ...bars, ...badges, ...lines].map(({ href = '', figures }) => ({
    page,
    href: unescaped(href),
    figures: figures.map((text) => readable(text ?? '')).filter((text) => /\d/.test(text)),
  }))
}

const saysNumber = (text: string, number: number) =>
  (text.match(/\d[\d,]*/g) ?? []).some((part) => part.replaceAll(',', '') === String(number))

async function linksOf(side: 'staff' | 'client'): Promise<CountedLink[]> {
  const patterns = (await everyRoute()).filter(({ isPage, pattern }) => isPage && !/[:*]/.test(pattern))
  const isStaffs = (pattern: string) => pattern.startsWith('/admin')
  const others = ['/', '/sign-in', '/registration', '/forgot-password', '/till']
  const links: CountedLink[] = []
  for (const { pattern } of patterns) {
    if (isStaffs(pattern) !== (side === 'staff') || others.includes(pattern)) continue
    const response = await visitors[side].get(pattern)
    if (response.status === 200) links.push(...countedLinks(pattern, await response.text()))
  }
  const seen = new Set<string>()
  return links.filter(({ href, figures }) => {
    const key = JSON.stringify([href, figures])
    return seen.has(key) ? false : seen.add(key)
  })
}

describe.each(['staff', 'client'] as const)('on the pages of the %s', (side) => {
  test('every figure in a link is that of the list behind it', async () => {
    const links = await linksOf(side)
    const wrong: string[] = []
    for (const { page, href, figures } of links) {
      const { rows, totals } = await listAt(visitors[side], href)
      // A list with totals shows each figure; one without shows as many rows.
      const held = figures.filter((text) => saysNumber(text, rows) || totals.includes(text))
      const needed = totals ? figures.length : 1
      if (held.length < needed)
        wrong.push(`${page}: ${figures.join(' / ')}, ${href} has ${rows} rows, ${totals}`)
    }
    expect(wrong).toEqual([])
    expect(links.map(({ href }) => href)).toEqual(expect.arrayContaining(await hrefsOf(side)))
  })
})

/** Where the counts that the domain knows of lead to. */
async function hrefsOf(side: 'staff' | 'client'): Promise<string[]> {
  if (side === 'staff') {
    return (Object.keys(staffCounts) as StaffCount[]).map(hrefOf)
  }
  const { left, leftOf, expiringSoon, thisMonth, recentDeclines, ...cards } = companyCounts(
    businessDay((await cabinet.system()).now),
  )
  return [
    ...[left, leftOf('diesel'), expiringSoon].map((filter) => listHref('/coupons', filter)),
    ...Object.values(cards).map((filter) => listHref('/cards', filter)),
    listHref('/refusals', recentDeclines),
    listHref('/transactions', thisMonth),
  ]
}

/** These lists always show one state; here is another one. */
const oneState: Partial<Record<StaffCount, string>> = {
  requests: 'declined',
  serviceRequests: 'refused',
  discrepancies: 'settled',
}

test.each(Object.keys(staffCounts) as StaffCount[])(
  '%s: some are counted and some are not',
  async (count) => {
    const [list] = hrefOf(count).split('?')
    const { rows } = await listAt(visitors.staff, hrefOf(count))
    expect(rows).toBeGreaterThan(0)
    const other = oneState[count]
    const others =
      other !== undefined
        ? (await listAt(visitors.staff, `${list}?status=${other}`)).rows
        : (await listAt(visitors.staff, String(list))).rows - rows
    expect(others).toBeGreaterThan(0)
  },
)

/** Of a page's own part: without dates, and without what the recent entries of the audit log name. */
const withoutDates = (html: string) =>
  (/<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? '')
    .replace(/<time[^>]*>.*?<\/time>/gs, '')
    .replace(/<ol class="timeline">.*?<\/ol>/gs, '')

test("every number on the staff's overview stands in a link to as many rows", async () => {
  const main = withoutDates(await htmlOf(visitors.staff, '/admin'))
  const links = [...main.matchAll(/<a [^>]*href="([^"]+)"[^>]*>(.*?)<\/a>/gs)]
    .map(([, href = '', inner = '']) => ({ href: unescaped(href), text: readable(inner) }))
    .filter(({ text }) => /\d/.test(text))
  for (const { href, text } of links) {
    const { rows } = await listAt(visitors.staff, href)
    expect([href, text.match(/\d[\d,]*/g)]).toEqual([href, [String(rows)]])
  }
  expect(links.length).toBeGreaterThanOrEqual(Object.keys(staffCounts).length)
  expect(readable(main.replace(/<a .*?<\/a>/gs, '')).match(/\d+/g)).toBeNull()
})

test('each state in the filter of the coupons has as many rows as it says', async () => {
  const html = await htmlOf(visitors.client, '/coupons')
  const options = [...html.matchAll(/<option value="(\w+)"[^>]*>[^<]*?\(([\d,]+)\)<\/option>/g)]
  expect(options.length).toBeGreaterThan(4)
  for (const [, state, said] of options) {
    const { rows } = await listAt(visitors.client, `/coupons?status=${state}`)
    expect([state, rows]).toEqual([state, Number(said?.replaceAll(',', ''))])
  }
})
