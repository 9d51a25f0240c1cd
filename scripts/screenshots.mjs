// `npm run screenshots`: the pictures of the README, of the demo data: of clients, staff, a cashier and a driver, at a desk
// and on a phone.

import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumOptions } from './chromium.mjs'
import { end } from './service.mjs'
import { root } from './settings.mjs'

/** For what hangs, not for what is slow: the demo data takes minutes on a machine that does other work. */
const MAX_WAIT_MS = 900_000
const desk = { viewport: { width: 1280, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
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
    LANG: 'en_US.UTF-8',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const browser = await chromium.launch(chromiumOptions())
try {
  mkdirSync(folder, { recursive: true })
  await takePictures(await untilReady())
} finally {
  await browser.close()
  await end(cabinet, 30_000)
  rmSync(dataDir, { recursive: true, force: true })
}

/** @typedef {{ email: string, password: string }} Account */
/** @typedef {import('playwright-core').BrowserContextOptions} ContextOptions */

/** @returns {Promise<{ url: string, accounts: Record<string, Account> }>} the accounts of the demo data by their roles */
function untilReady() {
  return new Promise((resolve, reject) => {
    let said = ''
    setTimeout(() => reject(new Error(`The cabinet is not ready:\n${said}`)), MAX_WAIT_MS).unref()
    cabinet.once('exit', () => reject(new Error(`The cabinet did not start:\n${said}`)))
    cabinet.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
      const [, url] = /Cabinet ready: (\S+)/.exec(said) ?? []
      const lines = said.split('\n').map((line) =>
        line
          .trim()
          .split(' ')
          .filter((part) => part !== ''),
      )
      const found = lines.filter((parts) => parts.length === 3 && parts[1]?.includes('@'))
      const accounts = Object.fromEntries(
        found.map(([role = '', email = '', password = '']) => [role.toLowerCase(), { email, password }]),
      )
      if (url && Object.keys(accounts).length === 3) resolve({ url, accounts })
    })
  })
}

/** @param {{ url: string, accounts: Record<string, Account> }} site */
async function takePictures({ url, accounts }) {
  /** @param {ContextOptions} options */
  const open = async (options) => {
    const context = await browser.newContext({
      ...{ baseURL: url, locale: 'en-GB', timezoneId: 'Asia/Almaty', reducedMotion: 'reduce' },
      ...options,
    })
    context.setDefaultTimeout(MAX_WAIT_MS)
    return context.newPage()
  }
  /** @param {string} role @param {ContextOptions} options @param {string} locale */
  const visit = async (role, options, locale = 'en') => {
    const account = accounts[role]
    if (!account) throw new Error(`The demo data have no ${role}: ${Object.keys(accounts)}`)
    const tab = await open(options)
    await tab.goto('/sign-in')
    await tab.fill('main [name=email]', account.email)
    await tab.fill('main [name=password]', account.password)
    await tab.click('main button[type=submit]')
    await tab.waitForURL((at) => at.pathname !== '/sign-in')
    await tab
      .locator(`form[action="/language"] button[value=${locale}]`)
      .first()
      .evaluate((button) => {
        if (button instanceof HTMLButtonElement) button.form?.requestSubmit(button)
      })
    await tab.waitForSelector(`html[lang=${locale}]`)
    return tab
  }
  /**
   * @param {import('playwright-core').Page} tab
   * @param {string} name
   * @param {string} [from] What stands at the top; left out, the beginning of the page.
   */
  const take = async (tab, name, from = 'body') => {
    await tab.evaluate(() => document.fonts.ready)
    await tab
      .locator(from)
      .first()
      .evaluate((top) => top.scrollIntoView())
    await tab.screenshot({ path: join(folder, `${name}.png`) })
    process.stdout.write(`${name}.png\n`)
  }

  const client = await visit('client', desk)
  await client.goto('/cabinet')
  await take(client, 'overview')
  await client.goto('/refusals')
  await client.locator('main tbody a[href^="/refusals/"]').first().click()
  await client.waitForURL('**/refusals/*')
  await take(client, 'decline')
  await client.goto('/orders')
  await client
    .locator('main tbody tr', { hasText: 'Invoiced' })
    .locator('a[href^="/orders/"]')
    .first()
    .click()
  await client.locator('main a[href$="/invoice"]').first().click()
  await client.waitForURL('**/invoice')
  await take(client, 'invoice')

  const holder = await visit('client', phone)
  await holder.goto('/coupons?status=active')
  await holder.locator('main tbody a').first().click()
  await holder.locator('form[action$="/qr"] button').click()
  await holder.locator('figure.qr').waitFor()
  await take(holder, 'coupon')
  await client.goto('/coupons?status=active&product=ai92')
  const numbers = await client.locator('main tbody a[href^="/coupons/"]').allInnerTexts()
  for (const box of (await client.locator('main [name=ids]:enabled').all()).slice(0, 3)) await box.check()
  await client.locator('main button.btn', { hasText: 'Hand over' }).first().click()
  await client.waitForURL('**/coupons/hand-over*')
  await client.selectOption('main [name=driverId]', { index: 1 })
  await client.selectOption('main [name=vehicleId]', { index: 1 })
  await client.selectOption('main [name=locale]', 'en')
  await client.click('main form[action="/coupons/hand-over"] button[type=submit]')
  const link = await client.locator('[data-share-link]').textContent()
  const driver = await open(phone)
  await driver.goto(new URL(link ?? '').pathname)
  await driver.locator('main form button[type=submit]').first().click()
  await driver.locator('figure.qr').waitFor()
  await take(driver, 'driver')

  const [, number = '', code = ''] =
    /(\d{20}).*?(\d{6})/s.exec((await driver.locator('figure.qr').textContent()) ?? '') ?? []
  const cashier = await visit('cashier', phone)
  await cashier.fill('main [name=pin]', '2468')
  await cashier.click('main form button[type=submit]')
  await cashier.waitForURL('**/till')
  await cashier.fill('main [name=code]', number)
  await cashier.fill('main [name=couponCode]', code)
  await cashier.locator('main form[action="/till/authorizations"] details summary').click()
  await cashier.fill('main [name=pump]', '3')
  await cashier.locator('main form[action="/till/authorizations"] button[type=submit]').click()
  await cashier.waitForURL('**/till/authorizations/*')
  await take(cashier, 'till')

  const staff = await visit('staff', desk)
  await staff.goto('/admin/imports/new')
  await staff.selectOption('main [name=kind]', 'transactions')
  await staff.setInputFiles('main [name=file]', {
    name: 'реестр за ноябрь.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(register(numbers)),
  })
  await staff.locator('main form[action="/admin/imports/new"] button[type=submit]').click()
  await staff.waitForURL(/imports\/\d+/)
  await staff.locator('main table').first().waitFor()
  await take(staff, 'import', 'main section:has(table)')

  // Last: the account keeps its language.
  const dark = await visit('client', { ...phone, colorScheme: 'dark' }, 'kk')
  await dark.goto('/cards')
  await take(dark, 'cards-kk')
}

/**
 * A processor's file as it comes: a title, its own column names, times without seconds, spaces in amounts.
 * @param {string[]} coupons Their numbers.
 */
function register(coupons) {
  const rows = [
    ['05.11.2026 08:14', '20,00', '5 100,00', '1000231'],
    ['07.11.2026 19:02', '20,00', '5 100,00', '1000276'],
    ['12.11.2026 07:51', '20,00', '5 100,00', '1000312'],
    ['16.11.2026 18:20', '20,00', '5 100,00', '1000377'],
  ]
  const lines = rows.map(([at, litres, amount, receipt], index) => {
    const number = coupons[coupons.length - 1 - index]?.replace(/\D/g, '')
    return [at, number, 'АИ-92', litres, '255,00', amount, 'АЗС-001', receipt].join(';')
  })
  const head = 'Дата и время;№ талона;Вид топлива;Кол-во, л;Цена;Сумма;АЗС;Чек'
  const title = ['Реестр операций за ноябрь 2026 г.', 'Клиент: ТОО «Алтын Дала Транс», БИН 180540001010', '']
  return [...title, head, ...lines].join('\n')
}
