import { decide } from '../../app/domain/authorizations/decide.ts'
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
