import { setTimeout as sleep } from 'node:timers/promises'
import { untilReady } from '../driver/process.ts'
import type { Scenario } from '../scenario.ts'
import { underLoad } from '../workload/journeys.ts'

const BACK_WITHIN_S = 10
/** A file and a letter need a few seconds with the database, which it seldom has in one piece while it is being killed. */
const PATIENCE_MS = 300_000

/** kill -9 and orderly restarts in turn. */
export const scenario: Scenario = {
  title: `restart and kill -9 of the database under load: N1, back ${BACK_WITHIN_S} s after it, the same processes`,
  counts: { short: 2, full: 50 },
  seconds: 900,
  async run({ cabinet, history, people, random, count, isShort, fail }) {
    const { database, web, worker } = cabinet
    if (!isShort) people.administrator.patienceMs = PATIENCE_MS
    const processes = [web.pid, worker.pid]
    let slowest = 0
    const restarts = async () => {
      for (let restart = 0; restart < count; restart++) {
        await sleep(random.between(300, isShort ? 800 : 3_000))
        await (restart % 2 === 0 ? database.kill() : database.stop())
        await sleep(random.between(0, isShort ? 300 : 3_000))
        await database.start()
        slowest = Math.max(slowest, await untilReady(web))
      }
    }
    const journeys = await underLoad(
      { cabinet, history, people, random },
      { lanes: isShort ? 4 : 8 },
      restarts,
    )
    if ([web.pid, worker.pid].join() !== processes.join()) fail('a process did not live through it')
    if (!isShort && slowest > BACK_WITHIN_S) fail(`back only after ${slowest.toFixed(1)} s`)
    return { 'back within s': slowest.toFixed(2), journeys }
  },
}
