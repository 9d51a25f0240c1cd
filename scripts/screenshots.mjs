// `npm run screenshots`: the pictures of the README, of the demo data, in English: the overview at a desk and a coupon with
// its QR code on a phone.

import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from './machine.mjs'
import { end } from './service.mjs'
import { root } from './settings.mjs'

/** For what hangs, not for what is slow: the demo data takes minutes on a machine that does other work. */
const MAX_WAIT_MS = 900_000
const folder = join(root, 'docs/screenshots')
const dataDir = mkdtempSync(join(tmpdir(), 'cabinet-screenshots-'))
const cabinet = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
  cwd: root,
  env: {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: '0',
    DATABASE_URL: '',
    PUBLIC_URL: '',
    DEMO: '1',
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  mkdirSync(folder, { recursive: true })
  await takePictures(await untilReady())
} finally {
  await browser.close()
  await end(cabinet, 30_000)
  rmSync(dataDir, { recursive: true, force: true })
}

/** @returns {Promise<{ url: string, email: string, password: string }>} the client's account of the demo data */
function untilReady() {
  return new Promise((resolve, reject) => {
    let said = ''
    setTimeout(() => reject(new Error(`The cabinet is not ready:\n${said}`)), MAX_WAIT_MS).unref()
    cabinet.once('exit', () => reject(new Error(`The cabinet did not start:\n${said}`)))
    cabinet.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
      const [, url] = /Cabinet ready: (\S+)/.exec(said) ?? []
      const [, email, password] = /^ +client +(\S+) +(\S+)$/im.exec(said) ?? []
      if (url && email && password) resolve({ url, email, password })
    })
  })
}

/** @param {{ url: string, email: string, password: string }} account */
async function takePictures({ url, email, password }) {
  const visit = async (/** @type {import('playwright-core').BrowserContextOptions} */ options) => {
    const context = await browser.newContext({
      baseURL: url,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    })
    context.setDefaultTimeout(MAX_WAIT_MS)
    const tab = await context.newPage()
    await tab.goto('/sign-in')
    await tab.fill('main [name=email]', email)
    await tab.fill('main [name=password]', password)
    await tab.click('main button[type=submit]')
    await tab.waitForURL('**/cabinet')
    await tab.click('form[action="/language"] button[value=en]')
    await tab.waitForSelector('html[lang=en]')
    return tab
  }
  const desk = await visit({ viewport: { width: 1280, height: 900 } })
  await desk.goto('/cabinet')
  await desk.evaluate(() => document.fonts.ready)
  await desk.screenshot({ path: join(folder, 'overview.png') })

  const phone = await visit({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  })
  await phone.goto('/coupons?status=active')
  await phone.locator('main tbody a').first().click()
  await phone.locator('form[action$="/qr"] button').click()
  await phone.locator('figure.qr').waitFor()
  await phone.evaluate(() => scrollTo(0, 0))
  await phone.screenshot({ path: join(folder, 'coupon.png') })
}
