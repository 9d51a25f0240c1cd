// `npm run bench -- interaction`: on a phone whose processor has a quarter of the speed, the time from a press to the next
// paint, by the browser's own Event Timing; for what stays on the page, and for what leads away from it.
import { chromium } from 'playwright-core'
import { chromiumOptions } from '../chromium.mjs'
import { seedCompany } from './cabinet.mjs'
import { processorIndex } from './processor.mjs'
import { median, report } from './report.mjs'

const BIN = '160340666663'
const COUPONS = 10_000
const TIMES = 7
const SLOWER = 4
/** The browser tells of no press that took less. */
const MIN_MS = 16
/** After it no press is still on its way to its paint. */
const SETTLED_MS = 700
/** After it nothing of looking for the element is still under way. */
const AIMED_MS = 150

/** For what hangs. */
const MAX_WAITS = 20

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {object} Scenario
 * @property {string} name
 * @property {string} path
 * @property {(tab: Page) => Promise<void>} press
 * @property {string} [sign]  by which a press that leads away shows that it was heard
 */

/** What the machine itself takes at that moment: a button on a page with nothing else. */
const FLOOR = { name: 'a bare page', path: '/robots.txt', press: tap('button') }

/** @type {Scenario[]} */
const STAYING = [
  { name: 'the account menu', path: '/coupons', press: tap('.top-end .menu > summary') },
  { name: 'the menu under the thumb', path: '/coupons', press: tap('.nav-more summary') },
  { name: 'the filters', path: '/coupons', press: tap('main .filters-toggle > summary') },
  { name: 'typing into the search', path: '/coupons', press: typing('main [name=q]', '45') },
  { name: 'a tick', path: '/coupons', press: tap('main td.pick input:enabled') },
  {
    name: 'a choice of a select',
    path: '/coupons',
    press: async (tab) => {
      await tap('main .filters-toggle > summary')(tab)
      await tab.locator('main select').first().focus()
      await tab.keyboard.press('ArrowDown')
    },
  },
  { name: 'the question before a block', path: '{coupon}', press: tap('main details > summary') },
]

/** @type {Scenario[]} */
const LEADING_AWAY = [
  { name: 'a row', path: '/coupons', press: tap('main tbody td.main a'), sign: '[data-going]' },
  { name: 'the menu’s link', path: '/coupons', press: tap('.nav a[href="/cards"]'), sign: '[data-going]' },
  {
    name: 'a filter',
    path: '/coupons',
    press: async (tab) => {
      await tab.locator('main [name=q]').fill('45')
      await tab.keyboard.press('Enter')
    },
    sign: '.loading',
  },
  {
    name: 'a form that is refused',
    path: '/drivers/new',
    press: async (tab) => {
      await tab.locator('main [name=name]').fill('Ержан')
      await tab.locator('main [name=phone]').fill('no telephone')
      await tap('main form[method=post] button[type=submit]')(tab)
    },
    sign: 'button[aria-busy=true]',
  },
]

/** @param {Awaited<ReturnType<typeof import('./cabinet.mjs').openCabinet>>} cabinet */
export async function benchInteraction(cabinet) {
  const { companyId, token } = await seedCompany(cabinet.db, BIN, COUPONS)
  const [rows] = await cabinet.db.query(
    `select id from coupons where company_id = ? and status = 'active'
      and valid_until > current_date + interval 7 day order by id limit 1`,
    [companyId],
  )
  const coupon = `/coupons/${/** @type {{ id: number }[]} */ (rows)[0]?.id}`
  const web = await cabinet.web()
  const browser = await chromium.launch(chromiumOptions())
  try {
    reportProcessor(await processorIndex(browser))
    const floors = []
    for (let time = 0; time < TIMES; time++) floors.push(await pressOnce(browser, web.url, token, FLOOR))
    const floor = median(floors)
    report('press on a bare page, to the next paint, ms: median', floor, 'the floor')
    for (const [kind, scenarios] of /** @type {const} */ ([
      ['stays', STAYING],
      ['leads away', LEADING_AWAY],
    ])) {
      /** @type {number[]} */
      const all = []
      for (const { path, ...scenario } of scenarios) {
        const took = []
        for (let time = 0; time < TIMES; time++)
          took.push(
            await pressOnce(browser, web.url, token, { ...scenario, path: path.replace('{coupon}', coupon) }),
          )
        all.push(...took)
        const [middle, worst] = [median(took), Math.max(...took)]
        const ratio = (middle / floor).toFixed(1)
        process.stdout.write(
          `${scenario.name.padEnd(30)} median ${middle} ms, ${ratio} floors, worst ${worst} ms\n`,
        )
      }
      report(`press that ${kind}, to the next paint, ms at CPU x${SLOWER}: median`, median(all), '<= 100')
      report(`press that ${kind}, to the next paint, ms at CPU x${SLOWER}: worst`, Math.max(...all), '<= 100')
    }
    reportProcessor(await processorIndex(browser))
  } finally {
    await browser.close()
    await web.stop()
  }
}

/** @param {number} index */
function reportProcessor(index) {
  report(`speed of the processor (BenchmarkIndex), of which the phone has a ${SLOWER}th`, index, 'told')
}

/**
 * The first presses of a page that was opened anew.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {string} token
 * @param {Scenario} scenario
 * @returns {Promise<number>} milliseconds of the slowest
 */
async function pressOnce(browser, url, token, { name, path, press, sign }) {
  const context = await browser.newContext({
    ...{
      baseURL: url,
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      locale: 'ru-KZ',
    },
  })
  /** @type {number[]} */
  const took = []
  let seen = false
  try {
    await context.addCookies([{ name: 'session', value: token, url }])
    // Each is told at once: the page may be gone a moment later.
    await context.exposeBinding('tookPress', (_, /** @type {number} */ duration) => took.push(duration))
    await context.exposeBinding('showsPress', () => {
      seen = true
    })
    await context.addInitScript(listen, { sign, least: MIN_MS })
    const tab = await context.newPage()
    const cdp = await context.newCDPSession(tab)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await tab.goto(path)
    if (path === FLOOR.path) await tab.setContent('<button>Press</button>')
    else await tab.waitForSelector('html[data-alive]')
    await tab.waitForTimeout(SETTLED_MS)
    took.length = 0
    await press(tab)
    await tab.waitForTimeout(SETTLED_MS)
    for (let more = 0; sign && !seen && more < MAX_WAITS; more++) await tab.waitForTimeout(SETTLED_MS)
    if (sign && !seen) throw new Error(`${name}: what was pressed did not show it`)
  } finally {
    await context.close()
  }
  return Math.max(MIN_MS, ...took)
}

/** In the page. @param {{ sign: string | undefined, least: number }} options */
function listen({ sign, least }) {
  const tell = /** @type {{ tookPress: (ms: number) => void, showsPress: () => void }} */ (
    /** @type {any} */ (window)
  )
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (Reflect.get(entry, 'interactionId')) tell.tookPress(entry.duration)
  })
  observer.observe(/** @type {any} */ ({ type: 'event', durationThreshold: least, buffered: true }))
  if (!sign) return
  const look = () => {
    if (document.querySelector(sign)) tell.showsPress()
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
}

/**
 * A finger alone: Playwright's own `tap` looks within each event whether it reached the element, which on a long page
 * takes as long as the press.
 * @param {string} selector @returns {(tab: Page) => Promise<void>}
 */
function tap(selector) {
  return async (tab) => {
    const pressed = tab.locator(selector).locator('visible=true').first()
    // In the middle nothing that stays in its place lies over it.
    await pressed.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const box = await pressed.boundingBox()
    if (!box) throw new Error(`${selector} is nowhere`)
    await tab.waitForTimeout(AIMED_MS)
    await tab.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
  }
}

/** @param {string} selector @param {string} text @returns {(tab: Page) => Promise<void>} */
function typing(selector, text) {
  return async (tab) => {
    await tap(selector)(tab)
    for (const letter of text) await tab.keyboard.press(letter)
  }
}
