// A hundred thousand coupons (BENCH_IMPORT_ROWS) by the operator's command, in a process of its own, beside raw multi-row INSERTs of the
// same rows into the same table in the same run.
import { spawn } from 'node:child_process'
import { createCipheriv, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { nodeBinary } from '../node.mjs'
import { nodeFlags } from '../service.mjs'
import { root } from '../settings.mjs'

export const COUPONS = Number(process.env.BENCH_IMPORT_ROWS ?? 100_000)
const ROWS_A_STATEMENT = 1_000
const BIN = '170540595277'
const FUELS = /** @type {const} */ ([
  ['АИ-92', 'ai92'],
  ['АИ-95', 'ai95'],
  ['ДТ', 'diesel'],
  ['СУГ', 'lpg'],
])

/** @typedef {{ db: import('mysql2/promise').Pool, env: NodeJS.ProcessEnv, folder: string }} Cabinet */

/**
 * Seconds from the start of the process to the end of its commit, and those of its check and its commit alone;
 * megabytes at the peak above those of a process that imports one coupon.
 * @param {Cabinet} cabinet of a database that has a company with the BIN above, or none
 * @returns {Promise<{ seconds: number, check: number, commit: number, megabytes: number, rawSeconds: number, ratio: number }>}
 */
export async function benchImport(cabinet) {
  await cabinet.db.query('insert ignore into companies (bin, name) values (?, ?)', [BIN, 'Import'])
  const resting = await importFile(cabinet, 'one.csv', registerOf('7000', 1))
  const raw = await rawInserts(cabinet)
  const real = await importFile(cabinet, 'many.csv', registerOf('8000', COUPONS))
  return {
    seconds: real.seconds,
    check: real.check,
    commit: real.commit,
    megabytes: real.megabytes - resting.megabytes,
    rawSeconds: raw,
    ratio: raw / (real.seconds - resting.seconds),
  }
}

/**
 * @param {string} prefix
 * @param {number} count
 */
function registerOf(prefix, count) {
  const lines = [
    'Номер талона;БИН клиента;Вид топлива;Номинал, л;Цена, тг;Сумма, тг;Действует с;Действует по;Статус;QR',
  ]
  for (let n = 0; n < count; n++) {
    const [fuel] = FUELS[n % FUELS.length] ?? FUELS[0]
    const status = n % 3 === 0 ? 'Погашен' : 'Действует'
    const day = String(1 + (n % 28)).padStart(2, '0')
    lines.push(
      `${numberOf(prefix, n)};${BIN};${fuel};20,00;259,00;5 180,00;${day}.10.2026;${day}.04.2027;${status};${4_000_000_000 + n}`,
    )
  }
  return `${lines.join('\r\n')}\r\n`
}

/**
 * @param {string} prefix
 * @param {number} n
 */
function numberOf(prefix, n) {
  return prefix + String(n * 7_919).padStart(16, '0')
}

/**
 * @param {Cabinet} cabinet
 * @param {string} name
 * @param {string} text
 */
async function importFile({ db, env, folder }, name, text) {
  const file = join(folder, name)
  // As 1C writes it, which also keeps 500,000 rows within an upload's 50 MB.
  writeFileSync(file, iconv.encode(text, 'win1251'))
  const startedAt = performance.now()
  const args = [...nodeFlags, join(root, 'build/server/entry.cli.js'), 'import', 'coupons', file, '--json']
  const child = spawn(nodeBinary(), args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let kilobytes = 0
  const watch = setInterval(() => {
    // The file is read in a process of its own: both count.
    const own = residentOf(child.pid ?? 0)
    kilobytes = Math.max(
      kilobytes,
      childrenOf(child.pid ?? 0).reduce((sum, pid) => sum + residentOf(pid), own),
    )
  }, 20)
  let said = ''
  for await (const piece of child.stdout) said += piece
  clearInterval(watch)
  const { status } = JSON.parse(said)
  if (status !== 'committed') throw new Error(`the import ended as ${status}: ${said.slice(0, 500)}`)
  const seconds = (performance.now() - startedAt) / 1_000
  const [[took]] = /** @type {any} */ (
    await db.query(
      'select timestampdiff(microsecond, created_at, checked_at) / 1e6 as checked, ' +
        'timestampdiff(microsecond, checked_at, committed_at) / 1e6 as committed from imports where file_name = ?',
      [name],
    )
  )
  const megabytes = kilobytes / 1_024
  return { seconds, check: Number(took.checked), commit: Number(took.committed), megabytes }
}

/**
 * @param {number} pid
 * @returns {number[]}
 */
function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number)
  } catch {
    return []
  }
}

/** @param {number} pid */
function residentOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/**
 * The least that could be done: the same columns into a table with the same indexes, in one transaction.
 * @param {Cabinet} cabinet
 * @returns {Promise<number>} seconds
 */
async function rawInserts({ db }) {
  await db.query('drop table if exists bench_coupons; create table bench_coupons like coupons')
  const [[company]] = /** @type {any} */ (await db.query('select id from companies where bin = ?', [BIN]))
  const rows = Array.from({ length: COUPONS }, (_, n) => rowOf(company.id, n))
  const columns =
    'company_id, number, number_reversed, product, volume, remaining, divisible, price, valid_from, valid_until, ' +
    'status, issuer_status, open, client_blocked_at, client_blocked_by, redeemed_at, batch, qr_ciphertext, qr_key_id, qr_lookup, qr_lookup_key'
  const connection = await db.getConnection()
  const startedAt = performance.now()
  await connection.beginTransaction()
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    await connection.query(`insert into bench_coupons (${columns}) values ?`, [
      rows.slice(at, at + ROWS_A_STATEMENT),
    ])
  }
  await connection.commit()
  const seconds = (performance.now() - startedAt) / 1_000
  connection.release()
  await db.query('drop table bench_coupons')
  return seconds
}

/**
 * @param {number} companyId
 * @param {number} n
 */
function rowOf(companyId, n) {
  const number = numberOf('8000', n)
  const reversed = number.split('').reverse().join('')
  const used = n % 3 === 0
  const day = String(1 + (n % 28)).padStart(2, '0')
  const status = used ? 'redeemed' : 'active'
  return [
    ...[companyId, number, reversed, FUELS[n % FUELS.length]?.[1], 20_000, used ? 0 : 20_000, 0, 25_900],
    ...[`2026-10-${day}`, `2027-04-${day}`, status, status, used ? 0 : 1, null, null, null, null],
    ...[sealed(String(4_000_000_000 + n)), '0123456789abcdef', randomBytes(LOOKUP_BYTES), '0123456789abcdef'],
  ]
}

const KEY = randomBytes(32)
/** An HMAC's: its index is filled at random places, here as in the cabinet. */
const LOOKUP_BYTES = 32

/** As long as the cabinet's own. @param {string} payload */
function sealed(payload) {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', KEY, nonce)
  const body = Buffer.concat([cipher.update(payload), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}
