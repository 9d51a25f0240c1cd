import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Onlooker, type Visit, visitsOf } from './page-list.ts'
import { type Scene, setScene } from './scene.ts'
import { type ScriptUse, scriptUse } from './script-use.ts'
import { connectBrowser, Visitor } from './visitor.ts'
import { openWebsite, type Website } from './website.ts'

const KB = 1024
/** What was aimed at, which four of five pages meet; docs/performance.md says what the others carry. */
const AIM = 15 * KB
const MAX_SHARE_ABOVE = 0.2
const MAX_UNUSED = 22.5 * KB
/** The words and Remix's list of routes are two of them. */
const MAX_FILES = 16

let website: Website
let browser: Browser
let scene: Scene

beforeAll(async () => {
  ;[website, browser] = await Promise.all([openWebsite(), connectBrowser()])
  scene = await setScene(website.cabinet)
})
afterAll(async () => {
  await browser?.close()
  await website?.close()
})

/** Each page once, as it opens. */
function pagesOf(onlooker: Onlooker): Visit[] {
  const visits = visitsOf(scene).filter(({ as, deed }) => as === onlooker && !deed)
  return visits.filter(({ pattern }, at) => visits.findIndex((visit) => visit.pattern === pattern) === at)
}

async function usesOf(onlooker: Onlooker): Promise<[string, ScriptUse[]][]> {
  const { owners, outsiders, staff, cashiers } = scene
  const people = { guest: undefined, client: owners, outsider: outsiders, staff, cashier: cashiers }
  if (onlooker === 'cashier') await cashiers.ru.unlock()
  const visitor = await Visitor.arrive(browser, website.url, { width: 390, as: people[onlooker]?.ru })
  const uses: [string, ScriptUse[]][] = []
  for (const { path } of pagesOf(onlooker)) {
    await visitor.tab.goto('about:blank')
    uses.push([path, await scriptUse(visitor.tab, path)])
    // Otherwise hardly anything would have run.
    await visitor.settle()
  }
  await visitor.leave()
  return uses
}

test('pages load few files, and of their scripts little that does not run, gzipped', async () => {
  const onlookers = ['guest', 'client', 'outsider', 'staff', 'cashier'] as const
  const uses = await Promise.all(onlookers.map(usesOf))
  const pages = uses.flat().map(([path, scripts]) => ({
    path,
    files: scripts.length,
    unused: Math.round(scripts.reduce((sum, { unused }) => sum + unused, 0)),
  }))
  expect(pages.length).toBeGreaterThan(150)
  expect(pages.filter(({ files, unused }) => files > MAX_FILES || unused > MAX_UNUSED)).toEqual([])
  const above = pages.filter(({ unused }) => unused > AIM)
  expect(above.length / pages.length).toBeLessThanOrEqual(MAX_SHARE_ABOVE)
}, 1_800_000)
