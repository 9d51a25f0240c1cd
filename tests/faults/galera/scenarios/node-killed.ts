import { setTimeout as sleep } from 'node:timers/promises'
import { contextsOf, percentile, WriteHistory } from '../processes.ts'
import type { Scenario } from '../scenario.ts'

const WRITES_A_SECOND = 100
const LANES = 4
const MAX_GAP_MS = 10_000

/** kill -9 of a node under load, and back again. */
export const scenario: Scenario = {
  title: 'a node killed under load, and rejoined: nothing acknowledged is lost, writing goes on within 10 s',
  count: 20,
  async run({ cluster, processes, count, fail }) {
    const histories = processes.map(() => new WriteHistory())
    const contexts = await contextsOf(processes)
    let over = false
    const pause = (1000 * LANES * processes.length) / WRITES_A_SECOND
    const load = contexts.flatMap((ctx, at) =>
      Array.from({ length: LANES }, async () => {
        while (!over) {
          await histories[at]?.write(ctx)
          await sleep(Math.random() * 2 * pause)
        }
      }),
    )
    const begun = performance.now()
    const gaps: number[] = []
    for (let kill = 0; kill < count; kill++) {
      await sleep(2_000)
      const victim = cluster.nodes[kill % 3]
      const at = performance.now()
      await victim?.kill()
      await sleep(8_000)
      // Those whose first node it was suffer most.
      gaps.push(...histories.map((history) => history.longestGap(at)))
      await victim?.start()
      await cluster.untilHealed()
    }
    over = true
    await Promise.all(load)
    const seconds = (performance.now() - begun) / 1000
    await cluster.untilHealed()
    const all = new WriteHistory()
    for (const history of histories) {
      for (const bin of history.acknowledged) all.acknowledged.add(bin)
      for (const bin of history.unknown) all.unknown.add(bin)
      for (const bin of history.refused) all.refused.add(bin)
      for (const [code, times] of history.refusals)
        all.refusals.set(code, (all.refusals.get(code) ?? 0) + times)
      all.latencies.push(...history.latencies)
    }
    const found = await all.verify((processes[0] as (typeof processes)[0]).db)
    if (found.lost > 0) fail(`${found.lost} acknowledged writes are lost`)
    if (found.doubled > 0) fail(`${found.doubled} writes are there twice`)
    if (found.unexplained > 0) fail(`${found.unexplained} writes are there that were refused`)
    const longest = Math.round(Math.max(...gaps))
    if (longest > MAX_GAP_MS) fail(`nothing was written for ${longest} ms`)
    return {
      kills: count,
      acknowledged: all.acknowledged.size,
      'a second': Math.round(all.acknowledged.size / seconds),
      lost: found.lost,
      unknown: all.unknown.size,
      refused: JSON.stringify(Object.fromEntries(all.refusals)),
      'longest gap ms': longest,
      'median gap ms': percentile(gaps, 0.5),
      'p50 ms': percentile(all.latencies, 0.5),
      'p99 ms': percentile(all.latencies, 0.99),
    }
  },
}
