import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { openShift } from '#app/domain/till/shifts.server.ts'
import { bringCoupons } from '#tests/support/registers.ts'
import { findChromium } from '../../scripts/machine.mjs'
import { journeys } from './journeys.ts'
import { Visitor } from './visitor.ts'

const site = journeys()
const SIDE = 640

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'till-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What a camera sees that is held before this picture: a film without colours, for Chromium's camera. */
async function filmOf(visitor: Visitor, picture: Buffer): Promise<string> {
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
  await writeFile(path, Buffer.concat([head, ...Array(10).fill(frame)]))
  return path
}

async function browserSeeing(film: string): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  })
}

/** The client's QR code on a small phone in the dark. */
async function shownCoupon() {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const today = businessDay((await cabinet.system()).now)
  const [coupon] = await bringCoupons(await cabinet.system(), companyId, [
    { validFrom: today, validUntil: addDays(today, 90) },
  ])
  if (!coupon) throw new Error('no coupon')
  const owner = await cabinet.client(companyId)
  const visitor = await site.visitor({ as: owner, width: 320, theme: 'dark' })
  await visitor.open(`/coupons/${coupon.id}`)
  await visitor.press(visitor.t('coupons:qr.show'))
  const figure = visitor.tab.locator('main figure.qr svg')
  await figure.waitFor()
  return { coupon, companyId, owner, film: await filmOf(visitor, await figure.screenshot()) }
}

test('the cashier’s camera reads the client’s QR code, one tap redeems it, and a blocked one is refused', async () => {
  const { cabinet, website } = site
  const shown = await shownCoupon()
  const cashier = await cabinet.staff('cashier')
  const { device } = await openShift(cashier.ctx, { pin: '2468' })
  const browser = await browserSeeing(shown.film)
  try {
    const as = { token: cashier.token, till: device }
    const visitor = await Visitor.arrive(browser, website.url, { as, width: 360 })
    await visitor.open('/till')
    await visitor.press(visitor.t('till:camera.start'))
    await visitor.tab.locator('main [data-status=held]').waitFor()
    await visitor.tab.locator('main form[action$="/complete"] button').first().click()
    await visitor.tab.locator('main [data-status=completed]').waitFor()
    const coupon = cabinet.db.selectFrom('coupons').select('used').where('id', '=', shown.coupon.id)
    expect(await coupon.executeTakeFirstOrThrow()).toEqual({ used: 20_000 })
    expect(visitor.faults).toEqual([])
    await visitor.leave()
  } finally {
    await browser.close()
  }

  const other = await shownCoupon()
  await blockCoupon(other.owner.ctx, other.companyId, other.coupon.id, { reason: '' })
  const second = await browserSeeing(other.film)
  try {
    const as = { token: cashier.token, till: device }
    const visitor = await Visitor.arrive(second, website.url, { as, width: 360 })
    await visitor.open('/till')
    await visitor.press(visitor.t('till:camera.start'))
    await visitor.tab.locator('main [data-code=coupon_blocked_by_client]').waitFor()
    expect(visitor.faults).toEqual([])
    await visitor.leave()
  } finally {
    await second.close()
  }
})
