import type { Context } from '#app/domain/kernel/context.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { addStations } from '#app/domain/stations/stations.server.ts'
import { bringCoupons } from '#tests/support/registers.ts'
import { contextsOf, newBin, newCompany, percentile, SYSTEM } from '../processes.ts'
import type { Scenario } from '../scenario.ts'

const KEYS = 8
const RIVALS = 64
const MAX_MS = 10_000
const STATION = 'G-001'

/** One coupon is presented at 64 pumps at once, by eight keys, on whichever node each meets. */
export const scenario: Scenario = {
  title: `${RIVALS} at once redeem one coupon from three nodes, by ${KEYS} keys: one success, ${RIVALS - 1} clear answers`,
  count: 10,
  async run({ processes, count, fail }) {
    const [staff] = await contextsOf(processes)
    const [system] = await contextsOf(processes, SYSTEM)
    if (!staff || !system) throw new Error('no process')
    const companyId = asCompanyId(await newCompany(staff, newBin()))
    const facts = { name: 'АЗС', city: 'Алматы', address: '', hours: '', status: 'open' } as const
    await addStations(system, [{ ...facts, code: STATION, latitude: null, longitude: null, products: [] }])
    const pumps = await Promise.all(
      Array.from({ length: KEYS }, (_, key) => contextsOf(processes, actorOf(key + 1))),
    )
    const answers = new Map<string, number>()
    const latencies: number[] = []
    for (let round = 0; round < count; round++) {
      const qr = `PAYLOAD-${round}`
      const [coupon] = await bringCoupons(system, companyId, [{ qr }])
      const tell = async (rival: number) => {
        const ctx = pumps[rival % KEYS]?.[rival % processes.length]
        if (!ctx) throw new Error('no pump')
        const begun = performance.now()
        const told = await redeemed(ctx, `g-${round}-${rival}`, qr)
        latencies.push(performance.now() - begun)
        answers.set(told, (answers.get(told) ?? 0) + 1)
      }
      await Promise.all(Array.from({ length: RIVALS }, (_, rival) => tell(rival)))
      const row = await system.db
        .selectFrom('coupons')
        .select(['remaining', 'used'])
        .where('id', '=', coupon?.id ?? 0)
        .executeTakeFirstOrThrow()
      if (row.remaining !== 0 || row.used !== 20_000)
        fail(`round ${round}: the coupon has ${row.remaining} left and ${row.used} used`)
    }
    const told = Object.fromEntries(answers)
    const { completed = 0, coupon_used: used = 0 } = told
    if (completed !== count || used !== count * (RIVALS - 1)) fail(`pumps were told ${JSON.stringify(told)}`)
    const p99 = percentile(latencies, 0.99)
    if (p99 > MAX_MS) fail(`p99 is ${p99} ms`)
    return { rounds: count, told: JSON.stringify(told), 'p50 ms': percentile(latencies, 0.5), 'p99 ms': p99 }
  },
}

/** As a station sends it: what is told to come again comes again. */
async function redeemed(ctx: Context, operationId: string, payload: string): Promise<string> {
  const asked = {
    operationId,
    station: STATION,
    product: 'diesel',
    instrument: { by: 'qr', payload } as const,
  }
  for (let tries = 1; ; tries++) {
    try {
      const { status, code } = await redeem(ctx, asked)
      return code ?? status
    } catch (error) {
      const code = error instanceof DomainError ? error.code : String(error)
      if (tries === 3 || !['conflict_try_again', 'operation_running'].includes(code)) return code
    }
  }
}

function actorOf(integrationId: number) {
  return {
    ...({ kind: 'integration', integrationId, name: `АСУ ${integrationId}` } as const),
    ...{ scopes: ['pump'] as const, stations: 'all' as const, companyId: null, isTest: false },
  }
}
