import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { openShift } from '#app/domain/till/shifts.server.ts'
import type { Locale } from '#locales/index.ts'
import { bringCoupons } from '#tests/support/registers.ts'
import { chromiumOptions } from '../../scripts/chromium.mjs'
import { inspect } from './inspection.ts'
import { journeys } from './journeys.ts'
import { Visitor } from './visitor.ts'

const site = journeys()
const SIDE = 640

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'till-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What a camera sees that is held before this picture: a film without colours, for Chromium's camera. `blank`: pictures of paper first. */
async function filmOf(visitor: Visitor, picture: Buffer, { blank = 0 } = {}): Promise<string> {
  const grey = await visitor.tab.evaluate(
    async ([source, side]) => {
      const image = new Image()
      image.src = `data:image/png;base64,${source}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = side
      const drawing = canvas.getContext('2d')
      if (!drawing) throw new Error('no canvas')
      const scale = Math.min(side / image.width, side / image.height)
      drawing.drawImage(image, 0, 0, image.width * scale, image.height * scale)
      const { data } = drawing.getImageData(0, 0, side, side)
      const values: number[] = []
      for (let at = 0; at < data.length; at += 4) values.push(data[at] ?? 0)
      return values
    },
    [picture.toString('base64'), SIDE] as const,
  )
  const chroma = Buffer.alloc(SIDE * SIDE * 2 * 0.25, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.from(grey), chroma])
  const head = Buffer.from(`YUV4MPEG2 W${SIDE} H${SIDE} F10:1 Ip A1:1 C420jpeg\n`)
  const path = join(folder, `${Math.random()}.y4m`)
  const empty = Buffer.concat([Buffer.from('FRAME\n'), Buffer.alloc(SIDE * SIDE, 235), chroma])
  await writeFile(path, Buffer.concat([head, ...Array(blank).fill(empty), ...Array(10 + blank).fill(frame)]))
  return path
}

async function browserSeeing(film: string): Promise<Browser> {
  return chromium.launch(
    chromiumOptions([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]),
  )
}

/** The client's QR code on a small phone, and what a camera before it sees. */
async function shownCoupon(theme: 'light' | 'dark', of: { blank?: number } = {}) {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const today = businessDay((await cabinet.system()).now)
  const [coupon] = await bringCoupons(await cabinet.system(), companyId, [
    { validFrom: today, validUntil: addDays(today, 90) },
  ])
  if (!coupon) throw new Error('no coupon')
  const owner = await cabinet.client(companyId)
  const visitor = await site.visitor({ as: owner, width: 320, theme })
  await visitor.open(`/coupons/${coupon.id}`)
  await visitor.press(visitor.t('coupons:qr.show'))
  const figure = visitor.tab.locator('main figure.qr svg')
  await figure.waitFor()
  await visitor.tab.locator('[data-live=on]').waitFor()
  return { coupon, companyId, owner, visitor, film: await filmOf(visitor, await figure.screenshot(), of) }
}

/** A cashier whose phone's camera is held before that; what was sent while it looked. */
async function cashierSeeing(
  film: string,
  prepare: (visitor: Visitor) => Promise<void> = async () => {},
  locale: Locale = 'ru',
) {
  const cashier = await site.cabinet.staff('cashier')
  await site.cabinet.db.updateTable('users').set({ locale }).where('id', '=', cashier.userId).execute()
  const { device } = await openShift(cashier.ctx, { pin: '2468' })
  const browser = await browserSeeing(film)
  const as = { token: cashier.token, till: device }
  const visitor = await Visitor.arrive(browser, site.website.url, { as, width: 360, locale })
  await visitor.open('/till')
  await prepare(visitor)
  const requests: Request[] = []
  // The library that reads codes is loaded with the camera, before any code is seen.
  visitor.tab.on('request', (request) => {
    if (request.resourceType() !== 'script') requests.push(request)
  })
  await visitor.press(visitor.t('till:camera.start'))
  const leave = async () => {
    expect(visitor.faults).toEqual([])
    await visitor.leave()
    await browser.close()
  }
  return { visitor, requests, leave }
}

test.each(['dark', 'light'] as const)(
  'the cashier’s camera reads the client’s QR code (%s), one tap redeems it, and the client’s page says so by itself',
  async (theme) => {
    const { coupon, visitor: client, film } = await shownCoupon(theme)
    const { visitor, requests, leave } = await cashierSeeing(film)
    const screen = visitor.tab.locator('main .till-screen')
    await screen.locator('[data-status=held]').waitFor()
    // From the code to the answer: one request, which is small enough for the worst line.
    expect(requests.map((request) => new URL(request.url()).pathname)).toEqual(['/till/scan'])
    const answer = await requests[0]?.response()
    expect((await answer?.body())?.length).toBeLessThan(2_000)
    expect(requests[0]?.postData()?.length).toBeLessThan(500)

    await screen.getByRole('button', { name: `${visitor.t('till:present.pump')} 4` }).click()
    await screen.locator('button[aria-pressed=true]').waitFor()
    const video = visitor.tab.locator('main video')
    const isRunning = () => video.evaluate((element: HTMLVideoElement) => !element.paused)
    expect(await isRunning()).toBe(true)
    await screen.getByRole('button', { name: visitor.t('till:complete.whole', { volume: '20 л' }) }).click()
    await screen.locator('[data-status=completed]').waitFor()
    const { station_code: station, pump } = await site.cabinet.db
      .selectFrom('authorizations')
      .select(['station_code', 'pump'])
      .where('coupon_id', '=', coupon.id)
      .executeTakeFirstOrThrow()
    expect(pump).toBe('4')

    await client.tab.getByText(client.t('coupons:why.redeemed')).waitFor()
    await client.tab.getByText(station).first().waitFor()
    await client.tab.locator('main figure.qr').waitFor({ state: 'detached' })

    await screen.getByRole('button', { name: visitor.t('till:next') }).click()
    await screen.waitFor({ state: 'detached' })
    expect(new URL(visitor.tab.url()).pathname).toBe('/till')
    // The same code that stays before the camera is not asked for again.
    expect(await isRunning()).toBe(true)
    expect(requests.filter((request) => request.url().endsWith('/till/scan'))).toHaveLength(1)
    await leave()
  },
)

test('a code is heard and felt, and the light is there where the camera has one', async () => {
  const { film } = await shownCoupon('light')
  const { visitor, leave } = await cashierSeeing(film, async ({ tab }) => {
    await tab.evaluate(() => {
      const done: string[] = []
      Object.assign(window, { done })
      const { createOscillator } = AudioContext.prototype
      AudioContext.prototype.createOscillator = function () {
        done.push('beep')
        return createOscillator.call(this)
      }
      Navigator.prototype.vibrate = () => Boolean(done.push('vibrate'))
      MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true }) as MediaTrackCapabilities
      MediaStreamTrack.prototype.applyConstraints = async (wish) => {
        done.push(`torch ${JSON.stringify(wish?.advanced)}`)
      }
    })
  })
  await visitor.tab.locator('main .till-screen [data-status=held]').waitFor()
  const done = () => visitor.tab.evaluate(() => Reflect.get(window, 'done') as string[])
  expect((await done()).sort()).toEqual(['beep', 'vibrate'])
  const light = visitor.tab.locator('.till-camera button[aria-pressed]')
  await light.evaluate((button: HTMLButtonElement) => button.click())
  await visitor.tab.locator('.till-camera button[aria-pressed=true]').waitFor()
  expect(await done()).toContain('torch [{"torch":true}]')
  await leave()
})

test.each(['en', 'ru', 'kk'] as const)(
  'at 360 px the till and its answer fit, with buttons of 64 px (%s)',
  async (locale) => {
    const { film } = await shownCoupon('light')
    const { visitor, leave } = await cashierSeeing(film, undefined, locale)
    const screen = visitor.tab.locator('main .till-screen')
    await screen.locator('[data-status=held]').waitFor()
    expect(await inspect(visitor.tab)).toEqual([])
    const heights = await screen
      .locator('.btn-till')
      .evaluateAll((buttons) => buttons.map((button) => Math.round(button.getBoundingClientRect().height)))
    expect(heights.length).toBeGreaterThan(0)
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(64)
    for (const path of ['/till', '/till/shift', '/till/photo', '/till/phone-code']) {
      await visitor.open(path)
      expect([path, await inspect(visitor.tab)]).toEqual([path, []])
    }
    await leave()
  },
)

test('what the client has blocked is refused, and from the refusal the client is one click from the fix', async () => {
  const { coupon, companyId, owner, visitor: client, film } = await shownCoupon('light')
  await blockCoupon(owner.ctx, companyId, coupon.id, { reason: '' })
  const { visitor, leave } = await cashierSeeing(film)
  await visitor.tab.locator('main .till-stop [data-code=coupon_blocked_by_client]').waitFor()
  await leave()

  await client.open('/refusals')
  await client.tab.locator('main tbody a[href^="/refusals/"]').first().click()
  await client.tab.getByRole('link', { name: client.t('refusals:help.unblock') }).click()
  await client.tab.waitForURL(`**/coupons/${coupon.id}/unblock`)
  await client.press(client.t('coupons:unblock.action'))
  await client.tab.waitForURL(`**/coupons/${coupon.id}`)
  const { client_blocked_at: blockedAt } = await site.cabinet.db
    .selectFrom('coupons')
    .select('client_blocked_at')
    .where('id', '=', coupon.id)
    .executeTakeFirstOrThrow()
  expect(blockedAt).toBeNull()
})

test('without connection the till says so and whom to call, and goes on afterwards', async () => {
  const { film } = await shownCoupon('light')
  const cashier = await site.cabinet.staff('cashier')
  const { device } = await openShift(cashier.ctx, { pin: '2468' })
  const browser = await browserSeeing(film)
  const as = { token: cashier.token, till: device }
  const visitor = await Visitor.arrive(browser, site.website.url, { as, width: 360 })
  await visitor.open('/till')
  await visitor.tab.route('**/till/scan', (route) => route.abort('internetdisconnected'))
  await visitor.press(visitor.t('till:camera.start'))
  const screen = visitor.tab.locator('main .till-screen')
  await screen.locator('[data-status=offline] a[href^="tel:"]').waitFor()
  await visitor.tab.unroute('**/till/scan')
  await screen.getByRole('button', { name: visitor.t('till:scan.again') }).click()
  await screen.locator('[data-status=held]').waitFor()
  await visitor.leave()
  await browser.close()
})

/** 1.6 Mbit/s down, 750 kbit/s up, 150 ms, and a processor of a quarter. */
async function slowDown(visitor: Visitor): Promise<void> {
  const tools = await visitor.context.newCDPSession(visitor.tab)
  await tools.send('Network.enable')
  await tools.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 150 },
    ...{ downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 },
  })
  await tools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}

/** In the page: milliseconds from the first picture with a code to the answer on the screen. */
function watchScan(): Promise<number> {
  return new Promise((resolve) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 8
    const drawing = canvas.getContext('2d', { willReadFrequently: true })
    let wasPaper = false
    let seenAt = 0
    const look = () => {
      const video = document.querySelector('main video')
      if (video instanceof HTMLVideoElement) drawing?.drawImage(video, 0, 0, 8, 8)
      const pixels = drawing?.getImageData(0, 0, 8, 8).data ?? []
      const isPaper = [...pixels].every((value) => value > 200)
      if (wasPaper && !isPaper) seenAt = performance.now()
      wasPaper = isPaper
      const answer = document.querySelector('main .till-screen')
      if (answer && seenAt > 0) resolve(performance.now() - seenAt)
      else requestAnimationFrame(look)
    }
    look()
  })
}

// The time is measured, not asserted: TILL_TIMES names a file for it (docs/performance.md).
test('on a bad line one small request brings the answer', async () => {
  const { film } = await shownCoupon('light', { blank: 60 })
  let watching: Promise<number> | undefined
  const { requests, leave } = await cashierSeeing(film, async (visitor) => {
    await slowDown(visitor)
    watching = visitor.tab.evaluate(watchScan)
  })
  const time = await watching
  expect(requests.map((request) => new URL(request.url()).pathname)).toEqual(['/till/scan'])
  const sizes = await requests[0]?.sizes()
  expect((sizes?.requestHeadersSize ?? 0) + (sizes?.requestBodySize ?? 0)).toBeLessThan(2_500)
  expect((sizes?.responseHeadersSize ?? 0) + (sizes?.responseBodySize ?? 0)).toBeLessThan(4_000)
  const line = requests[0]?.timing()
  if (process.env.TILL_TIMES)
    await appendFile(process.env.TILL_TIMES, `${JSON.stringify({ time, line, sizes })}\n`)
  await leave()
})
