import { setTimeout as sleep } from 'node:timers/promises'
import { forgetTheDead } from '../driver/dead.ts'
import type { Scenario } from '../scenario.ts'
import { keepBusy } from '../workload/journeys.ts'

/** kill -9 of the web server, the worker or both, at random moments. */
export const scenario: Scenario = {
  title: 'kill -9 of web and worker under load: N1-N4, work resumes within 60 s',
  counts: { short: 3, full: 200 },
  seconds: 1_500,
  async run({ cabinet, ledger, cast, random, count, isShort }) {
    let over = false
    const load = keepBusy({ cabinet, ledger, cast, random }, { lanes: isShort ? 4 : 8, isOver: () => over })
    const moments = random.branch('moments')
    for (let kill = 0; kill < count; kill++) {
      await sleep(moments.between(isShort ? 300 : 500, isShort ? 900 : 2_500))
      const victims = moments.pick([[cabinet.web], [cabinet.worker], [cabinet.web, cabinet.worker]])
      await Promise.all(victims.map((victim) => victim.kill()))
      if (isShort) await forgetTheDead(cabinet, victims)
      await Promise.all(victims.map((victim) => victim.start()))
    }
    over = true
    return { journeys: await load }
  },
}
