import { contractTyped } from '#tests/support/contracts.ts'
import { driftOfCouponTotals } from '#tests/support/sums.ts'
import type { FaultCabinet } from '../driver/cabinet.ts'
import { LossyProxy } from '../driver/lossy-proxy.ts'
import type { Scenario } from '../scenario.ts'
import { fill } from '../workload/fills.ts'
import { bringIn, newPump, payloadOf } from '../workload/people.ts'
import { type Instrument, Station } from '../workload/station.ts'

/** Of all requests. */
const LOST = 0.35
const PATIENCE_MS = 60_000

export const scenario: Scenario = {
  title: "stations over a line that loses, doubles, tears and delays: N8, the stations' records equal ours",
  counts: { short: 60, full: 10_000 },
  seconds: 1_500,
  async run({ cabinet, history, people, random, count, isShort, fail }) {
    const { administrator, client, pump } = people
    // What becomes of the rest of its coupons; no account is kept, so that staff are told of what goes back.
    const couponRemainder = random.branch('contract').pick(['', 'kept', 'returned', 'lapsed'])
    await administrator.mustAct({
      claim: { action: 'contract.created' },
      path: `/admin/companies/${client.companyId}/contracts/new`,
      fields: contractTyped({ couponRemainder }),
    })
    const things: Instrument[] = [
      ...(await bringIn(administrator, 'coupons', client, isShort ? 12 : 2_000)).map(({ number }) => ({
        qr: payloadOf(number),
      })),
      ...(await bringIn(administrator, 'cards', client, isShort ? 2 : 100)).map(({ number }) => ({
        card_number: number,
      })),
    ]
    const line = await LossyProxy.start(() => cabinet.balancer.port, random.branch('line'), LOST)
    const pumps = isShort ? [pump] : await Promise.all(Array.from({ length: 8 }, () => newPump(cabinet)))
    const stations = pumps.map(
      (one) => new Station(one, history, { port: () => line.port, patienceMs: PATIENCE_MS }),
    )
    let begun = 0
    const lane = async (number: number) => {
      const chance = random.branch(`lane ${number}`)
      while (begun++ < count) await fill(chance.pick(stations), chance, chance.pick(things))
    }
    await Promise.all(Array.from({ length: isShort ? 6 : 16 }, (_, number) => lane(number)))
    await line.stop()
    for (const station of stations) station.leave()
    const strange = await countStrange(cabinet, stations, history.fuel.length)
    if (strange !== 0) fail(`we have ${strange} operations more than the stations`)
    const drift = await driftOfCouponTotals(cabinet.db)
    if (drift.length > 0) fail(`sums of coupons differ from their rows: ${JSON.stringify(drift)}`)
    const unanswered = history.fuel.filter(({ isOpen }) => isOpen).length
    if (unanswered > 0) fail(`${unanswered} operations were not answered to the end`)
    const { counts } = line
    return {
      operations: history.fuel.length,
      told: JSON.stringify(Object.fromEntries(numberOf(history.fuel.map(({ told }) => String(told))))),
      calls: stations.reduce((sum, { calls }) => sum + calls, 0),
      ...counts,
    }
  },
}

/** Operations that are here and at no station. */
async function countStrange(
  { db }: FaultCabinet,
  stations: readonly Station[],
  known: number,
): Promise<number> {
  let ours = 0
  for (const { name } of stations) {
    const rows = await db
      .selectFrom('authorizations')
      .select('id')
      .where('operation_id', 'like', `${name}-%`)
      .execute()
    ours += rows.length
  }
  return ours - known
}

function numberOf(words: readonly string[]): [string, number][] {
  return [...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length])
}
