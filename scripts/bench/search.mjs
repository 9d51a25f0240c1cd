// The search of everything, by the database's own clock: for a client with many coupons, and for staff over all of them.
import { seedCompany, seedStaff } from './cabinet.mjs'
import { median, report } from './report.mjs'

/** What people type: a number's beginning and end, a name, a plate, an address, and what is nowhere. */
const TYPED = [
  '15014001',
  '000777',
  '0000',
  '150140010000',
  'ахмет',
  'ахметов ерл',
  '719BM',
  'owner-1501',
  '+7 701 55',
  'no-such-thing',
]
const ROUNDS = 5
const AIM_MS = 10

/** One company has this many; the others share the rest. */
const COMPANY_COUPONS = 1_000_000
const CARDS = 100_000
const TRANSACTIONS = 300_000

/**
 * @param {Awaited<ReturnType<typeof import('./cabinet.mjs').openCabinet>>} cabinet
 * @param {number} coupons of all companies
 */
export async function benchSearches(cabinet, coupons) {
  const { db } = cabinet
  const client = await seedCompany(db, '150140010017', Math.min(coupons, COMPANY_COUPONS))
  for (let made = COMPANY_COUPONS, index = 2; made < coupons; made += COMPANY_COUPONS, index++)
    await seedCompany(db, `${1600 + index}40000017`, COMPANY_COUPONS)
  await seedFleet(db, client.companyId)
  const staff = await seedStaff(db)
  await db.query('analyze table coupons, cards, transactions, companies, users')
  const web = await cabinet.web()
  try {
    const count = coupons.toLocaleString('en')
    await benchSearch({ db, url: web.url }, { token: client.token, who: 'client of 1,000,000' })
    await benchSearch({ db, url: web.url }, { token: staff.token, who: `staff over ${count}` })
  } finally {
    await web.stop()
  }
}

/**
 * Cards with holders and plates, and their receipts.
 * @param {import('mysql2/promise').Pool} db
 * @param {number} companyId
 */
async function seedFleet(db, companyId) {
  await db.query(
    `insert into cards (company_id, number, number_reversed, holder, plate, scheme, status, issuer_status)
     select ${companyId}, concat('7825', lpad(seq * 104729, 12, '0')), reverse(concat('7825', lpad(seq * 104729, 12, '0'))),
       concat(elt(1 + seq % 5, 'Ахметов', 'Қасымова', 'Ким', 'Иванов', 'Серікбаев'), ' ', elt(1 + seq % 7, 'Ерлан', 'Әсел',
         'Виктор', 'Пётр', 'Нұрлан', 'Айгүл', 'Данияр'), ' ', seq),
       concat(lpad(seq % 1000, 3, '0'), elt(1 + seq % 3, 'BMW', 'AAA', 'KZT'), lpad(seq % 17, 2, '0')), 'limits', 'active', 'active'
     from seq_1_to_${CARDS}`,
  )
  await db.query(
    `insert into transactions (company_id, station_code, receipt, occurred_on, occurred_at, instrument_number,
       instrument_reversed, product, volume, price, amount)
     select ${companyId}, concat('S-', seq % 300), lpad(seq * 7919, 10, '0'), current_date, utc_timestamp(), '7825', '5287', 'diesel',
       40000, 25900, 1036000
     from seq_1_to_${TRANSACTIONS}`,
  )
}

/**
 * Visits /search as the browser would and asks the server's log how long its statement took.
 * @param {{ db: import('mysql2/promise').Pool, url: string }} options
 * @param {{ token: string, who: string }} visitor
 */
async function benchSearch({ db, url }, { token, who }) {
  let worst = 0
  for (const typed of TYPED) {
    const statement = await statementOf(db, () => visit(url, token, typed))
    /** @type {number[]} */
    const times = []
    for (let round = 0; round < ROUNDS; round++) {
      const connection = await db.getConnection()
      try {
        await connection.query('set profiling = 1')
        await connection.query(statement)
        const [rows] = await connection.query('show profiles')
        const profiles = /** @type {{ Duration: string }[]} */ (rows)
        times.push(Number(profiles.at(-1)?.Duration) * 1_000)
      } finally {
        connection.destroy()
      }
    }
    const usual = median(times)
    worst = Math.max(worst, usual)
    process.stdout.write(`${who} ${typed.padEnd(16)} ${usual.toFixed(2).padStart(8)} ms\n`)
  }
  report(`search of everything, ${who}, slowest text, ms`, worst, `<= ${AIM_MS}`)
}

/**
 * @param {import('mysql2/promise').Pool} db
 * @param {() => Promise<void>} visits
 * @returns {Promise<string>}
 */
async function statementOf(db, visits) {
  await db.query("set global log_output = 'TABLE'; truncate mysql.general_log; set global general_log = 1")
  await visits()
  await db.query('set global general_log = 0')
  const [rows] = await db.query(
    "select argument from mysql.general_log where command_type = 'Query' and argument like '%) hits%' and argument not like '%general_log%'",
  )
  const [first] = /** @type {{ argument: Buffer | string }[]} */ (rows)
  if (!first) throw new Error('the page did not search')
  return String(first.argument)
}

/**
 * @param {string} url
 * @param {string} token
 * @param {string} typed
 */
async function visit(url, token, typed) {
  const answer = await fetch(`${url}/search?${new URLSearchParams({ q: typed })}`, {
    headers: { cookie: `session=${token}` },
    redirect: 'manual',
  })
  if (answer.status >= 400) throw new Error(`/search answered ${answer.status}`)
  await answer.arrayBuffer()
}
