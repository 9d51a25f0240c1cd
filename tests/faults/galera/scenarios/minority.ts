import { setTimeout as sleep } from 'node:timers/promises'
import { createDb } from '#db/connection/client.server.ts'
import { startApp } from '#tests/support/app.ts'
import { testContext } from '#tests/support/context.ts'
import { ADMINISTRATOR, WriteHistory } from '../processes.ts'
import type { Scenario } from '../scenario.ts'

const NOT_READY_MS = 5_000
const READY_AGAIN_MS = 10_000

/** One node cut off from the others, or stopped: a web server that knows only this node, and one that knows all. */
export const scenario: Scenario = {
  title: 'a node in the minority: not ready within 5 s, nothing written there; with other nodes ready again',
  count: 10,
  async run({ cluster, count, fail }) {
    const unready: number[] = []
    const ready: number[] = []
    const history = new WriteHistory()
    let written = 0
    for (let round = 0; round < count; round++) {
      const at = round % 3
      const node = cluster.nodes[at] as (typeof cluster.nodes)[0]
      const alone = createDb(node.url)
      const all = createDb(cluster.urlFrom(at))
      const [aloneApp, allApp] = await Promise.all([startApp({ db: alone }), startApp({ db: all })])
      const ctx = await testContext(alone, { actor: ADMINISTRATOR })
      const allCtx = await testContext(all, { actor: ADMINISTRATOR })
      await Promise.all([history.write(ctx), history.write(allCtx)])
      if ((await aloneApp.get('/readyz')).status !== 200) fail('a healthy node is not ready')

      if (round % 2 === 0) await node.isolate()
      else node.pause()
      const cut = performance.now()
      const before = history.acknowledged.size
      const tries = Array.from({ length: 3 }, () => history.write(ctx))
      unready.push(await until(cut, NOT_READY_MS, async () => (await aloneApp.get('/readyz')).status === 503))
      ready.push(await until(cut, READY_AGAIN_MS, async () => (await allApp.get('/readyz')).status === 200))
      await sleep(Math.max(0, cut + 8_000 - performance.now()))
      tries.push(history.write(ctx))
      if ((await aloneApp.get('/readyz')).status !== 503) fail('a node in the minority is ready')
      written += history.acknowledged.size - before
      await history.write(allCtx)

      if (round % 2 === 0) await node.rejoin()
      else node.resume()
      await cluster.untilHealed()
      await Promise.all(tries)
      await until(
        performance.now(),
        READY_AGAIN_MS,
        async () => (await aloneApp.get('/readyz')).status === 200,
      )
      await Promise.all([aloneApp.stop(), allApp.stop()])
      await Promise.all([alone.destroy(), all.destroy()])
    }
    const found = await cluster.nodes[0]?.with((db) => history.verify(db))
    const slowest = Math.round(Math.max(...unready))
    const slowestBack = Math.round(Math.max(...ready))
    if (slowest > NOT_READY_MS) fail(`a node in the minority was ready for ${slowest} ms`)
    if (slowestBack > READY_AGAIN_MS) fail(`with two nodes left the cabinet was away for ${slowestBack} ms`)
    if (written > 0) fail(`${written} writes were acknowledged in the minority`)
    if (found?.lost !== 0) fail(`${found?.lost} acknowledged writes are lost`)
    return {
      rounds: count,
      'not ready after ms, slowest': slowest,
      'other nodes serve after ms, slowest': slowestBack,
      'written in the minority': written,
      acknowledged: history.acknowledged.size,
      lost: found?.lost ?? 'unknown',
    }
  },
}

/** @returns the milliseconds since `begun` after which it held */
async function until(begun: number, most: number, holds: () => Promise<boolean>): Promise<number> {
  while (performance.now() < begun + most + 5_000) {
    if (await holds().catch(() => false)) break
    await sleep(50)
  }
  return performance.now() - begun
}
