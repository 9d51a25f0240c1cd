// `npm run bench -- handover`: coupons to a driver as a dispatcher sends the form, the picker's page, and what a driver's
// phone loads, by the pages that ship.

import { get } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { seedCompany } from './cabinet.mjs'
import { median, report } from './report.mjs'

/** Of one product, so that the picker looks at as many as it ever does. */
const STOCK = Number(process.env.BENCH_STOCK ?? 10_000)
const HANDED = 1_000
/** What a driver gets as a rule. */
const FEW = 5
const TIMES = 15
const BIN = '160240777773'

/** @param {Awaited<ReturnType<typeof import('./cabinet.mjs').openCabinet>>} cabinet */
export async function benchHandover(cabinet) {
  const { companyId, token } = await seedCompany(cabinet.db, BIN, 0)
  await seedStock(cabinet.db, companyId)
  const web = await cabinet.web()
  const headers = { Cookie: `session=${token}`, Origin: web.url, 'Sec-Fetch-Site': 'same-origin' }
  try {
    await pick(web.url, headers)
    const hand = (/** @type {number} */ count) => handOver(cabinet.db, web.url, headers, { companyId, count })
    const [many, few] = [await hand(HANDED), await hand(FEW)]
    await driversPage(web.url, few, FEW, headers)
    await driversPage(web.url, many, HANDED, headers)
  } finally {
    await web.stop()
  }
}

/** @param {import('mysql2/promise').Pool} db @param {number} companyId */
async function seedStock(db, companyId) {
  // Sizes that make the picker work: a fill seldom comes out with a few equal ones. Nobody opens the codes here.
  await db.query(
    `insert into coupons (company_id, number, number_reversed, product, volume, remaining, divisible, price, valid_from,
       valid_until, status, issuer_status, open, qr_ciphertext, qr_key_id)
     select ?, concat('4507', lpad(seq, 16, '0')), reverse(concat('4507', lpad(seq, 16, '0'))), 'ai95',
       elt(1 + seq % 5, 5000, 10000, 20000, 27000, 50000), elt(1 + seq % 5, 5000, 10000, 20000, 27000, 50000), 0, 25900,
       current_date - interval 60 day, current_date + interval (1 + seq % 365) day, 'active', 'active', 1,
       'sealed', 'bench' from seq_1_to_${STOCK}`,
    [companyId],
  )
  await db.query('analyze table coupons')
}

/** @param {string} url @param {Record<string, string>} headers */
async function pick(url, headers) {
  const seconds = []
  const bare = []
  for (let time = 0; time < TIMES; time++) {
    seconds.push(await timed(`${url}/coupons/pick?product=ai95&volume=${47 + time * 30}`, headers))
    bare.push(await timed(`${url}/coupons/pick`, headers))
  }
  const whole = median(seconds)
  report(`handover: picker's page, ${STOCK} coupons, seconds`, whole, '<= 0.1')
  report('handover: of it, the page without a pick', median(bare), 'floor')
}

/**
 * @param {import('mysql2/promise').Pool} db
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {{ companyId: number, count: number }} of
 * @returns {Promise<string>} the path of the driver's link
 */
async function handOver(db, url, headers, { companyId, count }) {
  const [rows] = await db.query(
    `select id from coupons where company_id = ? and id not in (select coupon_id from handover_coupons)
     order by id limit ${count}`,
    [companyId],
  )
  const body = new URLSearchParams({ driverName: 'Ким Олег' })
  for (const { id } of /** @type {{ id: number }[]} */ (rows)) body.append('ids', String(id))
  const before = performance.now()
  const answer = await fetch(`${url}/coupons/hand-over`, {
    method: 'POST',
    body,
    headers,
    redirect: 'manual',
  })
  const seconds = (performance.now() - before) / 1_000
  if (answer.status !== 302) throw new Error(`the hand-over was refused: ${answer.status}`)
  report(`handover: ${count} coupons, seconds`, seconds, '<= 10')
  const page = await fetch(url + answer.headers.get('Location'), { headers })
  const [, shown = ''] = (await page.text()).split('data-share-link')
  const address = shown.slice(shown.indexOf('>') + 1).split('<')[0]
  if (!address) throw new Error('the hand-over shows no link')
  return new URL(address).pathname
}

/**
 * The page of the link before it is opened, beside any other page, each read in turn.
 * @param {string} url
 * @param {string} path
 * @param {number} count of its coupons
 * @param {Record<string, string>} headers of somebody who is signed in
 */
async function driversPage(url, path, count, headers) {
  const drivers = []
  const any = []
  const cheapest = []
  for (let time = 0; time < TIMES; time++) {
    drivers.push((await firstByte(url + path)).seconds)
    any.push((await firstByte(`${url}/coupons`, headers)).seconds)
    cheapest.push((await firstByte(`${url}/sign-in`)).seconds)
  }
  const { text } = await firstByte(url + path)
  const scripts = text
    .split('<script ')
    .slice(1)
    .flatMap((tag) => /src="([^"]+)"/.exec(tag.split('>')[0] ?? '')?.[1] ?? [])
  let bytes = 0
  for (const src of scripts) bytes += (await firstByte(url + src)).bytes
  const [driver, floor] = [median(drivers), median(any)]
  report(`handover: driver's page of ${count}, first byte, seconds`, driver, 'as any page')
  report('handover: /coupons, signed in, first byte, seconds', floor, 'floor')
  report('handover: /sign-in, first byte, seconds', median(cheapest), 'none')
  report(`handover: driver's page of ${count} to /coupons`, driver / floor, '<= 1')
  report("handover: driver's page, KB of JavaScript, gzip", bytes / 1_024, '<= 30')
}

/** @param {string} url @param {Record<string, string>} headers */
async function timed(url, headers) {
  const before = performance.now()
  const answer = await fetch(url, { headers })
  await answer.text()
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`)
  return (performance.now() - before) / 1_000
}

/**
 * @param {string} url
 * @param {Record<string, string>} [headers]
 * @returns {Promise<{ seconds: number, bytes: number, text: string }>} `bytes` as they are sent
 */
function firstByte(url, headers = {}) {
  return new Promise((resolve, reject) => {
    const before = performance.now()
    get(url, { headers: { ...headers, 'Accept-Encoding': 'gzip' } }, (answer) => {
      /** @type {Buffer[]} */
      const parts = []
      let seconds = 0
      answer.on('data', (part) => {
        seconds ||= (performance.now() - before) / 1_000
        parts.push(part)
      })
      answer.on('end', () => {
        const sent = Buffer.concat(parts)
        const isPacked = answer.headers['content-encoding'] === 'gzip'
        resolve({ seconds, bytes: sent.length, text: (isPacked ? gunzipSync(sent) : sent).toString('utf8') })
      })
      answer.on('error', reject)
    }).on('error', reject)
  })
}
