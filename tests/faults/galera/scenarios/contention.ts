import { transact } from '#app/domain/kernel/transact.server.ts'
import { contextsOf, percentile } from '../processes.ts'
import type { Scenario } from '../scenario.ts'

const AT_ONCE = 60
const MAX_MS = 2_000

/** Everybody changes one row at once, a third on each node. */
export const scenario: Scenario = {
  title: '60 at once on one row from three nodes: all of them succeed, none twice, p99 below 2 s',
  count: 10,
  async run({ processes, count, fail }) {
    const contexts = await contextsOf(processes)
    const [first] = contexts as [(typeof contexts)[0]]
    const name = 'contention'
    await first.db
      .insertInto('facts')
      .values({ name, value: '0' })
      .onDuplicateKeyUpdate({ value: '0' })
      .execute()
    const latencies: number[] = []
    const failures = new Map<string, number>()
    let done = 0
    for (let round = 0; round < count; round++) {
      const work = Array.from({ length: AT_ONCE }, async (_, at) => {
        const ctx = contexts[at % contexts.length] as typeof first
        const begun = performance.now()
        try {
          await transact(ctx, async ({ db }) => {
            const row = await db
              .selectFrom('facts')
              .select('value')
              .where('name', '=', name)
              .forUpdate()
              .executeTakeFirstOrThrow()
            await db
              .updateTable('facts')
              .set({ value: String(Number(row.value) + 1) })
              .where('name', '=', name)
              .execute()
          })
          done += 1
          latencies.push(performance.now() - begun)
        } catch (error) {
          const code = String((error as { code?: string }).code ?? error)
          failures.set(code, (failures.get(code) ?? 0) + 1)
        }
      })
      await Promise.all(work)
    }
    const row = await first.db
      .selectFrom('facts')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    const counted = Number(row.value)
    if (counted !== done) fail(`${done} succeeded, ${counted} were counted`)
    if (failures.size > 0) fail(`people saw ${JSON.stringify(Object.fromEntries(failures))}`)
    const p99 = percentile(latencies, 0.99)
    if (p99 > MAX_MS) fail(`p99 is ${p99} ms`)
    return {
      rounds: count,
      succeeded: done,
      counted,
      failed: JSON.stringify(Object.fromEntries(failures)),
      'p50 ms': percentile(latencies, 0.5),
      'p99 ms': p99,
    }
  },
}
