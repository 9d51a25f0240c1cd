import { decide } from '../../app/domain/authorizations/decide.ts'
import { countByCard, countTogether, whatIf } from '../../app/domain/cards/card-rule-what-if.ts'
import { couponFacts, fuelRequest, fuelRule, fuelState, NOON, THURSDAY } from '../../tests/support/fuel.ts'
import { median, report } from './report.mjs'

const ROUND = 100_000

/** Answers of `decide` in a second of processor time: a card under the issuer's and the client's rules, and a coupon. */
export function benchDecide() {
  const sums = { volume: 1_000, amount: 25_000, fills: 1 }
  const usage = { on: THURSDAY, day: sums, week: sums, month: sums }
  const issuer = fuelRule({
    whose: 'issuer',
    products: ['ai92', 'ai95'],
    limits: [
      { period: 'day', unit: 'ml', limit: 100_000 },
      { period: 'week', unit: 'ml', limit: 300_000 },
      { period: 'month', unit: 'tiyn', limit: 20_000_000 },
    ],
    usage,
  })
  const client = fuelRule({
    products: ['ai92', 'ai95'],
    hours: [{ weekdays: [1, 2, 3, 4, 5], from: 360, until: 1380 }],
    stations: { are: 'not', codes: ['KZ-99'] },
    limits: [{ period: 'day', unit: 'fills', limit: 5 }],
    usage,
  })
  const card = fuelState({ freeBalance: 100_000_000, rules: [issuer, client] })
  const coupon = fuelState({ instrument: couponFacts() })
  for (const [name, state] of /** @type {const} */ ([
    ['a card under two layers of rules', card],
    ['a coupon', coupon],
  ])) {
    report(
      `decisions in a CPU second, thousands: ${name}`,
      median([0, 1, 2, 3, 4].map(() => perSecond(state))) / 1000,
      '>= 200',
    )
  }
}

const FILLS = 100_000
const CARDS = 500

/** Seconds of processor time in which a rule of many cards is tried on what they fuelled in a month. */
export function benchWhatIf() {
  const rule = {
    ...{ unit: /** @type {const} */ ('ml'), perFill: 60_000, perDay: 90_000, perWeek: 400_000 },
    ...{ perMonth: 1_200_000, fillsPerDay: 3, products: ['diesel', 'ai95'], weekdays: [1, 2, 3, 4, 5, 6] },
    ...{ times: { from: 300, until: 1380 }, stations: null, odometerRequired: false },
  }
  const month = 30 * 86_400_000
  const fills = Array.from({ length: FILLS }, (_, id) => ({
    ...{ id, card: id % CARDS, at: new Date(NOON.getTime() - month + Math.floor((id * month) / FILLS)) },
    ...{ station: 'KZ-01', product: 'diesel', volume: 20_000 + (id % 60) * 1_000, amount: 500_000 },
    price: 25_000,
  }))
  const cards = new Set(Array.from({ length: CARDS }, (_, id) => id))
  const from = new Date(NOON.getTime() - month)
  for (const [name, counting] of /** @type {const} */ ([
    ['cards of a template', () => countByCard(cards, new Map())],
    ['cards of a group', () => countTogether()],
  ])) {
    const seconds = median([0, 1, 2].map(() => cpuSeconds(() => whatIf(rule, fills, from, counting()))))
    report(`what-if over ${FILLS / 1_000},000 refuellings, s: ${name}`, seconds, '<= 1')
  }
}

/** @param {() => unknown} work */
function cpuSeconds(work) {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000_000
}

/** @param {import('../../app/domain/authorizations/fuel-request.ts').FuelState} state */
function perSecond(state) {
  const start = process.cpuUsage()
  for (let n = 0; n < ROUND; n++) {
    const decision = decide(fuelRequest({ moment: new Date(NOON.getTime() + n) }), state)
    if (decision.status !== 'approved') throw new Error(`declined: ${decision.code}`)
  }
  const { user, system } = process.cpuUsage(start)
  return (ROUND / (user + system)) * 1_000_000
}
