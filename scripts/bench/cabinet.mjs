// A cabinet to measure: a private database with many coupons, and the web server that ships, each process by itself.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hash } from '@node-rs/argon2'
import mysql from 'mysql2/promise'
import { startMariadb } from '../mariadb.mjs'
import { end, ended, open } from '../service.mjs'

export const SECRET_KEYS = 'a-secret-of-the-benchmarks-that-is-long-enough'
export const PASSWORD = 'a password of the benchmarks'
/** As app/domain/access/password-hash.server.ts has it. */
export const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** @typedef {{ companyId: number, token: string, email: string }} Client */

export async function openCabinet() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const database = await startMariadb(join(folder, 'mariadb'))
  const url = await database.url()
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: url,
    DATA_DIR: folder,
    SECRET_KEYS,
    CABINET_EMBEDDED: '1',
    DEMO: '0',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_FACTOR: '100000',
  }
  const migrated = await ended(open('cli', ['migrate'], env, { output: 'ignore' }))
  if (migrated !== 0) throw new Error('the migrations failed')
  const db = mysql.createPool({ ...connectionOf(url), multipleStatements: true })
  return {
    db,
    url,
    folder,
    env,
    databasePid: database.pid,
    /** @param {Record<string, string>} [more] */
    web: (more = {}) => startWeb({ ...env, ...more }),
    async close() {
      await db.end()
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** @param {string} databaseUrl */
export function connectionOf(databaseUrl) {
  const url = new URL(databaseUrl)
  return {
    socketPath: url.searchParams.get('socketPath') ?? undefined,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  }
}

/** @param {NodeJS.ProcessEnv} env */
async function startWeb(env) {
  const port = await freePort()
  const child = open(
    'http',
    [],
    { ...env, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` },
    { output: process.env.BENCH_LOG ? 'inherit' : 'ignore' },
  )
  const url = `http://127.0.0.1:${port}`
  await ready(`${url}/readyz`)
  return { url, pid: child.pid ?? 0, stop: () => end(child, 10_000) }
}

/** @param {string} url */
export async function ready(url) {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error(`${url} did not answer`)
}

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * A company with an owner who is signed in and `coupons` of every state, by the database's own sequence.
 * @param {import('mysql2/promise').Pool} db
 * @param {string} bin
 * @param {number} coupons
 * @returns {Promise<Client>}
 */
export async function seedCompany(db, bin, coupons) {
  const [company] = await db.query('insert into companies (bin, name) values (?, ?)', [bin, `Company ${bin}`])
  const companyId = Number(/** @type {any} */ (company).insertId)
  const step = 100_000
  for (let from = 1; from <= coupons; from += step) {
    const to = Math.min(coupons, from + step - 1)
    await db.query(
      `insert into coupons (company_id, number, number_reversed, product, volume, remaining, divisible, price,
         valid_from, valid_until, status, issuer_status, open)
       select ${companyId}, concat('${bin.slice(0, 8)}', lpad(seq, 12, '0')), reverse(concat('${bin.slice(0, 8)}', lpad(seq, 12, '0'))),
         elt(1 + seq % 6, 'ai92', 'ai95', 'ai98', 'diesel', 'diesel_winter', 'lpg'),
         20000, if(seq % 3 = 0, 0, 20000), 0, 25900,
         current_date - interval 60 day, current_date + interval (seq % 365) day,
         if(seq % 3 = 0, 'redeemed', 'active'), if(seq % 3 = 0, 'redeemed', 'active'), if(seq % 3 = 0, 0, 1)
       from seq_${from}_to_${to}`,
    )
  }
  await countTotals(db, companyId)
  const owner = await seedOwner(db, companyId, `owner-${bin}@example.kz`)
  return { companyId, ...owner }
}

/**
 * The sums as the domain keeps them.
 * @param {import('mysql2/promise').Pool} db
 * @param {number} companyId
 */
async function countTotals(db, companyId) {
  for (const [span, starts] of [
    ['day', 'valid_until'],
    ['month', "date_format(valid_until, '%Y-%m-01')"],
  ]) {
    await db.query(
      `insert into coupon_totals (company_id, span, product, status, starts_on, slot, coupons, volume, remaining, amount)
       select company_id, '${span}', product, status, ${starts} as starts, 0, count(*), sum(volume), sum(remaining),
         sum(round(volume * price / 1000))
       from coupons where company_id = ${companyId} group by company_id, product, status, starts`,
    )
  }
}

/**
 * People who can sign in, all with PASSWORD.
 * @param {import('mysql2/promise').Pool} db
 * @param {number} companyId
 * @param {number} count
 * @returns {Promise<{ token: string, email: string }[]>}
 */
export async function seedPeople(db, companyId, count) {
  const people = []
  for (let index = 0; index < count; index++) {
    people.push(await seedOwner(db, companyId, `person-${index}-${companyId}@example.kz`))
  }
  return people
}

/**
 * An auditor who is signed in.
 * @param {import('mysql2/promise').Pool} db
 */
export async function seedStaff(db) {
  const person = await seedPerson(db, 'auditor@example.kz', null)
  await db.query("update users set staff_role = 'auditor' where id = ?", [person.userId])
  return person
}

/**
 * @param {import('mysql2/promise').Pool} db
 * @param {number} companyId
 * @param {string} email
 */
async function seedOwner(db, companyId, email) {
  const { userId, token } = await seedPerson(db, email, companyId)
  await db.query('insert into memberships (user_id, company_id, role) values (?, ?, ?)', [
    userId,
    companyId,
    'owner',
  ])
  return { token, email }
}

/**
 * @param {import('mysql2/promise').Pool} db
 * @param {string} email
 * @param {number | null} companyId that the cabinet shows
 */
async function seedPerson(db, email, companyId) {
  const [user] = await db.query(
    'insert into users (email, name, locale, password_hash, welcomed_at) values (?, ?, ?, ?, utc_timestamp())',
    [email, 'Owner', 'ru', await hash(PASSWORD, ARGON2)],
  )
  const userId = Number(/** @type {any} */ (user).insertId)
  const token = randomBytes(32).toString('base64url')
  await db.query(
    `insert into sessions (token_hash, user_id, password_version, company_id, ip, user_agent, seen_at, idle_expires_at, expires_at)
     values (?, ?, 1, ?, '127.0.0.1', 'bench', utc_timestamp(6), utc_timestamp(6) + interval 2 hour, utc_timestamp(6) + interval 12 hour)`,
    [createHash('sha256').update(token).digest(), userId, companyId],
  )
  return { userId, token }
}

/**
 * CPU time of a process so far, its own threads and the processes that it started included.
 * @param {number} pid
 * @returns {number} milliseconds
 */
export function cpuOf(pid) {
  return processesOf(pid).reduce((all, each) => {
    const fields = readFileSync(`/proc/${each}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return all + (Number(fields[11]) + Number(fields[12])) * 10
  }, 0)
}

/**
 * A process and those that it started, which serve in its name.
 * @param {number} pid
 * @returns {number[]}
 */
export function processesOf(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  return [pid, ...children.flatMap((child) => processesOf(Number(child)))]
}
