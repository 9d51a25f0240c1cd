import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspect, inspectNarrowest } from './inspection.ts'
import { visitsOf } from './page-list.ts'
import { setScene } from './scene.ts'
import { connectBrowser, Visitor } from './visitor.ts'
import { openWebsite, type Website } from './website.ts'

let website: Website
let browser: Browser
beforeAll(async () => {
  ;[website, browser] = await Promise.all([openWebsite(), connectBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await website?.close()
})
const WANT = new RegExp(process.env.ZZ ?? 'statement')
test('look', async () => {
  const scene = await setScene(website.cabinet)
  const faults: string[] = []
  for (const [locale, width, theme] of [
    ['en', 1280, 'light'],
    ['ru', 390, 'light'],
    ['kk', 1280, 'dark'],
    ['kk', 390, 'light'],
  ] as const) {
    for (const as of ['client', 'staff'] as const) {
      const own = visitsOf(scene).filter((v) => v.as === as && WANT.test(v.path))
      if (!own.length) continue
      const visitor = await Visitor.arrive(browser, website.url, {
        locale,
        width,
        theme,
        as: (as === 'client' ? scene.owners : scene.staff)[locale],
      })
      for (const [n, v] of own.entries()) {
        const status = await visitor.open(v.path)
        if (status !== v.status) faults.push(`${v.path} answered ${status}`)
        await v.deed?.perform(visitor)
        faults.push(...(await inspect(visitor.tab)).map((f) => `${v.path} ${locale} ${width} ${f}`))
        await visitor.tab.screenshot({
          path: `/work/ci/z/${as}-${v.pattern.replace(/[/:]/g, '_')}-${n}-${locale}-${width}.png`,
          fullPage: true,
        })
        faults.push(
          ...(await inspectNarrowest(visitor.tab)).map((f) => `${v.path} ${locale} narrow ${f}`),
          ...visitor.faults.splice(0),
        )
      }
      await visitor.leave()
    }
  }
  expect(faults).toEqual([])
}, 500_000)
