// `npm run bench -- account`: the account of a company with a million entries beside that of one with a thousand, and its
// statement as a workbook, which is written as it is read.

import { readFileSync } from 'node:fs'
import { processesOf, seedCompany } from './cabinet.mjs'
import { report } from './report.mjs'
import { compare, visit } from './side-by-side.mjs'

const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 1_000_000)
const FEW = 1_000
/** Days that the entries are spread over. */
const DAYS = 365

/** @typedef {{ companyId: number, token: string }} Account */

/** @param {Awaited<ReturnType<typeof import('./cabinet.mjs').openCabinet>>} cabinet */
export async function benchAccount({ db, web: serve }) {
  const small = await seedAccount(db, '180140000015', FEW)
  const large = await seedAccount(db, '180240000016', ENTRIES)
  await db.query('analyze table account_entries, account_totals')
  const web = await serve()
  try {
    for (const path of ['/account', `/account?from=${daysAgo(40)}&to=${daysAgo(10)}`])
      await compare(() => path, web.url, { small, large }, visit)
    const rest = await peakOf(web.pid, () => download(web.url, small.token))
    const all = await peakOf(web.pid, () => download(web.url, large.token))
    process.stdout.write(`statement of ${FEW}: ${rest.bytes} bytes; of ${ENTRIES}: ${all.bytes} bytes\n`)
    report(`statement of ${ENTRIES.toLocaleString('en')} entries as a workbook, seconds`, all.seconds, '')
    report(
      'megabytes of the web process while it is written, above one of 1,000',
      all.megabytes - rest.megabytes,
      '<= 100',
    )
  } finally {
    await web.stop()
  }
}

/** @param {number} days */
function daysAgo(days) {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * @param {string} base
 * @param {string} token
 */
async function download(base, token) {
  const query = new URLSearchParams({ from: daysAgo(DAYS + 1), to: daysAgo(0), format: 'xlsx' })
  const answer = await fetch(`${base}/account/statement/export?${query}`, {
    headers: { cookie: `session=${token}`, 'accept-language': 'ru' },
  })
  if (!answer.ok || !answer.body) throw new Error(`the statement answered ${answer.status}`)
  let bytes = 0
  const reader = answer.body.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) bytes += read.value.length
  return bytes
}

/**
 * The most memory that a server has while something is done.
 * @param {number} pid
 * @param {() => Promise<number>} act answers bytes
 */
async function peakOf(pid, act) {
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, ...processesOf(pid).map(residentMegabytes))
  }, 100)
  const from = performance.now()
  try {
    const bytes = await act()
    return {
      bytes,
      seconds: (performance.now() - from) / 1_000,
      megabytes: Math.max(most, residentMegabytes(pid)),
    }
  } finally {
    clearInterval(watch)
  }
}

/** @param {number} pid */
function residentMegabytes(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1_024
}

/**
 * @param {import('mysql2/promise').Pool} db
 * @param {string} bin
 * @param {number} entries
 * @returns {Promise<Account>}
 */
async function seedAccount(db, bin, entries) {
  const { companyId, token } = await seedCompany(db, bin, 0)
  const [[user]] = /** @type {any} */ (await db.query('select min(id) as id from users'))
  const [made] = await db.query(
    `insert into contracts (company_id, number, signed_on, starts_on, vat, papers, terms, supplier_name,
       supplier_bin, supplier_address, supplier_iban, supplier_kbe, supplier_bank, supplier_bic, buyer_address, buyer_iban,
       buyer_kbe, buyer_bank, buyer_bic, account_from, created_by, updated_at)
     values (?, 'D', '2020-01-01', '2020-01-01', 'turnover', 'fill', '', '', '', '', '', '', '', '', '', '', '', '', '',
       '2020-01-01', ?, utc_timestamp(6))`,
    [companyId, user.id],
  )
  const contractId = Number(/** @type {any} */ (made).insertId)
  const step = 100_000
  for (let from = 1; from <= entries; from += step) {
    await db.query(
      `insert into account_entries (company_id, contract_id, kind, booked_on, occurred_on, amount, product, volume)
       select ${companyId}, ${contractId}, if(seq % 20 = 0, 'payment', 'fill'),
         current_date - interval (seq * ${DAYS} div ${entries}) day, current_date - interval (seq * ${DAYS} div ${entries}) day,
         if(seq % 20 = 0, 21000000, -1036000), if(seq % 20 = 0, null, 'diesel'), if(seq % 20 = 0, null, 40000)
       from seq_${from}_to_${Math.min(entries, from + step - 1)}`,
    )
  }
  for (const [span, starts] of [
    ['day', 'booked_on'],
    ['month', "date_format(booked_on, '%Y-%m-01')"],
  ]) {
    await db.query(
      `insert into account_totals (company_id, span, starts_on, slot, credit, debit, entries)
       select company_id, '${span}', ${starts} as starts, 0, sum(greatest(amount, 0)), sum(greatest(-amount, 0)), count(*)
       from account_entries where company_id = ${companyId} group by company_id, starts`,
    )
  }
  return { companyId, token }
}
