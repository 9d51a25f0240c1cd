// Operations at pumps through /api/v1: beside a bare server that runs the same statements, at half the knee, with many
// coupons against few; and the page of declines with many of them against few.
// A quick try: BENCH_COUPONS=20000 BENCH_REFUSALS=2000 BENCH_CARDS=5000 BENCH_QRS=5000 BENCH_SECONDS=1
import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { end } from '../service.mjs'
import { root } from '../settings.mjs'
import { arrive } from './arrivals.mjs'
import { freePort, ready, seedCompany, seedStaff } from './cabinet.mjs'
import { load } from './load.mjs'
import { newKey, seedDeclines, seedFuel, statementsDuring } from './pump-fuel.mjs'
import { median, report } from './report.mjs'
import { findKnee } from './working-day.mjs'

const ROUNDS = 3
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4)
const STEADY_SECONDS = SECONDS * 8
const CARDS = Number(process.env.BENCH_CARDS ?? 100_000)
const QRS = Number(process.env.BENCH_QRS ?? 60_000)
const DECLINES = Number(process.env.BENCH_REFUSALS ?? 100_000)
const SMALL = { coupons: 10_000, declines: 100 }
const CONNECTIONS = 8
/** Operations a second at which the search for the knee begins; lower on a machine with other work. */
const FIRST_RATE = Number(process.env.BENCH_RATE ?? 40)
const ENDPOINTS = /** @type {const} */ ({
  authorization: '/api/v1/authorizations',
  redemption: '/api/v1/redemptions',
})

/** @typedef {keyof typeof ENDPOINTS} Kind */
/** @typedef {Awaited<ReturnType<typeof openPumps>>} Pumps */

/**
 * @param {() => ReturnType<typeof import('./cabinet.mjs').openCabinet>} open
 * @param {number} coupons
 */
export async function benchAuthorizations(open, coupons) {
  const large = await openPumps(await open(), { coupons, declines: DECLINES })
  try {
    await besideFloor(large)
    await atHalfTheKnee(large)
    const small = await openPumps(await open(), SMALL)
    try {
      await manyAgainstFew(large, small, coupons)
      await declinePages(large, small)
    } finally {
      await small.close()
    }
  } finally {
    await large.close()
  }
}

/**
 * @param {Awaited<ReturnType<typeof import('./cabinet.mjs').openCabinet>>} cabinet
 * @param {{ coupons: number, declines: number }} size
 */
async function openPumps(cabinet, { coupons, declines }) {
  const client = await seedCompany(cabinet.db, '150140000017', coupons)
  const staff = await seedStaff(cabinet.db)
  const questions = await seedFuel(cabinet, { companyId: client.companyId, cards: CARDS, qrs: QRS })
  const key = await newKey(cabinet.db)
  await seedDeclines(cabinet.db, { companyId: client.companyId, declines })
  await cabinet.db.query('analyze table coupons, coupon_totals, cards, authorizations')
  const web = await cabinet.web()
  return {
    ...{ cabinet, client, staff, questions, web },
    /** @param {Kind} kind */
    ask: (kind) => questionTo(web.url, key, kind, questions[kind]()),
    async close() {
      await web.stop()
      await cabinet.close()
    },
  }
}

/**
 * @param {string} base
 * @param {string} key
 * @param {Kind} kind
 * @param {import('./pump-fuel.mjs').Question} question
 */
function questionTo(base, key, kind, { body, headers }) {
  return {
    kind,
    method: /** @type {const} */ ('POST'),
    url: base + ENDPOINTS[kind],
    body: JSON.stringify(body),
    headers: { ...headers, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  }
}

/** @param {Pumps} pumps */
async function besideFloor(pumps) {
  const { cabinet, questions } = pumps
  const kinds = /** @type {Kind[]} */ (Object.keys(ENDPOINTS))
  const samples = []
  for (const kind of kinds) samples.push(await sampleOf(pumps, kind))
  const port = await freePort()
  const floor = spawn(process.execPath, [join(root, 'scripts/bench/pump-floor.mjs')], {
    env: { ...cabinet.env, PORT: String(port), SAMPLES: JSON.stringify(samples) },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const floorUrl = `http://127.0.0.1:${port}`
  try {
    await ready(`${floorUrl}/readyz`)
    for (const kind of kinds) {
      const bare = () => questionTo(floorUrl, '', kind, questions[kind]())
      await keepAsking(() => pumps.ask(kind))
      await keepAsking(bare)
      const ours = []
      const floors = []
      for (let round = 0; round < ROUNDS; round++) {
        ours.push(await keepAsking(() => pumps.ask(kind)))
        floors.push(await keepAsking(bare))
      }
      const statements = samples.find(({ path }) => path === ENDPOINTS[kind])?.statements.length
      process.stdout.write(
        `${kind}s: ${median(ours).toFixed(0)}/s, bare ${median(floors).toFixed(0)}/s, ${statements} statements\n`,
      )
      report(`${kind}s a second / of a bare server`, median(ours) / median(floors), '>= 0.5')
    }
  } finally {
    await end(floor, 5_000)
  }
}

/**
 * The statements of one operation, and what in them belongs to it.
 * @param {Pumps} pumps
 * @param {Kind} kind
 */
async function sampleOf(pumps, kind) {
  for (let warm = 0; warm < 20; warm++) await once(pumps.ask(kind))
  const { db } = pumps.cabinet
  const question = pumps.questions[kind]()
  const planned = { ...pumps.ask(kind), body: JSON.stringify(question.body) }
  const statements = await statementsDuring(db, () => once(planned))
  const operation = String(question.body.operation_id)
  const [[row]] = /** @type {any} */ (
    await db.query('select id from authorizations where operation_id = ?', [operation])
  )
  if (process.env.BENCH_STATEMENTS) process.stdout.write(`${statements.join('\n')}\n`)
  const marks = {
    operation,
    authorization: String(row.id),
    instrument: String(question.id),
    number: question.number,
    lookup: question.lookup && `x'${question.lookup}'`,
  }
  return { path: ENDPOINTS[kind], statements, marks }
}

/** @param {Pumps} pumps */
async function atHalfTheKnee(pumps) {
  let turn = 0
  const next = () => pumps.ask(turn++ % 2 === 0 ? 'authorization' : 'redemption')
  const knee = await findKnee(next, FIRST_RATE)
  const half = await arrive({ perSecond: knee / 2, seconds: STEADY_SECONDS, next })
  report('knee of operations a second, half of them redemptions', knee, '')
  report('failed at half of it', half.failed, '0')
  for (const [kind, { firstByte }] of Object.entries(half.kinds)) {
    report(`p50 of ${kind}s at half the knee, ms`, firstByte.p50, '')
    report(`p99 of ${kind}s at half the knee, ms`, firstByte.p99, '<= 50')
  }
}

/**
 * @param {Pumps} large
 * @param {Pumps} small
 * @param {number} coupons
 */
async function manyAgainstFew(large, small, coupons) {
  for (const pumps of [large, small]) await keepAsking(() => pumps.ask('redemption'), 1)
  const many = []
  const few = []
  for (let round = 0; round < ROUNDS; round++) {
    many.push(await keepAsking(() => large.ask('redemption'), 1))
    few.push(await keepAsking(() => small.ask('redemption'), 1))
  }
  const name = `time of a redemption at ${coupons.toLocaleString('en')} coupons / at ${SMALL.coupons.toLocaleString('en')}`
  report(name, median(few) / median(many), '<= 1.2')
}

/**
 * @param {Pumps} large
 * @param {Pumps} small
 */
async function declinePages(large, small) {
  for (const [who, path] of /** @type {const} */ ([
    ['client', '/refusals'],
    ['staff', '/admin/refusals'],
  ])) {
    /** @type {number[]} */
    const many = []
    /** @type {number[]} */
    const few = []
    for (let round = 0; round < ROUNDS; round++) {
      for (const [pumps, times] of /** @type {const} */ ([
        [large, many],
        [small, few],
      ])) {
        const { token } = pumps[who]
        const page = await load({ url: pumps.web.url + path, token, connections: 1, seconds: SECONDS })
        times.push(page.perSecond)
      }
    }
    const name = `time of ${path} at ${DECLINES.toLocaleString('en')} declines / at ${SMALL.declines}`
    report(name, median(few) / median(many), '<= 1.2')
  }
}

/**
 * One question after another on each connection, for a while; how many a second were approved.
 * @param {() => ReturnType<typeof questionTo>} next
 * @param {number} [connections]
 */
async function keepAsking(next, connections = CONNECTIONS) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const until = performance.now() + SECONDS * 1_000
  let done = 0
  const asking = async () => {
    while (performance.now() < until) {
      await once(next(), agent)
      done += 1
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: connections }, asking))
  agent.destroy()
  return (done * 1_000) / (performance.now() - start)
}

/**
 * @param {ReturnType<typeof questionTo>} planned
 * @param {Agent} [agent]
 * @returns {Promise<void>}
 */
function once({ url, method, headers, body }, agent) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, async (answer) => {
      let text = ''
      for await (const piece of answer) text += piece
      if (answer.statusCode === 201) resolve()
      else reject(new Error(`${url} answered ${answer.statusCode}: ${text}`))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
