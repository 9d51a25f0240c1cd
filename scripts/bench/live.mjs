// `npm run bench -- live`: many open pages on one web process, what they cost while nothing happens, and how soon
// they are told what does. `live-nginx`: the same through nginx with the README's configuration.
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { cpuOf, processesOf, seedCompany } from './cabinet.mjs'
import { startNginx } from './nginx.mjs'
import { median, report } from './report.mjs'

const COMPANIES = 200
const PAGES_OF_COMPANY = 5
const QUIET_S = 15
const EVENTS = 200
const EVERY_MS = 50

/**
 * @param {Awaited<ReturnType<typeof import('./cabinet.mjs').openCabinet>>} cabinet
 * @param {{ throughNginx: boolean }} options
 */
export async function benchLive(cabinet, { throughNginx }) {
  /** @type {import('./cabinet.mjs').Client[]} */
  const clients = []
  for (let at = 0; at < COMPANIES; at++)
    clients.push(await seedCompany(cabinet.db, String(160_140_000_000 + at), 0))
  const web = await cabinet.web(throughNginx ? { TRUSTED_PROXIES: '1' } : {})
  const nginx = throughNginx ? await startNginx(web.url) : undefined
  const url = nginx?.url ?? web.url
  /** @type {Map<number, number>} card -> when its event was written */
  const written = new Map()
  /** @type {number[]} */
  const delays = []
  /** @type {import('node:http').ClientRequest[]} */
  const requests = []
  try {
    const before = await perSecond(web.pid)
    const memoryBefore = memoryOf(web.pid)
    await Promise.all(
      clients.flatMap(({ companyId, token }) =>
        Array.from({ length: PAGES_OF_COMPANY }, () =>
          listen(`${url}/live?company=${companyId}`, token, requests, (card) => {
            const at = written.get(card)
            if (at !== undefined) delays.push(performance.now() - at)
          }),
        ),
      ),
    )
    await sleep(2_000)
    const idle = await perSecond(web.pid)
    const memory = memoryOf(web.pid) - memoryBefore
    for (let card = 1; card <= EVENTS; card++) {
      written.set(card, performance.now())
      await cabinet.db.query(
        `insert into company_events (company_id, kind, card_id) values (?, 'card.blocked', ?)`,
        [clients[card % COMPANIES]?.companyId, card],
      )
      await sleep(EVERY_MS)
    }
    await sleep(3_000)
    const sorted = delays.toSorted((a, b) => a - b)
    const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN
    process.stdout.write(
      `${requests.length} open pages: ${idle.toFixed(1)} CPU ms a second (${before.toFixed(1)} with none); ` +
        `told ${delays.length} of ${EVENTS * PAGES_OF_COMPANY}, median ${median(sorted).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; ` +
        `${memoryBefore.toFixed(0)} MB of memory with none, ${memory.toFixed(0)} MB more with them\n`,
    )
    report(
      'share of what happened that open pages were told',
      delays.length / (EVENTS * PAGES_OF_COMPANY),
      '= 1',
    )
    report('seconds from the commit to the page, p99', p99 / 1_000, '<= 2')
    report('share of a core for 1,000 open pages while nothing happens', (idle - before) / 1_000, '<= 0.05')
  } finally {
    for (const request of requests) request.destroy()
    await nginx?.stop()
    await web.stop()
  }
}

/** CPU milliseconds of a process in a second. @param {number} pid */
async function perSecond(pid) {
  const begun = cpuOf(pid)
  await sleep(QUIET_S * 1_000)
  return (cpuOf(pid) - begun) / QUIET_S
}

/** Resident megabytes of a process and of those that it started. @param {number} pid */
function memoryOf(pid) {
  return processesOf(pid).reduce((all, each) => {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${each}/status`, 'utf8')) ?? []
    return all + Number(kilobytes ?? 0) / 1_024
  }, 0)
}

/**
 * @param {string} url
 * @param {string} token
 * @param {import('node:http').ClientRequest[]} requests
 * @param {(card: number) => void} onCard
 * @returns {Promise<void>} when the stream is open
 */
function listen(url, token, requests, onCard) {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { Cookie: `session=${token}` } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`))
      response.on('data', (/** @type {Buffer} */ chunk) => {
        for (const [, card] of chunk.toString().matchAll(/card:(\d+)/g)) onCard(Number(card))
      })
      response.on('error', () => {})
      resolve()
    })
    request.on('error', reject)
    requests.push(request)
  })
}
