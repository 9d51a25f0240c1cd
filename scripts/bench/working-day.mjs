// What people do in a cabinet on a working day: 60 % lists, 20 % pages of one thing, 10 % a coupon's QR, 5 % a card
// blocked or unblocked, 5 % sign-ins. On the demo company, and the lists on one with a million coupons too.
import { arrive } from './arrivals.mjs'
import { PASSWORD, seedPeople } from './cabinet.mjs'

/** Beyond this p99 of the first byte a server is past its knee. */
const KNEE_P99_MS = 250
const STEP_SECONDS = 8
/** Each process has met every page, and V8 has compiled what they share. */
const WARM_UP_SECONDS = 20
const LISTS = [
  '/coupons',
  '/coupons?status=active',
  '/coupons?product=diesel',
  '/coupons?sort=number',
  '/cards',
  '/cards?status=active',
  '/transactions',
  '/transactions?product=ai95',
]

/** @typedef {import('./arrivals.mjs').Planned} Planned */
/** @typedef {{ companyId: number, tokens: string[], emails: string[], cards: number[], coupons: number[], large: string }} People */

/**
 * @param {import('mysql2/promise').Pool} db of a cabinet with the demo data
 * @param {string} largeToken somebody of the company with many coupons
 * @returns {Promise<People>}
 */
export async function peopleOf(db, largeToken) {
  const [[company]] = /** @type {any} */ (
    await db.query('select company_id as id from cards group by company_id order by count(*) desc limit 1')
  )
  const people = await seedPeople(db, company.id, 40)
  const [cards] = /** @type {any} */ (
    await db.query("select id from cards where company_id = ? and status = 'active'", [company.id])
  )
  const [coupons] = /** @type {any} */ (
    await db.query(
      "select id from coupons where company_id = ? and status = 'active' and qr_ciphertext is not null and valid_until > current_date + interval 1 day",
      [company.id],
    )
  )
  const ids = (/** @type {{ id: number }[]} */ rows) => rows.map(({ id }) => Number(id))
  return {
    companyId: company.id,
    tokens: people.map(({ token }) => token),
    emails: people.map(({ email }) => email),
    cards: ids(cards),
    coupons: ids(coupons),
    large: largeToken,
  }
}

/**
 * What arrives next, the same sequence each time.
 * @param {string} base of the web server
 * @param {People} people
 * @returns {() => Planned}
 */
export function workingDay(base, people) {
  const turns = new Map()
  /** @param {string} name @param {readonly any[]} list */
  const inTurn = (name, list) => {
    const turn = turns.get(name) ?? 0
    turns.set(name, turn + 1)
    return list[turn % list.length]
  }
  const session = () => `session=${inTurn('token', people.tokens)}`
  /** @type {Record<string, () => Planned>} */
  const kinds = {
    list: () => {
      const path = inTurn('list', LISTS)
      const large = path.startsWith('/coupons') && inTurn('large', [true, false])
      return { kind: 'list', url: base + path, cookie: large ? `session=${people.large}` : session() }
    },
    page: () => {
      const paths = [
        () => '/cabinet',
        () => `/cards/${inTurn('card', people.cards)}`,
        () => `/coupons/${inTurn('coupon', people.coupons)}`,
        () => '/profile',
      ]
      return { kind: 'page', url: base + inTurn('page', paths)(), cookie: session() }
    },
    qr: () => {
      const url = `${base}/coupons/${inTurn('qr', people.coupons)}/qr`
      return { kind: 'qr', method: 'POST', url, cookie: session(), body: '' }
    },
    action: () => {
      const card = inTurn(
        'action',
        people.cards.flatMap((id) => [`${id}/block`, `${id}/unblock`]),
      )
      const url = `${base}/cards/${card}`
      return { kind: 'action', method: 'POST', url, cookie: session(), body: 'reason=bench' }
    },
    'sign-in': () => {
      const fields = { email: inTurn('email', people.emails), password: PASSWORD }
      const body = new URLSearchParams(fields).toString()
      return { kind: 'sign-in', method: 'POST', url: `${base}/sign-in`, body }
    },
  }
  // Twenty arrivals hold the mix: 12 lists, 4 pages, 2 codes, an action, a sign-in, spread out.
  const order =
    'list page list qr list list page list action list list page list list qr list page list list sign-in'
  const mix = order.split(' ')
  return () => /** @type {() => Planned} */ (kinds[inTurn('mix', mix)])()
}

/**
 * @param {() => Planned} next
 * @param {number} [perSecond]
 */
export async function warmUp(next, perSecond = 40) {
  await arrive({ perSecond, seconds: WARM_UP_SECONDS, next })
}

/**
 * The highest rate that is answered in time, to a twentieth: up in steps of a third, then between the last two.
 * @param {() => Planned} next
 * @param {number} [from] requests a second that are surely answered
 */
export async function findKnee(next, from = 40) {
  await warmUp(next, from)
  let good = 0
  let bad = Number.POSITIVE_INFINITY
  for (
    let rate = from;
    bad > good * 1.05;
    rate = bad === Number.POSITIVE_INFINITY ? good * 1.33 : (good + bad) / 2
  ) {
    const outcome = await arrive({ perSecond: rate, seconds: STEP_SECONDS, next })
    const { p99 } = outcome.pages
    const holds = !outcome.overran && outcome.failed === 0 && p99 <= KNEE_P99_MS
    process.stdout.write(
      `  ${rate.toFixed(0)}/s: p99 ${p99.toFixed(0)} ms${outcome.failed > 0 ? `, ${outcome.failed} failed` : ''}${outcome.overran ? ', overran' : ''}\n`,
    )
    if (holds) good = rate
    else bad = rate
    if (good === 0) throw new Error(`${from}/s are too many already`)
  }
  return good
}
