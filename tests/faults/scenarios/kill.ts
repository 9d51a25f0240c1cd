import { setTimeout as sleep } from 'node:timers/promises'
import type { ResendStandIn } from '#tests/support/resend-stand-in.ts'
import { forgetTheDead } from '../driver/dead.ts'
import type { Scenario } from '../scenario.ts'
import { underLoad } from '../workload/journeys.ts'

/** A letter in the hands of a worker that is killed waits for its lease of 45 s, and some are hit three times. */
const PATIENCE_MS = 180_000

/** At random moments, and in every second worker's life when the provider has a letter and has not said so yet. */
export const scenario: Scenario = {
  title: 'kill -9 of web and worker under load: N1-N4, work resumes within 60 s',
  counts: { short: 2, full: 200 },
  seconds: 1_500,
  async run({ cabinet, history, people, random, count, isShort }) {
    const { provider } = cabinet
    if (!isShort) people.administrator.patienceMs = PATIENCE_MS
    let behindTheYes = 0
    const kills = async () => {
      for (let kill = 0; kill < count; kill++) {
        const { web, worker } = cabinet
        const victims = kill % 2 === 0 ? [worker] : random.pick([[web], [web, worker]])
        await sleep(random.between(200, isShort ? 600 : 2_000))
        if (kill % 4 === 0 && (await isSending(provider))) behindTheYes += 1
        await Promise.all(victims.map((victim) => victim.kill()))
        if (isShort) await forgetTheDead(cabinet, victims)
        await Promise.all(victims.map((victim) => victim.start()))
      }
    }
    const journeys = await underLoad({ cabinet, history, people, random }, { lanes: isShort ? 4 : 8 }, kills)
    return { 'killed behind the 200': behindTheYes, journeys }
  },
}

/** Waits until the provider has taken a letter whose sender will not hear of it. */
async function isSending(provider: ResendStandIn): Promise<boolean> {
  const taken = provider.messages.length
  provider.next({ kind: 'hang', accepting: true })
  for (let waits = 0; waits < 150; waits++) {
    if (provider.messages.length > taken) return true
    await sleep(20)
  }
  return false
}
