// `npm run bench`: each figure beside its floor in the same run, since the machines are shared and noisy.
// `npm run bench -- pages` runs one part; `soak` (half an hour) only runs by its name. The figures that were reported
// are in docs/performance.md.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { benchAccount } from './bench/account.mjs'
import { bareVerifications } from './bench/argon2-floor.mjs'
import { benchAuthorizations } from './bench/authorizations.mjs'
import { benchBulk } from './bench/bulk.mjs'
import { ARGON2, freePort, openCabinet, PASSWORD, ready, seedCompany, seedPeople } from './bench/cabinet.mjs'
import { benchDecide, benchWhatIf } from './bench/decide.mjs'
import { benchFleet } from './bench/fleet.mjs'
import { benchHandover } from './bench/handover.mjs'
import { benchImport, COUPONS as IMPORTED } from './bench/import.mjs'
import { benchInteraction } from './bench/interaction.mjs'
import { benchLive } from './bench/live.mjs'
import { load } from './bench/load.mjs'
import { benchPayments } from './bench/payments.mjs'
import { median, report } from './bench/report.mjs'
import { benchSearches } from './bench/search.mjs'
import { UNDER_LOAD, underLoad } from './bench/under-load.mjs'
import { build } from './build.mjs'
import { end } from './service.mjs'
import { root } from './settings.mjs'

const COUPONS = Number(process.env.BENCH_COUPONS ?? 1_000_000)
const wanted = process.argv.slice(2)
const PAGE = '/coupons'
/** Sign-ins under way at once. */
const CONCURRENCY = 32

/** @param {string} part */
const runs = (part) => wanted.length === 0 || wanted.includes(part)

if (runs('decide') || wanted.includes('authorizations')) benchDecide()
if (runs('decide')) benchWhatIf()
if (wanted.length > 0 && wanted.every((part) => part === 'decide')) process.exit()
await build()
if (runs('search')) {
  const cabinet = await openCabinet()
  await benchSearches(cabinet, COUPONS).finally(() => cabinet.close())
}
if (runs('authorizations')) await benchAuthorizations(openCabinet, COUPONS)
if (UNDER_LOAD.some(runs)) await underLoad({ wanted, coupons: COUPONS })
if (runs('bulk')) {
  const cabinet = await openCabinet()
  await benchBulk(cabinet).finally(() => cabinet.close())
}
if (runs('fleet')) {
  const cabinet = await openCabinet()
  await benchFleet(cabinet).finally(() => cabinet.close())
}
if (runs('handover')) {
  const cabinet = await openCabinet()
  await benchHandover(cabinet).finally(() => cabinet.close())
}
if (runs('account')) {
  const cabinet = await openCabinet()
  await benchAccount(cabinet).finally(() => cabinet.close())
}
if (runs('payments')) {
  const cabinet = await openCabinet()
  await benchPayments(cabinet).finally(() => cabinet.close())
}
for (const part of ['live', 'live-nginx'].filter(runs)) {
  const cabinet = await openCabinet()
  await benchLive(cabinet, { throughNginx: part === 'live-nginx' }).finally(() => cabinet.close())
}
if (runs('interaction')) {
  const cabinet = await openCabinet()
  await benchInteraction(cabinet).finally(() => cabinet.close())
}
if (!['imports', 'pages', 'lists', 'sign-in', 'storm'].some(runs)) process.exit()
const cabinet = await openCabinet()
try {
  // First: the raw inserts go into an empty table too.
  if (runs('imports')) await imports()
  if (['pages', 'lists', 'sign-in', 'storm'].some(runs)) await screens()
} finally {
  await cabinet.close()
}

async function screens() {
  const large = await seedCompany(cabinet.db, '150140000017', COUPONS)
  const small = await seedCompany(cabinet.db, '150240000020', 10_000)
  await cabinet.db.query('analyze table coupons, coupon_totals')
  const web = await cabinet.web()
  try {
    if (runs('pages')) await pages(web, large, 1)
    if (runs('lists')) await lists(web, small, large)
    const people = await seedPeople(cabinet.db, small.companyId, CONCURRENCY)
    const forms = people.map(({ email }) => signInForm(email))
    if (runs('sign-in')) await signIns(web, forms)
    if (runs('storm')) await storm(web, small, forms)
  } finally {
    await web.stop()
  }
  if (runs('pages')) {
    const two = await cabinet.web({ WEB_CONCURRENCY: '2' })
    try {
      await pages(two, large, 2)
    } finally {
      await two.stop()
    }
  }
}

/**
 * The signed-in coupons page against a bare page with its queries and rows, in turn.
 * @param {{ url: string, pid: number }} web
 * @param {import('./bench/cabinet.mjs').Client} client
 * @param {number} processes of each
 */
async function pages(web, client, processes) {
  const statements = await statementsOf(() => get(web.url + PAGE, client.token))
  const port = await freePort()
  const floor = spawn(process.execPath, [join(root, 'scripts/bench/floor.mjs')], {
    env: {
      ...cabinet.env,
      PORT: String(port),
      WEB_CONCURRENCY: String(processes),
      STATEMENTS: JSON.stringify(statements),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  try {
    const floorUrl = `http://127.0.0.1:${port}/`
    await ready(floorUrl)
    const page = await load({ url: web.url + PAGE, token: client.token, pid: web.pid })
    const bare = await load({ url: floorUrl, pid: floor.pid ?? 0 })
    process.stdout.write(`statements of the page: ${statements.length}\n`)
    process.stdout.write(
      `page  ${page.perSecond.toFixed(1)}/s, ${page.cpuMs.toFixed(2)} CPU ms, p99 ${page.p99} ms\n`,
    )
    process.stdout.write(
      `floor ${bare.perSecond.toFixed(1)}/s, ${bare.cpuMs.toFixed(2)} CPU ms, p99 ${bare.p99} ms\n`,
    )
    report(
      `coupons page of ${COUPONS.toLocaleString('en')} / bare page, ${processes} process(es) each, requests a second`,
      page.perSecond / bare.perSecond,
      processes === 1 ? '>= 0.15' : '>= 0.25',
    )
    report('bare page / coupons page, CPU ms of the web process', bare.cpuMs / page.cpuMs, '>= 0.15')
  } finally {
    await end(floor, 5_000)
  }
}

/**
 * @param {{ url: string }} web
 * @param {import('./bench/cabinet.mjs').Client} small
 * @param {import('./bench/cabinet.mjs').Client} large
 */
async function lists(web, small, large) {
  for (const query of ['', '?status=active', '?status=expired', '?sort=number', '?product=diesel']) {
    const tens = []
    const millions = []
    for (let round = 0; round < 3; round++) {
      tens.push(
        (await load({ url: web.url + PAGE + query, token: small.token, connections: 1, seconds: 2 }))
          .perSecond,
      )
      millions.push(
        (await load({ url: web.url + PAGE + query, token: large.token, connections: 1, seconds: 2 }))
          .perSecond,
      )
    }
    report(
      `latency of the list at ${COUPONS.toLocaleString('en')} / at 10,000 ${query || '(default)'}`,
      median(tens) / median(millions),
      '<= 1.2',
    )
  }
}

/**
 * @param {{ url: string }} web
 * @param {string[]} forms one a person
 */
async function signIns(web, forms) {
  const stored = await hash(PASSWORD, ARGON2)
  const options = { concurrency: CONCURRENCY, seconds: 8 }
  const before = await bareVerifications(stored, PASSWORD, options)
  const signIn = await load({ url: `${web.url}/sign-in`, connections: CONCURRENCY, bodies: forms })
  const after = await bareVerifications(stored, PASSWORD, options)
  const bare = (before + after) / 2
  process.stdout.write(`sign-in ${signIn.perSecond.toFixed(1)}/s, bare verification ${bare.toFixed(1)}/s\n`)
  report('sign-ins / bare argon2id verifications a second', signIn.perSecond / bare, '>= 0.75')
}

/**
 * The p99 of a page while many sign in, against the quiet one.
 * @param {{ url: string }} web
 * @param {import('./bench/cabinet.mjs').Client} client
 * @param {string[]} forms
 */
async function storm(web, client, forms) {
  const page = { url: web.url + PAGE, token: client.token, connections: 2, seconds: 8 }
  const quiet = await load(page)
  const [stormy] = await Promise.all([
    load(page),
    load({ url: `${web.url}/sign-in`, connections: CONCURRENCY, seconds: 8, bodies: forms }),
  ])
  process.stdout.write(`page p99 quiet ${quiet.p99} ms, in a storm of sign-ins ${stormy.p99} ms\n`)
  report('p99 of a page in a storm of sign-ins / the quiet one', stormy.p99 / quiet.p99, '<= 3')
}

async function imports() {
  const { seconds, check, commit, megabytes, rawSeconds, ratio } = await benchImport(cabinet)
  const what = `import of ${IMPORTED.toLocaleString('en')} coupons`
  const share = IMPORTED / 100_000
  report(`${what}: check, seconds`, check, `<= ${10 * share}`)
  report(`${what}: commit, seconds`, commit, `<= ${20 * share}`)
  report(`${what}: the whole command, seconds`, seconds, `<= ${30 * share}`)
  report(`${what}: MB above resting`, megabytes, share > 1 ? '<= 400' : '<= 200')
  report(`${what}: raw inserts, seconds`, rawSeconds, 'the floor')
  report(`${what}: raw inserts / import`, ratio, '>= 0.30')
}

/** @param {string} email */
function signInForm(email) {
  return new URLSearchParams({ email, password: PASSWORD }).toString()
}

/**
 * @param {string} url
 * @param {string} token
 */
async function get(url, token) {
  const answer = await fetch(url, { headers: { cookie: `session=${token}`, 'accept-language': 'ru' } })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  await answer.text()
}

/**
 * What the page asks the database, by the database's own log.
 * @param {() => Promise<void>} visit
 * @returns {Promise<string[]>}
 */
async function statementsOf(visit) {
  await visit()
  await cabinet.db.query(
    "set global log_output = 'TABLE'; truncate mysql.general_log; set global general_log = 1",
  )
  await visit()
  await cabinet.db.query('set global general_log = 0')
  const [rows] = await cabinet.db.query(
    "select argument from mysql.general_log where command_type = 'Query' order by event_time",
  )
  const all = /** @type {{ argument: Buffer | string }[]} */ (rows).map((row) => String(row.argument))
  return all.filter((statement) => /^\s*(select|with)/i.test(statement) && !statement.includes('general_log'))
}
