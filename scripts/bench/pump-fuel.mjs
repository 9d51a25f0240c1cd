// What is presented at the pumps of a benchmark: cards with limits and coupons with QR codes, each for one operation.
import { newKeyText } from '../../app/domain/integrations/key-text.server.ts'
import { Keyring } from '../../app/domain/kernel/keyring.server.ts'
import { SECRET_KEYS } from './cabinet.mjs'

const BATCH = 5_000
/** Ids of so many digits are nothing else in a statement. */
const FIRST_CARD = 500_000_001
const FIRST_AUTHORIZATION = 700_000_001
const LITRES = 20_000

/** @typedef {{ id: number, number: string, product: string, lookup: string, payload: string }} Coupon */
/** @typedef {{ id: number, number: string }} Card */
/** @typedef {{ body: Record<string, unknown>, headers: Record<string, string>, number: string, id: number, lookup: string }} Question */

/**
 * @param {Awaited<ReturnType<typeof import('./cabinet.mjs').openCabinet>>} cabinet
 * @param {{ companyId: number, cards: number, qrs: number }} options
 */
export async function seedFuel({ db }, { companyId, cards, qrs }) {
  await db.query(`alter table authorizations auto_increment = ${FIRST_AUTHORIZATION}`)
  await db.query(`alter table cards auto_increment = ${FIRST_CARD}`)
  await db.query("insert into stations (code, name, products) values ('001', 'Bench', '')")
  await db.query(
    `insert into cards (company_id, number, number_reversed, scheme, status, issuer_status, daily_limit, monthly_limit, valid_until)
     select ${companyId}, concat('7825', lpad(seq, 12, '0')), reverse(concat('7825', lpad(seq, 12, '0'))), 'limits', 'active',
       'active', 100000, 1000000, current_date + interval 1 year
     from seq_1_to_${cards}`,
  )
  const [rows] = /** @type {any} */ (
    await db.query('select id, number from cards where company_id = ? order by id', [companyId])
  )
  const coupons = await sealCoupons(db, { companyId, qrs })
  return questionsOf(
    rows.map((/** @type {any} */ { id, number }) => ({ id: Number(id), number: String(number) })),
    coupons,
  )
}

/**
 * @param {import('mysql2/promise').Pool} db
 * @param {{ companyId: number, qrs: number }} options
 * @returns {Promise<Coupon[]>}
 */
async function sealCoupons(db, { companyId, qrs }) {
  const keyring = new Keyring([SECRET_KEYS])
  const [rows] = /** @type {any} */ (
    await db.query(
      `select id, number, product from coupons
       where company_id = ? and status = 'active' and valid_until > current_date + interval 1 day limit ?`,
      [companyId, qrs],
    )
  )
  const coupons = rows.map((/** @type {any} */ row) => {
    const payload = `BENCH-${row.number}`
    const lookup = keyring.hmac('qr_lookup', payload)
    const number = String(row.number)
    const { ciphertext } = keyring.seal('qr', Buffer.from(payload), `coupon:${number}`)
    return { id: Number(row.id), number, product: row.product, payload, lookup, ciphertext }
  })
  // Every coupon has a code, so that the index is as large as the table.
  await db.query('update coupons set qr_lookup = unhex(sha2(id, 256))')
  await db.query(
    'create table bench_qrs (id bigint unsigned primary key, lookup binary(32), sealed varbinary(255))',
  )
  for (let from = 0; from < coupons.length; from += BATCH) {
    const batch = coupons
      .slice(from, from + BATCH)
      .map((/** @type {any} */ { id, lookup, ciphertext }) => [id, lookup, ciphertext])
    await db.query('insert into bench_qrs values ?', [batch])
  }
  await db.query(
    `update coupons k join bench_qrs b on b.id = k.id
     set k.qr_lookup = b.lookup, k.qr_lookup_key = ?, k.qr_ciphertext = b.sealed, k.qr_key_id = ?`,
    [keyring.keyId, keyring.keyId],
  )
  await db.query('drop table bench_qrs')
  return coupons.map((/** @type {any} */ { lookup, ...coupon }) => ({
    ...coupon,
    lookup: lookup.toString('hex'),
  }))
}

/**
 * Each asks with a card or a coupon that nobody has asked with.
 * @param {Card[]} cards
 * @param {Coupon[]} coupons
 */
function questionsOf(cards, coupons) {
  let operations = 0
  let nextCard = 0
  let nextCoupon = 0
  const operation = () => `bench-${String(++operations).padStart(9, '0')}`
  return {
    /** @returns {Question} */
    authorization() {
      const card = cards[nextCard++ % cards.length]
      if (!card) throw new Error('no cards')
      const { id, number } = card
      const body = {
        operation_id: operation(),
        station: '001',
        product: 'diesel',
        card_number: number,
        volume_ml: LITRES,
      }
      return {
        body: { ...body, price_tiyn: 29_500 },
        headers: { 'x-instrument': String(id) },
        number,
        id,
        lookup: '',
      }
    },
    /** @returns {Question} */
    redemption() {
      const coupon = coupons[nextCoupon++]
      if (!coupon) throw new Error('all coupons are used: raise BENCH_QRS')
      const { id, number, product, payload, lookup } = coupon
      const body = {
        operation_id: operation(),
        station: '001',
        product,
        qr: payload,
        receipt: `${nextCoupon}`,
      }
      return {
        body,
        headers: { 'x-instrument': String(id), 'x-number': number, 'x-lookup': `x'${lookup}'` },
        number,
        id,
        lookup,
      }
    },
  }
}

/**
 * A system of the retailer's own that may ask for everybody's fuel.
 * @param {import('mysql2/promise').Pool} db
 */
export async function newKey(db) {
  const { key, publicId, secretHash } = newKeyText(false)
  const [made] = await db.query("insert into integrations (public_id, name, scopes) values (?, 'Bench', ?)", [
    publicId,
    'pump',
  ])
  const integration = Number(/** @type {any} */ (made).insertId)
  await db.query('insert into api_keys (integration_id, public_id, secret_hash) values (?, ?, ?)', [
    ...[integration, publicId, secretHash],
  ])
  return key
}

/**
 * What stations have refused to the cards of a company.
 * @param {import('mysql2/promise').Pool} db
 * @param {{ companyId: number, declines: number }} options
 */
export async function seedDeclines(db, { companyId, declines }) {
  await db.query(
    `insert into authorizations (integration_id, operation_id, kind, status, company_id, station_code, product,
       instrument_kind, card_id, presented, asked_volume, code, whose, figures, created_at)
     select 1, concat('refused-', seq), 'authorization', 'declined', ${companyId}, '001', 'diesel', 'card',
       ${FIRST_CARD} + seq % 1000, 'card', 20000, 'card_blocked_by_client', 'client', '{}',
       utc_timestamp(6) - interval seq minute
     from seq_1_to_${declines}`,
  )
}

/**
 * What the database is asked meanwhile, by its own log and in its order.
 * @param {import('mysql2/promise').Pool} db
 * @param {() => Promise<void>} work
 * @returns {Promise<string[]>}
 */
export async function statementsDuring(db, work) {
  await db.query("set global log_output = 'TABLE'; truncate mysql.general_log; set global general_log = 1")
  await work()
  await db.query('set global general_log = 0')
  const [rows] = await db.query(
    "select argument from mysql.general_log where command_type in ('Query', 'Execute') and argument not like '%general_log%' order by event_time",
  )
  return /** @type {{ argument: Buffer | string }[]} */ (rows).map(({ argument }) => String(argument))
}
