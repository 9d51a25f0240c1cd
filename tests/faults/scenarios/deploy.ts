import { setTimeout as sleep } from 'node:timers/promises'
import type { Scenario } from '../scenario.ts'
import { underLoad } from '../workload/journeys.ts'

/** Two of each; one after the other is asked to end and replaced, as a rolling deployment does. */
export const scenario: Scenario = {
  title: 'SIGTERM, rolling, under load: no request fails, no letter is lost',
  counts: { short: 1, full: 40 },
  seconds: 600,
  async run({ cabinet, history, people, random, count, isShort, fail }) {
    const [web, worker] = [await cabinet.addWeb(), cabinet.addWorker()]
    await cabinet.heal()
    const replacements = async () => {
      for (let turn = 0; turn < count; turn++) {
        await sleep(random.between(100, isShort ? 300 : 2_000))
        const processes = [cabinet.webs[turn % 2], cabinet.workers[turn % 2]]
        for (const child of processes) {
          const code = await child?.stop()
          if (code !== 0) fail(`a ${child?.kind} process ended with ${code}: ${child?.output.slice(-500)}`)
          await child?.start()
        }
      }
    }
    const context = { cabinet, history, people, random }
    const journeys = await underLoad(context, { lanes: isShort ? 4 : 8 }, replacements)
    await Promise.all([web, worker].map((child) => cabinet.retire(child)))
    const attempts = history.operations.flatMap(({ path, attempts }) =>
      attempts.map((attempt) => ({ ...attempt, path })),
    )
    const failed = attempts.filter(({ status }) => status === null || status >= 500)
    for (const { path, status } of failed) fail(`POST ${path} answered ${status}`)
    return { requests: attempts.length, failed: failed.length, journeys }
  },
}
