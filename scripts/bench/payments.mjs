// `npm run bench -- payments`: a statement of ten thousand payments by the operator's command that ships, half of them with
// the number of an open invoice, a quarter by payer and amount, the rest for people.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeBinary } from '../node.mjs'
import { nodeFlags } from '../service.mjs'
import { root } from '../settings.mjs'
import { report } from './report.mjs'

const PAYMENTS = Number(process.env.BENCH_PAYMENTS ?? 10_000)
const ACCOUNT = 'KZ86125KZT5004100100'
/** Every fourth payment finds nothing that is certain. */
const UNCERTAIN = 4

/** @param {Awaited<ReturnType<typeof import('./cabinet.mjs').openCabinet>>} cabinet */
export async function benchPayments(cabinet) {
  const companies = await seedOrders(cabinet.db)
  const file = join(cabinet.folder, 'statement.txt')
  writeFileSync(file, statementOf(companies))
  const args = [...nodeFlags, join(root, 'build/server/entry.cli.js'), 'import', 'payments', file, '--json']
  const child = spawn(nodeBinary(), args, { env: cabinet.env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const piece of child.stdout) said += piece
  const { status } = JSON.parse(said)
  if (status !== 'committed') throw new Error(`the statement ended as ${status}: ${said.slice(0, 500)}`)
  const ended = performance.timeOrigin + performance.now()
  const [[took]] = /** @type {any} */ (
    await cabinet.db.query(
      `select unix_timestamp(committed_at) * 1000 as committed,
         (select count(*) from payments where status = 'credited') as credited,
         (select count(*) from payments where status = 'waiting') as waiting,
         (select count(*) from orders where status = 'paid') as paid from imports order by id desc limit 1`,
    )
  )
  const seconds = (ended - Number(took.committed)) / 1_000
  process.stdout.write(`credited ${took.credited}, waiting ${took.waiting}\n`)
  report(`payments: looked at, of ${PAYMENTS}`, Number(took.credited) + Number(took.waiting), `= ${PAYMENTS}`)
  report('payments: orders paid beside payments credited', took.paid - took.credited, '= 0')
  report(`payments: seconds to match ${PAYMENTS}`, seconds, '<= 30')
}

/**
 * A company for each payment, with a contract whose account is kept and an order that waits for 1,000 tenge and more.
 * @param {import('mysql2/promise').Pool} db
 */
async function seedOrders(db) {
  const numbers = bins()
  const [first] = /** @type {any} */ (await db.query('select coalesce(max(id), 0) + 1 as id from companies'))
  const from = Number(first[0].id)
  const step = 1_000
  for (let at = 0; at < numbers.length; at += step) {
    const rows = numbers.slice(at, at + step).map((bin, index) => [from + at + index, bin, `Company ${bin}`])
    await db.query('insert into companies (id, bin, name) values ?', [rows])
  }
  await db.query(`insert into users (email, password_hash, locale) values ('bench@payments.test', '', 'ru')`)
  const [[user]] = /** @type {any} */ (
    await db.query(`select id from users where email = 'bench@payments.test'`)
  )
  await db.query(
    `insert into contracts (id, company_id, number, signed_on, starts_on, vat, papers, terms, supplier_name,
       supplier_bin, supplier_address, supplier_iban, supplier_kbe, supplier_bank, supplier_bic, buyer_address, buyer_iban,
       buyer_kbe, buyer_bank, buyer_bic, account_from, created_by, updated_at)
     select id, id, 'D', '2020-01-01', '2020-01-01', 'turnover', 'fill', '', '', '', '', '${ACCOUNT}', '', '', '', '', '', '', '', '',
       '2020-01-01', ${user.id}, utc_timestamp(6) from companies where id >= ${from}`,
  )
  await db.query(
    `insert into orders (id, company_id, contract_id, status, total, comment, created_by, valid_until)
     select id, id, id, 'invoiced', 100000 + id, '', ${user.id}, current_date + interval 90 day
     from companies where id >= ${from}`,
  )
  await db.query(
    `insert into documents (kind, year, number, company_id, order_id, issued_on, valid_until, total, content, digest, created_by)
     select 'invoice', year(current_date), id, id, id, current_date, current_date, 100000 + id, '{}', repeat('x', 32), ${user.id}
     from companies where id >= ${from}`,
  )
  await db.query('analyze table companies, contracts, orders, documents')
  return numbers.map((bin, at) => ({ bin, id: from + at }))
}

/** @param {readonly { bin: string, id: number }[]} companies */
function statementOf(companies) {
  const day = new Date().toISOString().slice(0, 10).split('-').reverse().join('.')
  const documents = companies.flatMap(({ bin, id }, at) => {
    const isUncertain = at % UNCERTAIN === 0
    const tiyn = 100_000 + id + (isUncertain ? 1 : 0)
    const purpose = at % UNCERTAIN === 1 ? 'за топливо' : `Оплата по счету № ${String(id).padStart(6, '0')}`
    return [
      'СекцияДокумент=Платежное поручение',
      `НомерДокумента=${at + 1}`,
      `ДатаОперации=${day}`,
      `СуммаПриход=${(tiyn / 100).toFixed(2)}`,
      `ПлательщикБИН_ИИН=${bin}`,
      `ПолучательИИК=${ACCOUNT}`,
      `НазначениеПлатежа=${purpose}`,
      'КонецДокумента',
    ]
  })
  const lines = ['1CClientBankExchange', `РасчСчет=${ACCOUNT}`, ...documents, 'КонецФайла']
  return `${lines.join('\r\n')}\r\n`
}

/** Different BINs with their check digits. */
function bins() {
  const found = []
  for (let serial = 0; found.length < PAYMENTS; serial++) {
    const eleven = `200140${String(serial).padStart(5, '0')}`
    const rest = [...eleven].reduce((sum, digit, at) => sum + Number(digit) * (at + 1), 0) % 11
    if (rest < 10) found.push(eleven + rest)
  }
  return found
}
