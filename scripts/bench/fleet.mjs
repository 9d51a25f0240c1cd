// `npm run bench -- fleet`: what a dispatcher opens and does, in a company with ten thousand cards and a million
// transactions beside one with a hundred cards and as many transactions a card, request by request in turn.
import { seedCompany } from './cabinet.mjs'
import { compare, visit } from './side-by-side.mjs'

const CARDS = Number(process.env.BENCH_FLEET_CARDS ?? 10_000)
const FEW_CARDS = 100
const FILLS_OF_A_CARD = 100
const DAYS = 180
const CARDS_OF_A_GROUP = 50
/** A full page of the list of groups, in both companies. */
const GROUPS = 51
const PRODUCTS = "'ai92', 'ai95', 'ai98', 'diesel', 'diesel_winter', 'lpg'"

/** @typedef {import('mysql2/promise').Pool} Pool */
/** @typedef {{ companyId: number, token: string, card: number, group: number, other: number, driver: number, vehicle: number, template: number, fill: number, decline: number }} Fleet */

/** @param {Awaited<ReturnType<typeof import('./cabinet.mjs').openCabinet>>} cabinet */
export async function benchFleet({ db, web: serve }) {
  const integration = await seedIntegration(db)
  const small = await seedFleet(db, '170140000011', { cards: FEW_CARDS, integration })
  const large = await seedFleet(db, '170240000012', { cards: CARDS, integration })
  await db.query(
    'analyze table cards, transactions, transaction_totals, authorizations, assignments, card_rules, card_group_members, drivers, vehicles, odometer_readings',
  )
  const web = await serve()
  try {
    for (const path of PAGES) await compare(path, web.url, { small, large }, visit)
    for (const action of ACTIONS) await compare(action, web.url, { small, large }, send)
  } finally {
    await web.stop()
  }
}

/** Each a path in a fleet. @type {((fleet: Fleet) => string)[]} */
const PAGES = [
  () => '/cabinet',
  () => '/cards',
  () => '/cards?status=active',
  () => '/cards?q=000050',
  () => '/cards?sort=number',
  ({ card }) => `/cards/${card}`,
  ({ card }) => `/cards/${card}/days`,
  ({ card }) => `/cards/${card}/rule`,
  ({ card }) => `/cards/${card}/rule?whatIf=1&unit=l&perFill=30&version=1`,
  ({ card }) => `/cards/${card}/assignment`,
  ({ card }) => `/cards/${card}/block`,
  () => '/transactions',
  () => '/transactions?product=ai95',
  () => '/transactions?q=000050',
  ({ fill }) => `/transactions/${fill}`,
  () => '/refusals',
  ({ decline }) => `/refusals/${decline}`,
  () => '/unusual',
  () => '/rules',
  ({ template }) => `/rules/${template}`,
  () => '/groups',
  ({ group }) => `/groups/${group}`,
  () => '/drivers',
  ({ driver }) => `/drivers/${driver}`,
  () => '/vehicles',
  ({ vehicle }) => `/vehicles/${vehicle}`,
  () => '/service-requests',
  () => '/service-requests/new',
  () => '/bulk-changes',
  () => '/check',
]

/** Each a path in a fleet and what its form sends. @type {((fleet: Fleet, turn: number) => { path: string, body: string })[]} */
const ACTIONS = [
  ({ card }, turn) => ({ path: `/cards/${card}/${turn % 2 ? 'unblock' : 'block'}`, body: 'reason=bench' }),
  // The card has no rule, and each change of one counts its version on.
  ({ card }, turn) => ({
    path: `/cards/${card}/rule`,
    body: new URLSearchParams({
      unit: 'l',
      perDay: String(70 + (turn % 2)),
      version: String(turn),
    }).toString(),
  }),
  ({ card, group, other }, turn) => ({
    path: `/cards/${card}/group`,
    body: `groupId=${turn % 2 ? group : other}`,
  }),
  ({ card, driver, vehicle }, turn) => ({
    path: `/cards/${card}/assignment`,
    body: new URLSearchParams({
      driverId: String(driver + (turn % 2)),
      vehicleId: String(vehicle),
    }).toString(),
  }),
]

/**
 * @param {string} base
 * @param {string} token
 * @param {{ path: string, body: string }} form
 */
async function send(base, token, { path, body }) {
  const answer = await fetch(base + path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: `session=${token}`,
      origin: base,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body,
  })
  const text = await answer.text()
  if (answer.status !== 302) throw new Error(`${path} answered ${answer.status} ${text.slice(0, 2_000)}`)
}

/** @param {Pool} db */
async function seedIntegration(db) {
  const [row] = await db.query(
    "insert into integrations (public_id, name, scopes) values ('bench', 'Bench', 'pump')",
  )
  return Number(/** @type {any} */ (row).insertId)
}

/**
 * Cards with limits, half of them with a rule, each with a driver and a vehicle and in a group, their fills over half
 * a year and a decline of each.
 * @param {Pool} db
 * @param {string} bin
 * @param {{ cards: number, integration: number }} size
 * @returns {Promise<Fleet>}
 */
async function seedFleet(db, bin, { cards, integration }) {
  const { companyId, token } = await seedCompany(db, bin, 0)
  const prefix = bin.slice(1, 5)
  const first = async (/** @type {string} */ table) => {
    const [rows] = await db.query(`select min(id) as id from ${table} where company_id = ?`, [companyId])
    return Number(/** @type {any} */ (rows)[0].id)
  }
  await db.query(
    `insert into cards (company_id, number, number_reversed, holder, plate, products, scheme, daily_limit, weekly_limit,
       monthly_limit, limit_unit, status, issuer_status, valid_until)
     select ${companyId}, concat('${prefix}', lpad(seq, 12, '0')), reverse(concat('${prefix}', lpad(seq, 12, '0'))),
       '', '', '', 'limits', 100000, 400000, 1500000, 'ml', 'active', 'active', current_date + interval 1 year
     from seq_1_to_${cards};
     insert into drivers (company_id, name, locale, comment, phone, updated_at)
     select ${companyId}, concat('Driver ', seq), 'ru', '', '', utc_timestamp(6) from seq_1_to_${cards};
     insert into vehicles (company_id, plate, plate_key, live_key, make, product, tank, norm, updated_at)
     select ${companyId}, concat(lpad(seq, 5, '0'), 'KZ'), concat(lpad(seq, 5, '0'), 'KZ'), concat(lpad(seq, 5, '0'), 'KZ'),
       'MAN', 'diesel', 300000, 30000, utc_timestamp(6) from seq_1_to_${cards};
     insert into rule_templates (company_id, name, unit, per_day, products, weekdays, station_codes, version, updated_at)
     select ${companyId}, concat('Rule ', seq), 'ml', 90000, '', '', '', 1, utc_timestamp(6) from seq_1_to_5;
     insert into card_groups (company_id, name, unit, per_month, products, weekdays, station_codes, version, updated_at)
     select ${companyId}, concat('Group ', seq), 'ml', 900000000, '', '', '', 1, utc_timestamp(6)
     from seq_1_to_${Math.max(GROUPS, cards / CARDS_OF_A_GROUP)}`,
  )
  const [card, driver, vehicle, template, group] = [
    await first('cards'),
    await first('drivers'),
    await first('vehicles'),
    await first('rule_templates'),
    await first('card_groups'),
  ]
  // The first group has as many cards in both.
  const inOthers = cards > GROUPS * 2 ? CARDS_OF_A_GROUP : 1
  await db.query(
    `insert into card_group_members (card_id, company_id, group_id)
     select id, company_id, ${group} + if(id - ${card} < ${CARDS_OF_A_GROUP}, 0, 1 + (id - ${card} - ${CARDS_OF_A_GROUP}) div ${inOthers})
     from cards where company_id = ${companyId};
     insert into card_rules (card_id, company_id, unit, per_day, products, weekdays, station_codes, version, updated_at, template_id)
     select id, company_id, 'ml', 80000, '', '', '', 1, utc_timestamp(6), if((id - ${card}) % 4 = 1, ${template}, null)
     from cards where company_id = ${companyId} and (id - ${card}) % 2 = 1;
     insert into assignments (company_id, instrument_kind, instrument_id, subject, subject_id, starts_at)
     select company_id, 'card', id, 'driver', ${driver} + id - ${card}, utc_timestamp(6) - interval 1 year
     from cards where company_id = ${companyId};
     insert into assignments (company_id, instrument_kind, instrument_id, subject, subject_id, starts_at)
     select company_id, 'card', id, 'vehicle', ${vehicle} + id - ${card}, utc_timestamp(6) - interval 1 year
     from cards where company_id = ${companyId}`,
  )
  for (let fill = 0; fill < FILLS_OF_A_CARD; fill++) {
    await db.query(
      `insert into transactions (company_id, station_code, receipt, till, operation_id, occurred_on, occurred_at,
         instrument_number, instrument_reversed, card_id, product, operation, volume, price, amount)
       select company_id, concat('S-', id % 300), lpad(id * ${FILLS_OF_A_CARD} + ${fill}, 10, '0'), '', '',
         current_date - interval ${Math.floor((fill * DAYS) / FILLS_OF_A_CARD)} day,
         utc_timestamp(6) - interval ${Math.floor((fill * DAYS) / FILLS_OF_A_CARD)} day - interval id % 600 minute,
         number, number_reversed, id, elt(1 + id % 6, ${PRODUCTS}), 'sale', 40000, 25900, 1036000
       from cards where company_id = ${companyId} order by id`,
    )
  }
  await db.query(
    `insert into transaction_totals (company_id, day, product, slot, transactions, volume, amount)
     select company_id, occurred_on, product, 0, count(*), sum(volume), sum(amount) from transactions
     where company_id = ${companyId} group by company_id, occurred_on, product;
     insert into odometer_readings (company_id, vehicle_id, card_id, transaction_id, km, read_at, source, is_full)
     select company_id, ${vehicle} + card_id - ${card}, card_id, id, 200000 - datediff(current_date, occurred_on) * 100,
       occurred_at, 'pump', 1
     from transactions where company_id = ${companyId} and occurred_on > current_date - interval 30 day;
     insert into authorizations (integration_id, operation_id, kind, status, company_id, station_code, product,
       instrument_kind, card_id, presented, asked_volume, code, whose, figures, created_at, occurred_at)
     select ${integration}, concat('refused-', id), 'authorization', 'declined', company_id, concat('S-', id % 300), 'diesel',
       'card', id, 'card', 40000, 'card_blocked_by_client', 'client', '{}', utc_timestamp(6) - interval id % 9000 minute,
       utc_timestamp(6) - interval id % 9000 minute
     from cards where company_id = ${companyId}`,
  )
  // One card in a hundred has a limit that its usual fill nearly uses up; the watch of limits has read all of this.
  await db.query(
    `update cards set daily_limit = 45000 where company_id = ${companyId} and (id - ${card}) % 100 = 7;
     insert into limit_candidates (card_id, company_id, until_day)
     select id, company_id, last_day(current_date) from cards where company_id = ${companyId} and daily_limit = 45000;
     insert into facts (name, value) select 'limits.read_to', max(id) from transactions
     on duplicate key update value = values(value)`,
  )
  return {
    ...{ companyId, token, card, driver, vehicle, template, group, other: group + 1 },
    fill: await first('transactions'),
    decline: await first('authorizations'),
  }
}
