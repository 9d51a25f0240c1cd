import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { SlowClients } from '../driver/slow-clients.ts'
import type { Scenario } from '../scenario.ts'
import { underLoad } from '../workload/journeys.ts'
import { newEmail } from '../workload/people.ts'
import { Person } from '../workload/person.ts'
import { quantile } from './contention.ts'

const P99_S = 1
const SECONDS = { short: 8, full: 60 }
const LANES = 2
/** One reader for four senders. */
const READERS = 0.25

/** Headers, webhooks, forms and files that come a byte a second, and pages that nobody reads. */
export const scenario: Scenario = {
  title: `connections that send a byte a second or read nothing: pages and forms as ever, p99 below ${P99_S} s`,
  counts: { short: 240, full: 2_000 },
  seconds: 240,
  async run(context) {
    const { cabinet, count, isShort, fail } = context
    const seconds = SECONDS[isShort ? 'short' : 'full']
    const slow = new SlowClients(cabinet.web.port, count, Math.round(count * READERS))
    const reader = new Person(cabinet, context.history, newEmail('reader'))
    const times: number[] = []
    const refused: (number | null)[] = []
    let most = 0
    try {
      await underLoad(context, { lanes: LANES, only: ['cards', 'newcomer'] }, async () => {
        for (const last = Date.now() + seconds * 1000; Date.now() < last; await sleep(20)) {
          const begun = performance.now()
          const { status } = await reader.ask('/sign-in')
          times.push((performance.now() - begun) / 1000)
          if (status !== 200) refused.push(status)
          most = Math.max(most, memoryOf(cabinet.web.pid))
        }
      })
      if (slow.size < count / 2) fail(`only ${slow.size} of ${count} slow clients were connected`)
    } finally {
      slow.end()
      reader.leave()
    }
    const p99 = quantile(times, 0.99)
    if (refused.length > 0) fail(`${refused.length} of ${times.length} pages were not served: ${refused[0]}`)
    if (!isShort && p99 > P99_S) fail(`p99 ${p99.toFixed(2)} s of a page`)
    return {
      pages: times.length,
      'p99 s': p99.toFixed(2),
      'cut off': slow.cut,
      'web process MB': most,
    }
  },
}

/** Resident, in MB; 0 where the system does not tell. */
function memoryOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}
