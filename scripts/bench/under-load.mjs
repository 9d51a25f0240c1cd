// The cabinet of a working day: demo data beside a company with many coupons. Its knee and latency with one and with
// two web processes, what a page costs each side, how fast it starts, and whether half an hour changes it.
import { execFileSync } from 'node:child_process'
import { closeSync, fdatasyncSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { nodeBinary } from '../node.mjs'
import { nodeFlags } from '../service.mjs'
import { root } from '../settings.mjs'
import { arrive } from './arrivals.mjs'
import { cpuOf, openCabinet, processesOf, seedCompany } from './cabinet.mjs'
import { median, report } from './report.mjs'
import { findKnee, peopleOf, warmUp, workingDay } from './working-day.mjs'

const STEADY_SECONDS = 60
const VISITS = 200

/** @typedef {Awaited<ReturnType<typeof openBusyCabinet>>} BusyCabinet */

/** Parts of `npm run bench` that this file has; the last only runs by its name. */
export const UNDER_LOAD = ['start', 'costs', 'day', 'soak']

/** @param {{ wanted: string[], coupons: number }} options parts by name, none for all but `soak` */
export async function underLoad({ wanted, coupons }) {
  const runs = (/** @type {string} */ part) => wanted.length === 0 || wanted.includes(part)
  const busy = await openBusyCabinet(coupons)
  try {
    if (runs('start')) report('first page of a process, seconds', await benchStart(busy), '<= 5')
    if (runs('costs')) costsOf(await benchCosts(busy))
    if (runs('day')) await days(busy)
    if (wanted.includes('soak')) await soak(busy)
  } finally {
    await busy.close()
  }
}

/** @param {Awaited<ReturnType<typeof benchCosts>>} costs */
function costsOf(costs) {
  process.stdout.write('page                web CPU ms  database CPU ms  statements    bytes  gzip\n')
  for (const { path, webMs, databaseMs, queries, bytes, packed } of costs) {
    process.stdout.write(
      `${path.padEnd(18)} ${webMs.toFixed(2).padStart(11)} ${databaseMs.toFixed(2).padStart(16)} ${queries.toFixed(1).padStart(11)} ${String(bytes).padStart(8)} ${String(packed).padStart(5)}\n`,
    )
  }
}

/** @param {BusyCabinet} busy */
async function days(busy) {
  const knees = []
  for (const processes of [1, 2]) {
    process.stdout.write(`a working day, ${processes} web process(es)\n`)
    const { knee, half, megabytesAtKnee, megabytesBeyond, cpuMs } = await benchDay(busy, processes)
    knees.push(knee)
    process.stdout.write(
      `  half the knee, ${(knee / 2).toFixed(0)}/s, ${half.failed} failed, ${cpuMs.toFixed(2)} CPU ms a request\n`,
    )
    for (const [kind, { firstByte, whole, bytes }] of Object.entries(half.kinds)) {
      process.stdout.write(
        `  ${kind.padEnd(8)} first byte p50 ${firstByte.p50.toFixed(1)}, p99 ${firstByte.p99.toFixed(1)}, p99.9 ${firstByte.p999.toFixed(1)} ms; whole p99 ${whole.p99.toFixed(1)} ms; ${bytes.toFixed(0)} bytes; ${firstByte.count}\n`,
      )
    }
    report(`knee of ${processes} web process(es), requests a second`, knee, '')
    report(
      'p99 of the first byte of lists at half the knee, ms',
      half.kinds.list?.firstByte.p99 ?? Number.NaN,
      '<= 50',
    )
    report('the same of all but sign-ins, ms', half.pages.p99, '<= 50')
    const disk = flushes(busy.folder)
    report('p50 of a flush to this disk, which each commit waits for, ms', disk.p50, '')
    report('p99 of it, ms', disk.p99, '')
    report('memory of the largest process at the knee, MB', megabytesAtKnee, '<= 200')
    report('the same in the steps beyond it, MB', megabytesBeyond, '')
  }
  report('knee of two processes / of one', (knees[1] ?? 0) / (knees[0] ?? 1), '>= 1.6')
}

/** @param {BusyCabinet} busy */
async function soak(busy) {
  const minutes = Number(process.env.BENCH_SOAK_MINUTES ?? 30)
  const perSecond = Number(process.env.BENCH_SOAK_RATE ?? 60)
  const { samples, outcome } = await benchSoak(busy, { perSecond, minutes, processes: 2 })
  const third = Math.floor(samples.length / 3)
  for (const figure of /** @type {const} */ (['megabytes', 'handles', 'pool'])) {
    const values = samples.map((sample) => sample[figure])
    report(
      `${figure} of the last third / of the middle third of ${minutes} minutes`,
      median(values.slice(-third)) / median(values.slice(third, 2 * third)),
      '<= 1.05',
    )
  }
  report('failed requests', outcome.failed, '0')
  report('p99 of the first byte of pages, ms', outcome.pages.p99, '')
}

/** @param {number} coupons of the large company */
async function openBusyCabinet(coupons) {
  const cabinet = await openCabinet()
  const demo = [...nodeFlags, join(root, 'build/server/entry.cli.js'), 'demo']
  execFileSync(nodeBinary(), demo, { env: cabinet.env, stdio: ['ignore', 'ignore', 'inherit'] })
  const large = await seedCompany(cabinet.db, '150140000017', coupons)
  await cabinet.db.query('analyze table coupons, coupon_totals')
  return { ...cabinet, people: await peopleOf(cabinet.db, large.token), large }
}

/**
 * Knee and what the steps beyond it leave in memory; then, with processes that saw no overload, latency and CPU at half
 * of it and memory at it.
 * @param {BusyCabinet} cabinet
 * @param {number} processes
 */
async function benchDay(cabinet, processes) {
  const env = { WEB_CONCURRENCY: String(processes) }
  const pushed = await cabinet.web(env)
  const beyond = await withMemory(pushed.pid, () => findKnee(workingDay(pushed.url, cabinet.people))).finally(
    () => pushed.stop(),
  )
  const knee = beyond.result
  const web = await cabinet.web(env)
  try {
    const next = workingDay(web.url, cabinet.people)
    await warmUp(next)
    const cpu = cpuOf(web.pid)
    const half = await arrive({ perSecond: knee / 2, seconds: STEADY_SECONDS, next })
    const cpuMs = (cpuOf(web.pid) - cpu) / half.answered
    const atKnee = await withMemory(web.pid, () => arrive({ perSecond: knee, seconds: 20, next }))
    return { knee, megabytesAtKnee: atKnee.megabytes, megabytesBeyond: beyond.megabytes, half, cpuMs }
  } finally {
    await web.stop()
  }
}

/**
 * Half the knee for `minutes`; memory, handles and pool at the end against those after the first tenth.
 * @param {BusyCabinet} cabinet
 * @param {{ perSecond: number, minutes: number, processes: number }} options
 */
async function benchSoak(cabinet, { perSecond, minutes, processes }) {
  const web = await cabinet.web({ WEB_CONCURRENCY: String(processes) })
  /** @type {{ minute: number, megabytes: number, handles: number, pool: number }[]} */
  const samples = []
  try {
    const next = workingDay(web.url, cabinet.people)
    const startedAt = performance.now()
    const day = arrive({ perSecond, seconds: minutes * 60, next })
    let running = true
    day.finally(() => {
      running = false
    })
    while (running) {
      await sleep(minutes * 1_000)
      const minute = (performance.now() - startedAt) / 60_000
      const pool = await poolOf(web.url)
      const sample = { minute, megabytes: memoryOf(web.pid), handles: handlesOf(web.pid), pool }
      samples.push(sample)
      process.stdout.write(
        `  ${minute.toFixed(1)} min: ${sample.megabytes.toFixed(0)} MB, ${sample.handles} handles, ${pool} connections\n`,
      )
    }
    return { samples, outcome: await day }
  } finally {
    await web.stop()
  }
}

/**
 * What one page costs, one visit after the other.
 * @param {BusyCabinet} cabinet
 */
async function benchCosts(cabinet) {
  const web = await cabinet.web()
  const [coupon] = cabinet.people.coupons
  const [card] = cabinet.people.cards
  const pages = [
    '/cabinet',
    '/cards',
    `/cards/${card}`,
    '/coupons',
    `/coupons/${coupon}`,
    '/transactions',
    '/profile',
  ]
  try {
    const costs = []
    for (const path of pages) {
      const visit = (/** @type {string} */ encoding) =>
        fetch(web.url + path, {
          headers: {
            cookie: `session=${cabinet.people.tokens[0]}`,
            'accept-language': 'ru',
            'accept-encoding': encoding,
          },
        })
      const page = await (await visit('identity')).text()
      const packed = Number((await visit('gzip')).headers.get('content-length') ?? 0)
      for (let warm = 0; warm < VISITS; warm++) await (await visit('identity')).arrayBuffer()
      const queries = await questionsOf(cabinet.db)
      const cpu = { web: cpuOf(web.pid), database: cpuOf(cabinet.databasePid) }
      for (let each = 0; each < VISITS; each++) await (await visit('identity')).arrayBuffer()
      costs.push({
        path: path.replace(/\d+/, ':id'),
        webMs: (cpuOf(web.pid) - cpu.web) / VISITS,
        databaseMs: (cpuOf(cabinet.databasePid) - cpu.database) / VISITS,
        // Ours is one of them.
        queries: ((await questionsOf(cabinet.db)) - queries - 1) / VISITS,
        bytes: Buffer.byteLength(page),
        packed,
      })
    }
    return costs
  } finally {
    await web.stop()
  }
}

/**
 * From the start of a process to its first page.
 * @param {BusyCabinet} cabinet
 * @returns {Promise<number>} seconds, the median of five
 */
async function benchStart(cabinet) {
  const times = []
  for (let round = 0; round < 5; round++) {
    const startedAt = performance.now()
    const web = await cabinet.web()
    times.push((performance.now() - startedAt) / 1_000)
    await web.stop()
  }
  return times.sort((a, b) => a - b)[2] ?? Number.NaN
}

/**
 * The largest sum of the processes' memory while `work` runs.
 * @template Result
 * @param {number} pid
 * @param {() => Promise<Result>} work
 */
async function withMemory(pid, work) {
  let megabytes = 0
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, memoryOf(pid))
  }, 250)
  try {
    return { result: await work(), megabytes }
  } finally {
    clearInterval(watch)
  }
}

/**
 * The floor under every answer that changes something: as long as the disk takes to keep 4 KB.
 * @param {string} folder on the database's disk
 */
function flushes(folder) {
  const file = openSync(join(folder, 'flushed'), 'w')
  const page = Buffer.alloc(4_096)
  const times = Array.from({ length: 500 }, () => {
    const startedAt = performance.now()
    writeSync(file, page)
    fdatasyncSync(file)
    return performance.now() - startedAt
  }).sort((a, b) => a - b)
  closeSync(file)
  return { p50: times[250] ?? Number.NaN, p99: times[495] ?? Number.NaN }
}

/** The largest of the processes. @param {number} pid @returns {number} megabytes */
function memoryOf(pid) {
  const resident = (/** @type {number} */ each) =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${each}/status`, 'utf8'))?.[1] ?? 0) / 1_024
  return Math.max(...processesOf(pid).map(resident))
}

/** Open files, sockets and pipes. @param {number} pid */
function handlesOf(pid) {
  return processesOf(pid).reduce((all, each) => all + readdirSync(`/proc/${each}/fd`).length, 0)
}

/** Connections to the database, as /metrics tells. @param {string} url */
async function poolOf(url) {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^cabinet_database_pool_size (\d+)/m.exec(text)?.[1] ?? Number.NaN)
}

/** Statements that clients sent to the server so far. @param {import('mysql2/promise').Pool} db */
async function questionsOf(db) {
  const [rows] = /** @type {any} */ (await db.query("show global status like 'Questions'"))
  return Number(rows[0].Value)
}
