import { setTimeout as sleep } from 'node:timers/promises'
import { cutSteps } from '#tests/support/database-proxy.ts'
import type { Scenario } from '../scenario.ts'
import { underLoad } from '../workload/journeys.ts'

/** What a transaction says to the database, from its first word to its last. */
const STATEMENTS = [
  /^(?:begin|start transaction)/i,
  /^insert into `operations`/,
  /^insert into `form_submissions`/,
  /^update `form_submissions`/,
  /^insert into `audit_log`/,
  /^insert into `outbox`/,
  /^update `outbox`/,
  /^insert into `sessions`/,
  /^update `links`/,
  /^select/,
  /^rollback/i,
  /^commit/i,
  // Where nobody knows: as often as all the others together.
  ...Array<RegExp>(8).fill(/^commit/i),
]
const PATIENCE_MS = 3_000

export const scenario: Scenario = {
  title: "connections cut at each step of the protocol, COMMIT's answer too: N1 N2 N7",
  counts: { short: 10, full: 500 },
  seconds: 1_200,
  async run({ cabinet, history, people, random, count, isShort }) {
    const { proxy } = cabinet
    const figures = { cut: 0, 'of them at COMMIT': 0, 'all at once': 0 }
    const cuts = async () => {
      for (let cut = 0; cut < count; cut++) {
        await sleep(random.between(0, 100))
        if (cut % 10 === 9) {
          proxy.cutAfterBytes(random.between(0, 4_000))
          figures['all at once'] += 1
          continue
        }
        const statement = random.pick(STATEMENTS)
        const sprung = proxy.trap({ statement, step: random.pick(cutSteps), after: random.between(0, 3) })
        const caught = await Promise.race([sprung, sleep(PATIENCE_MS, undefined, { ref: false })])
        if (caught === undefined) continue
        figures.cut += 1
        if (/^commit/i.test(caught)) figures['of them at COMMIT'] += 1
      }
      await proxy.restore()
    }
    const journeys = await underLoad({ cabinet, history, people, random }, { lanes: isShort ? 4 : 8 }, cuts)
    return { ...figures, journeys }
  },
}
