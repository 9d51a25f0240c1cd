import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales } from '#locales/index.ts'
import { inspect } from './inspection.ts'
import { patternsOfSite, type Visit, visitsOf, withoutPage } from './page-list.ts'
import { type Scene, setScene } from './scene.ts'
import { connectBrowser, Visitor } from './visitor.ts'
import { openWebsite, type Website } from './website.ts'

let website: Website
let browser: Browser
let scene: Scene
let visits: Visit[]

beforeAll(async () => {
  ;[website, browser] = await Promise.all([openWebsite(), connectBrowser()])
  scene = await setScene(website.cabinet)
  visits = visitsOf(scene)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await website?.close()
})

test('every URL of the site map is looked at, or answers no page', async () => {
  const patterns = await patternsOfSite()
  const seen = new Set([...visits.map(({ pattern }) => pattern), ...withoutPage])
  expect(patterns.filter((pattern) => !seen.has(pattern))).toEqual([])
})

// `npm run pages` goes through all of it; here each page once, and language, theme and width by turns.
describe.each(['guest', 'client', 'outsider', 'staff'] as const)('pages as a %s sees them', (onlooker) => {
  test('axe finds nothing, everything fits, the browser complains of nothing', async () => {
    const faults: string[] = []
    const own = visits.filter(({ as }) => as === onlooker)
    const isKnown = new Set(await patternsOfSite())
    for (let turn = 0; turn < 6; turn++) {
      const locale = locales[turn % 3] ?? 'ru'
      const theme = turn % 2 === 0 ? 'light' : 'dark'
      const width = turn < 3 ? 390 : 1280
      const person = {
        guest: undefined,
        client: scene.owners,
        outsider: scene.outsiders,
        staff: scene.staff,
      }[onlooker]
      const visitor = await Visitor.arrive(browser, website.url, {
        locale,
        theme,
        width,
        as: person?.[locale],
      })
      for (const { path, status, pattern } of own.filter((_, index) => index % 6 === turn)) {
        if (!isKnown.has(pattern)) continue
        const answered = await visitor.open(path)
        const found = [
          ...(answered === status ? [] : [`answered ${answered}`]),
          ...(await inspect(visitor.tab)),
        ]
        faults.push(
          ...[...found, ...visitor.faults.splice(0)].map(
            (fault) => `${path} ${locale} ${theme} ${width}: ${fault}`,
          ),
        )
      }
      await visitor.leave()
    }
    expect(faults).toEqual([])
  }, 240_000)
})
