// Opens pages of the gallery in Chromium and says what is wrong with them.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { chromiumOptions } from '../../scripts/chromium.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export function launchBrowser() {
  return chromium.launch(chromiumOptions())
}

/**
 * A tab as wide as a phone (with a finger) or a desk.
 * @param {import('playwright-core').Browser} browser
 * @param {number} width in CSS pixels
 */
export async function openTab(browser, width) {
  const phone = width < 640
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    isMobile: phone,
    hasTouch: phone,
  })
  return context.newPage()
}

/**
 * @param {import('playwright-core').Page} tab
 * @param {string} url of a page of the gallery, with its query
 */
export async function show(tab, url) {
  await tab.goto(`${url}&alive`)
  await tab.waitForSelector('[data-alive]', { timeout: 10_000 })
  await tab.evaluate(() => document.fonts.ready)
}

/**
 * What axe finds on the page as it stands, and whether it scrolls sideways.
 * @param {import('playwright-core').Page} tab
 * @returns {Promise<string[]>}
 */
export async function faultsOf(tab) {
  const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  await tab.evaluate(axe)
  /** @type {import('axe-core').AxeResults} */
  const results = await tab.evaluate(() => Reflect.get(globalThis, 'axe').run())
  const found = results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 150)} ${failureSummary}`),
  )
  return overflow > 0 ? [`scrolls sideways by ${overflow} px`, ...found] : found
}
