import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsOf, launchBrowser, openTab, show } from './gallery-browser.mjs'
import { galleryPageNames } from './gallery-document.tsx'
import { serveGallery } from './gallery-server.mjs'

let gallery: Awaited<ReturnType<typeof serveGallery>>
let browser: Browser
let phone: Page
let desk: Page
const complaints: string[] = []

beforeAll(async () => {
  ;[gallery, browser] = await Promise.all([serveGallery(), launchBrowser()])
  ;[phone, desk] = await Promise.all([openTab(browser, 390), openTab(browser, 1280)])
  for (const tab of [phone, desk]) tab.on('pageerror', (error) => complaints.push(String(error)))
})

afterAll(async () => {
  await browser?.close()
  await gallery?.close()
})

// Each page on a phone and on a desk, in both themes and two languages; screenshots.mjs walks through all.
const pages = galleryPageNames.map((name, index) =>
  index % 2 === 0
    ? { name, onPhone: 'locale=ru&theme=dark', onDesk: 'locale=kk&theme=light' }
    : { name, onPhone: 'locale=kk&theme=light', onDesk: 'locale=en&theme=dark' },
)

describe('every page of the gallery', () => {
  test.each(pages)(
    '$name: axe finds nothing, nothing scrolls sideways, the browser agrees with the server',
    async ({ name, onPhone, onDesk }) => {
      await show(phone, `${gallery.url}/${name}?${onPhone}`)
      const faultsOnPhone = await faultsOf(phone)
      await show(desk, `${gallery.url}/${name}?${onDesk}`)
      expect({ faultsOnPhone, faultsOnDesk: await faultsOf(desk), complaints }).toEqual({
        faultsOnPhone: [],
        faultsOnDesk: [],
        complaints: [],
      })
    },
    60_000,
  )
})

test.each([320, 800])(
  'at %d px nothing is cut off: what does not fit scrolls, and axe finds nothing',
  async (width) => {
    const tab = await openTab(browser, width)
    for (const name of ['coupons', 'staff', 'overview', 'import']) {
      await show(tab, `${gallery.url}/${name}?locale=ru&theme=light`)
      const cut = await tab.evaluate(() =>
        [...document.querySelectorAll('.list')]
          .filter(
            (list) => list.scrollWidth > list.clientWidth + 4 && getComputedStyle(list).overflowX !== 'auto',
          )
          .map((list) => list.textContent?.slice(0, 40)),
      )
      expect({ name, cut, faults: await faultsOf(tab) }).toEqual({ name, cut: [], faults: [] })
    }
    await tab.context().close()
  },
  60_000,
)

describe('the stylesheet', () => {
  test('is at most 20 KB, gzipped', () => {
    expect(gzipSync(gallery.css).length).toBeLessThanOrEqual(20 * 1024)
  })

  test('serves browsers that do not know light-dark() yet', () => {
    expect(gallery.css.includes('light-dark(')).toBe(false)
  })

  test('needs no picture from elsewhere and none in itself, which the security policy would refuse', () => {
    expect(gallery.css.match(/url\([^)]*\)/g)?.filter((url) => !/^url\("?\/fonts\//.test(url)) ?? []).toEqual(
      [],
    )
  })
})

describe('where JavaScript runs', () => {
  test('an unfilled form is refused in the language of the page, and the focus goes to the summary', async () => {
    await show(desk, `${gallery.url}/registration?locale=kk&theme=light`)
    await desk.fill('#form-companyName', '')
    await desk.click('button[type=submit]:not(.switch *)')
    const focused = desk.locator('.errors:focus')
    await focused.waitFor()
    expect(await focused.textContent()).toContain('Компания атауы: Өрісті толтырыңыз')
    await desk.click('.errors a >> text=Компания атауы')
    expect(await desk.evaluate(() => document.activeElement?.id)).toBe('form-companyName')
  })

  test('a password is shown and hidden again', async () => {
    await show(desk, `${gallery.url}/sign-in?locale=en&theme=light`)
    await desk.fill('#form-password', 'correct horse')
    await desk.getByRole('button', { name: 'Show password' }).click()
    expect(await desk.getAttribute('#form-password', 'type')).toBe('text')
    await desk.getByRole('button', { name: 'Hide password' }).click()
    expect(await desk.getAttribute('#form-password', 'type')).toBe('password')
    expect(await desk.inputValue('#form-password')).toBe('correct horse')
  })

  test('a form that is on its way says so and is not sent twice', async () => {
    await show(desk, `${gallery.url}/sign-in?locale=en&theme=light`)
    await desk.fill('#form-email', 'a@example.test')
    await desk.fill('#form-password', 'correct horse')
    const button = desk.locator('.guest-panel button[type=submit]')
    await button.click()
    await desk.locator('.guest-panel button[aria-busy=true]').waitFor()
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    const sent = await desk.evaluate(() => {
      let count = 0
      document.addEventListener('submit', () => count++, true)
      document.querySelector<HTMLButtonElement>('.guest-panel button[type=submit]')?.click()
      return count
    })
    expect(sent).toBe(0)
  })

  test('a menu closes on Escape with the focus on its button, and when the attention goes elsewhere', async () => {
    await show(desk, `${gallery.url}/overview?locale=en&theme=light`)
    const menu = desk.locator('header details.menu:not(.company)')
    await menu.locator('summary').click()
    await menu.locator('a').first().focus()
    await desk.keyboard.press('Escape')
    expect(await menu.getAttribute('open')).toBeNull()
    expect(await desk.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
    await menu.locator('summary').click()
    await desk.locator('h1').click()
    expect(await menu.getAttribute('open')).toBeNull()
  })

  test('a toast stays until it is closed', async () => {
    await show(desk, `${gallery.url}/overview?locale=en&theme=light`)
    await desk.getByRole('button', { name: 'Close the message' }).click()
    expect(await desk.locator('[role=status]').textContent()).toBe('')
  })

  test('the chosen date stands beside its field in our format', async () => {
    await show(desk, `${gallery.url}/staff?locale=ru&theme=light`)
    await desk.fill('#form-contractDate', '2026-12-31')
    expect(await desk.locator('output').textContent()).toBe('Выбрано: 31.12.2026')
  })

  test('a question can be taken back, and the focus returns to what asked it', async () => {
    await show(desk, `${gallery.url}/import?locale=en&theme=light`)
    await desk.locator('.confirm > summary').click()
    await desk.getByRole('button', { name: 'Not now' }).click()
    expect(await desk.locator('.confirm').getAttribute('open')).toBeNull()
    expect(await desk.evaluate(() => document.activeElement?.matches('.confirm > summary'))).toBe(true)
  })

  test('the fields of a filter follow the URL, and what is left empty stays out of it', async () => {
    await show(desk, `${gallery.url}/live?locale=en&theme=light`)
    await desk.fill('#filter-q', '4507')
    await desk.selectOption('#filter-product', 'ai95')
    await desk.getByRole('button', { name: 'Apply' }).click()
    await desk.locator('.chip').click()
    await desk.locator('.chip').waitFor({ state: 'detached' })
    expect(await desk.inputValue('#filter-product')).toBe('')
    expect(await desk.inputValue('#filter-q')).toBe('4507')
  })

  test('an accepted form forgets the password, a refused one says why', async () => {
    await show(desk, `${gallery.url}/live?locale=en&theme=light`)
    await desk.fill('#form-password', 'short')
    await desk.getByRole('button', { name: 'Save' }).click()
    expect(await desk.locator('.errors:focus').textContent()).toContain('at least 8 characters')
    await desk.fill('#form-password', 'long enough, surely')
    await desk.getByRole('button', { name: 'Save' }).click()
    await desk.locator('.errors').waitFor({ state: 'detached' })
    expect(await desk.inputValue('#form-password')).toBe('')
  })

  test('a question closes when its deed is done', async () => {
    await show(desk, `${gallery.url}/live?locale=en&theme=light`)
    await desk.locator('.confirm > summary').click()
    await desk.locator('.confirm button[type=submit]').click()
    await desk.locator('.confirm:not([open])').waitFor()
  })

  test('one box ticks all', async () => {
    await show(desk, `${gallery.url}/staff?locale=en&theme=light`)
    await desk.getByRole('checkbox', { name: 'Select all' }).check()
    expect(await desk.locator('input[name=companyIds]:checked').count()).toBe(2)
  })
})

describe('where no JavaScript runs', () => {
  let plain: Page

  beforeAll(async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    })
    plain = await context.newPage()
  })

  test('a refused form takes the focus to its summary', async () => {
    await plain.goto(`${gallery.url}/sign-in?locale=ru&theme=light`)
    await plain.locator('.errors:focus').waitFor()
  })

  test('on a phone the menu of the staff, the filters and a question open by a press', async () => {
    await plain.goto(`${gallery.url}/staff?locale=ru&theme=light`)
    expect(await plain.locator('.nav').isVisible()).toBe(false)
    await plain.locator('.nav-toggle > summary').click()
    expect(await plain.locator('.nav').isVisible()).toBe(true)
    await plain.goto(`${gallery.url}/coupons?locale=ru&theme=light`)
    expect(await plain.locator('#filter-status').isVisible()).toBe(false)
    await plain.locator('.filters-toggle > summary').click()
    expect(await plain.locator('#filter-status').isVisible()).toBe(true)
    await plain.goto(`${gallery.url}/import?locale=ru&theme=light`)
    await plain.locator('.confirm > summary').click()
    expect(await plain.locator('.confirm button[type=submit]').isVisible()).toBe(true)
  })

  test('nothing is offered that only JavaScript can do', async () => {
    await plain.goto(`${gallery.url}/coupon?locale=en&theme=light`)
    expect(await plain.getByRole('button', { name: 'Copy' }).count()).toBe(0)
    await plain.goto(`${gallery.url}/sign-in?locale=en&theme=light`)
    expect(await plain.getByRole('button', { name: 'Show password' }).count()).toBe(0)
  })
})
